"""Two people save one record: one after the other, and the second sees what the first has saved."""

from django.contrib import messages
from django.db import connection
from django.shortcuts import render

from forms import ChoosingForm, Overtaken
from forms.meanwhile import EDIT, OPENED_WITH


class MeanwhileMiddleware:
    """Runs inside the request's transaction.

    Whoever edits at the same address waits until the other has committed: between looking at what is stored and writing
    over it nobody else writes it there.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method == "POST" and OPENED_WITH in request.POST:
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [request.path])
            if EDIT in request.POST:
                messages.info(request, "Nothing is saved yet. Change what you want to change, then save.")
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, Overtaken):
            return None
        context = {"form": ChoosingForm(exception), "here": request.get_full_path(), "edit": EDIT}
        return render(request, "meanwhile.html", context, status=409)
