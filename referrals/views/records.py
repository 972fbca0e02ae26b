"""His measures."""

from functools import partial

from django.utils import timezone

from accounts.asking import posted
from accounts.roles import Permission, requires
from outcomes.models import PROMISES
from referrals import actions
from referrals.forms import MeasureForm

from .acting import act_page, refused, the_file


@requires(Permission.ASSESS)
def record_measure(request, pk):
    at = timezone.now()
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "record_measure"):
        return refusal
    running = referral.deadlines.running().order_by("due_at").values_list("promise", flat=True)
    due = [stage for promise in running for stage, owed in PROMISES.items() if owed == promise]
    form = MeasureForm(posted(request), initial={"stage": next(iter(due), "")}, at=at)
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
