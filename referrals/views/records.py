"""His measures."""

from functools import partial

from django.utils import timezone

from accounts.asking import posted
from accounts.roles import Permission, requires
from referrals import actions
from referrals.forms import MeasureForm
from referrals.measuring.windows import due_stage, untaken

from .acting import act_page, refused, the_file


@requires(Permission.ASSESS)
def record_measure(request, pk):
    at = timezone.now()
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "record_measure"):
        return refusal
    asked = request.GET.get("stage", "")
    stage = asked if asked in untaken(referral) else due_stage(referral, at=at)
    form = MeasureForm(posted(request), initial={"stage": stage}, at=at)
    return act_page(
        request,
        referral,
        "record_measure",
        form,
        partial(actions.record_measure, referral, by=request.user, at=at),
        at=at,
        done="The measure is recorded.",
        submit="Save",
    )
