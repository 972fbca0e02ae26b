"""What the MARAC decided and agreed, and what became of it."""

from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.roles import Permission, requires
from iss import actions
from iss.maracs.forms import AgreeForm, HeardForm
from iss.models import MaracAction
from iss.views.pages import ask_on
from referrals.recommended.forms import DoneForm

from .cases import case


@requires(Permission.WORK_HER_FILE)
def heard(request, pk, marac):
    at = timezone.now()
    found = case(request, pk, marac)
    form = HeardForm(request.POST or None, at=at)
    return ask_on(
        request,
        found.file,
        form,
        lambda: actions.record_hearing(found, by=request.user, at=at, **form.cleaned_data),
        heading="What the MARAC decided",
        submit="Record it",
        done="Recorded. Write down next what was agreed, by whom and by when.",
        then=found.get_absolute_url(),
        warn=True,
        at=at,
    )


@requires(Permission.WORK_HER_FILE)
def agree(request, pk, marac):
    at = timezone.now()
    found = case(request, pk, marac)
    form = AgreeForm(request.POST or None, at=at)
    return ask_on(
        request,
        found.file,
        form,
        lambda: actions.agree_at_marac(found, by=request.user, at=at, **form.cleaned_data),
        heading="What was agreed at the MARAC",
        intro="One thing at a time. You are reminded of it, whoever does it, until you say what became of it.",
        submit="Add it",
        done="Added. Its day is watched.",
        then=found.get_absolute_url(),
        at=at,
    )


@requires(Permission.WORK_HER_FILE)
def settle(request, pk, marac, action):
    at = timezone.now()
    actions_of = MaracAction.objects.visible_to(request.user).select_related("marac__file")
    found = get_object_or_404(actions_of, pk=action, marac=marac, marac__file=pk)
    form = DoneForm(request.POST or None, at=at)
    return ask_on(
        request,
        found.marac.file,
        form,
        lambda: actions.settle_marac_action(found, by=request.user, at=at, **form.facts()),
        heading="What became of it?",
        intro=f"{found.owner}: {found.what}",
        submit="Record it",
        done="Recorded.",
        then=found.marac.get_absolute_url(),
        at=at,
    )
