from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.roles import Permission, requires
from iss import actions
from iss.models import PartnerFile
from iss.views.pages import ask_on

from .forms import CloseForm, ReviewForm
from .reading import term_of


@requires(Permission.WORK_HER_FILE)
def review_support(request, pk):
    at = timezone.now()
    file = _file(request, pk)
    form = ReviewForm(request.POST or None, initial={"held_date": timezone.localdate(at)}, at=at)
    return ask_on(
        request,
        file,
        form,
        lambda: actions.review_support(file, by=request.user, at=at, **form.cleaned_data),
        heading="Look at her support together",
        submit="Record it",
        done=_said,
        template="iss/term/review.html",
        term=term_of(file, file.deadlines.all(), at=at),
        supported=file.status == "supported",
        warn=True,
        at=at,
    )


def _said(review):
    if review.outcome == review.Outcome.ENDS:
        return "Recorded. Close her file when it has ended, and say what she was offered."
    return "Recorded. Her support goes on."


@requires(Permission.WORK_HER_FILE)
def close(request, pk):
    at = timezone.now()
    file = _file(request, pk)
    form = CloseForm(request.POST or None, at=at)
    running = file.deadlines.running().order_by("due_at")
    return ask_on(
        request,
        file,
        form,
        lambda: actions.close_file(file, by=request.user, at=at, **form.cleaned_data),
        heading="Close her file",
        consequences=[
            *(f"The promise “{deadline.promised}” stops." for deadline in running),
            "His file stays as it is. His side is not told.",
        ],
        submit="Close her file",
        danger=True,
        done="Her file is closed. It can be reopened at any time.",
        at=at,
    )


def _file(request, pk):
    return get_object_or_404(PartnerFile.objects.visible_to(request.user), pk=pk)
