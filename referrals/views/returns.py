"""The social worker's answer to a referral back."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.asking import posted
from accounts.roles import Permission, requires
from forms import GovForm
from referrals import actions
from referrals.forms import PlanForm
from referrals.models import ReferralBack

from .acting import act_page, back, the_file


def _latest(request, referral):
    """The referral back that stands; 404 when he has not been referred back."""
    backs = ReferralBack.objects.visible_to(request.user).filter(referral=referral, withdrawn_at=None)
    return get_object_or_404(backs.select_related("referral").order_by("-at", "-pk")[:1])


@requires(Permission.ANSWER_RETURN)
def acknowledge_return(request, pk):
    at = timezone.now()
    referral = the_file(request, pk)
    returned = _latest(request, referral)
    if returned.acknowledged_at:
        return back(request, referral, "This referral back has already been acknowledged.")
    return act_page(
        request,
        referral,
        "acknowledge_return",
        GovForm(posted(request)),
        partial(actions.acknowledge_return, returned, by=request.user, at=at),
        at=at,
        done="Thank you: My Time sees that you have it.",
        template="referrals/returned.html",
        heading="Acknowledge the referral back",
        returned=returned,
        submit="I have read it",
    )


@requires(Permission.ANSWER_RETURN)
def record_plan(request, pk):
    at = timezone.now()
    referral = the_file(request, pk)
    returned = _latest(request, referral)
    if returned.plan_at:
        return back(request, referral, "A plan has already been recorded for this referral back.")
    return act_page(
        request,
        referral,
        "record_plan",
        PlanForm(posted(request), at=at),
        partial(actions.record_plan, returned, by=request.user, at=at),
        at=at,
        done="The plan is recorded. My Time has been told.",
        template="referrals/returned.html",
        heading="Record the plan",
        returned=returned,
        submit="Save the plan",
    )
