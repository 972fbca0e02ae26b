"""A form sent twice is done once: every form carries a key, and a repeat gets the first answer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseRedirect

from .models import PostedForm

FIELD = "form_key"


class OnceMiddleware:
    """Runs inside the request's transaction, after IdentityMiddleware.

    The first POST of a key inserts a row; one that arrives beside it waits on the unique constraint until the first
    has committed and is then sent where the first was sent. A form that came back with errors gives its key up.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        key = self._key(request)
        if key is None:
            return self.get_response(request)
        posted, first = PostedForm.objects.get_or_create(person=request.user, key=key)
        if not first:
            messages.info(request, "This was already saved. Nothing was done twice.")
            return HttpResponseRedirect(posted.went_to or request.path)
        response = self.get_response(request)
        if 300 <= response.status_code < 400:
            PostedForm.objects.filter(pk=posted.pk).update(went_to=response["Location"][:300])
        else:
            posted.delete()
        return response

    def _key(self, request):
        if request.method != "POST" or not request.user.is_authenticated:
            return None
        try:
            return UUID(request.POST.get(FIELD, ""))
        except ValueError:
            return None
