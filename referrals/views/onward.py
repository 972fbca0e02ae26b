"""Refer him on to another service, and record what came of it."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.timezone import localtime

from accounts.asking import posted
from accounts.roles import Permission, requires
from referrals import actions
from referrals.models import OnwardReferral
from referrals.onward_forms import OnwardOutcomeForm, ReferOnForm
from referrals.suggesting import suggestions

from .acting import act_page, refused, the_file


@requires(Permission.REFER_ON)
def refer_on(request, pk):
    at = timezone.now()
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "refer_on"):
        return refusal
    fitting, others = suggestions(referral, at=at, with_needs=request.user.may(Permission.SEE_HIS_CONTENT))
    form = ReferOnForm(
        posted(request),
        fitting=fitting,
        others=others,
        initial={"referred_date": localtime(at).date()},
        at=at,
    )
    return act_page(
        request,
        referral,
        "refer_on",
        form,
        partial(actions.refer_on, referral, by=request.user, at=at),
        at=at,
        done=_done,
        template="referrals/refer_on.html",
        submit="Save",
    )


def _done(data):
    return f"Recorded: referred on to {data['service']}. You will be asked what came of it."


@requires(Permission.REFER_ON)
def onward_outcome(request, pk, onward_pk):
    at = timezone.now()
    referral = the_file(request, pk)
    mine = OnwardReferral.objects.visible_to(request.user).select_related("service", "by").with_outcome()
    onward = get_object_or_404(mine, pk=onward_pk, referral=referral)
    form = OnwardOutcomeForm(posted(request), stored={"outcome": onward.outcome}, at=at)
    return act_page(
        request,
        referral,
        "onward_outcome",
        form,
        partial(actions.record_onward_outcome, onward, by=request.user, at=at),
        at=at,
        done="Recorded. The social worker sees it too.",
        template="referrals/onward_outcome.html",
        heading="What came of it?",
        onward=onward,
        submit="Save",
    )
