"""What the list of his files shows of each, for a whole page in the same few queries."""

from django.db.models import Prefetch

from .models import Deadline
from .next_steps import shown
from .statuses import Status

# Of sixty columns of a file and of everything that is known of a man, a line shows these
SHOWN = (
    *("reference", "status", "received_date", "area__name", "holder__name"),
    *("man__reference", "man__first_name", "man__last_name"),
)


def with_promises(queryset):
    """Each file with ``running``: the promises that run on it, soonest first."""
    running = Deadline.objects.running().order_by("due_at")
    return (
        queryset.by_newest()
        .select_related("man", "area", "holder")
        .only(*SHOWN)
        .prefetch_related(Prefetch("deadlines", queryset=running, to_attr="running"))
    )


def line(user, referral):
    """One row of the list: the file, its next promise, and who has it."""
    promises = shown(user, referral.running)
    ticking = [deadline for deadline in promises if not deadline.paused_at]
    return {
        "file": referral,
        "deadline": next(iter(ticking or promises), None),
        "holder": who_has_it(referral),
    }


def who_has_it(referral):
    if referral.status == Status.RECEIVED:
        return "Single point of contact"
    if referral.holder_id:
        return referral.holder.name
    return f"Facilitators of {referral.area}" if referral.area_id else "Not recorded"
