"""Which emails come at once and which once a day: each person's own choice."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.utils import timezone

from accounts.asking import ask, posted
from alerts import digests
from alerts.models import MailChoice

from .forms import MailChoicesForm


@login_required
def mail_choices(request):
    at, user = timezone.now(), request.user
    chosen = list(MailChoice.objects.visible_to(user).values_list("topic", flat=True))
    form = MailChoicesForm(posted(request), stored={"daily": chosen}, at=at)
    return ask(
        request,
        form,
        lambda: digests.choose(user, form.cleaned_data["daily"], at=at),
        done=_done(form),
        then="my_account",
        template="alerts/choices.html",
        context={"hour": f"{settings.DIGEST_HOUR}am"},
    )


def _done(form):
    def said(_):
        daily = form.cleaned_data["daily"]
        if not daily:
            return "Every email comes at once from now on."
        return "From now on these wait for one email a day. What is urgent still comes at once."

    return said
