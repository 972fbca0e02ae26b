"""Whether two referrals may be merged, and which way round. Pure, but for what stands on the rows."""

from referrals.models import NonAssociation, Referral
from referrals.statuses import MOVES, Status

MERGEABLE = tuple(old for old, news in MOVES.items() if Status.MERGED in news)
# How far a file has come; one that has ended or waits stands where it was before
_STAGES = (
    Status.RECEIVED,
    Status.ACKNOWLEDGED,
    Status.CONTACTED,
    Status.ASSESSMENT_BOOKED,
    Status.PENDING,
    Status.UNSUITABLE,
    Status.SUITABLE,
    Status.ON_PROGRAMME,
    Status.COMPLETED,
)


def how_far(referral):
    stage = referral.came_from if referral.status in {Status.CLOSED, Status.ON_HOLD} else referral.status
    return _STAGES.index(stage) if stage in _STAGES else 0


def why_not_merge(duplicate, into):
    """Why ``duplicate`` cannot be merged into ``into``, in words; "" where it can."""
    return why_not_this_way(duplicate, into) or why_not_one_man(duplicate, into)


def why_not_this_way(duplicate, into):
    """The same as far as the two referrals say by themselves."""
    if duplicate.pk == into.pk:
        return "A referral cannot be merged into itself."
    if duplicate.status == Status.MERGED:
        return f"{duplicate.reference} has been merged already."
    if into.status == Status.MERGED:
        return "That referral has itself been merged. Choose the one it was merged into."
    if duplicate.status not in MERGEABLE:
        return (
            f"{duplicate.reference} has come too far to be a duplicate ({duplicate.get_status_display().lower()}). "
            "Merge the other one into it, or say that it is the same man: both referrals then stay."
        )
    if duplicate.is_open and not into.is_open:
        return f"{into.reference} has ended. This is a new referral of the same man: say so, and both referrals stay."
    if how_far(duplicate) > how_far(into):
        return (
            f"{duplicate.reference} had come further than {into.reference}. Merge the other one into it, "
            "or say that it is the same man: both referrals then stay."
        )
    return ""


def why_not_join(one, other):
    """Why the men of two referrals cannot be made one, in words; "" where they can."""
    if one.man_id == other.man_id:
        return "These are referrals of the same man already."
    return why_not_one_man(one, other)


def why_not_one_man(one, other):
    pair = sorted((one.man_id, other.man_id))
    if NonAssociation.objects.in_force().filter(man=pair[0], other=pair[1]).exists():
        return "These are recorded as two men who must not meet. They cannot be one man."
    return ""


def ways(one, other):
    """[(duplicate, into)] that the two referrals allow; the later one survives where there is a choice."""
    both = sorted((one, other), key=_when)
    return [way for way in (tuple(both), tuple(reversed(both))) if not why_not_this_way(*way)]


def _when(referral: Referral):
    return (referral.received_date is not None, str(referral.received_date or ""), referral.pk)
