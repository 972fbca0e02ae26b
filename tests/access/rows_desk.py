"""The single point of contact's desk."""

from .policy import Row
from .rows_referrals import on

DESK = frozenset({"spoc", "manager"})

ROWS = {
    "desk": Row(who=DESK),
    "acknowledge": Row(who=DESK, kwargs=on("received")),
    "change_area": Row(who=DESK, kwargs=on("received")),
    "return_referral": Row(who=DESK, kwargs=on("received")),
    "duplicates": Row(who=DESK, kwargs=on("received")),
    "merge": Row(
        who=DESK,
        kwargs=lambda world: {"pk": world.received_file.pk, "into": world.acknowledged_file.pk},
    ),
    "details_held": Row(who=frozenset({"spoc"}), kwargs=on("received")),
}
