"""The single point of contact's desk."""

from .policy import Row
from .rows_referrals import on

DESK = frozenset({"spoc", "manager"})


def two_referrals(other):
    return lambda world: {"pk": world.received_file.pk, other: world.acknowledged_file.pk}


ROWS = {
    "desk": Row(who=DESK),
    "acknowledge": Row(who=DESK, kwargs=on("received")),
    "change_area": Row(who=DESK, kwargs=on("received")),
    "return_referral": Row(who=DESK, kwargs=on("received")),
    "duplicates": Row(who=DESK, kwargs=on("received")),
    "merge": Row(who=DESK, kwargs=two_referrals("into")),
    "one_man": Row(who=DESK, kwargs=two_referrals("other")),
    "told_apart": Row(who=DESK, kwargs=two_referrals("other")),
    # A merged referral is on nobody's desk any more; the merge is.
    "merge_of": Row(who={"manager"}, hidden_from={"spoc"}, kwargs=on("merged"), status=302),
    "merges": Row(who=DESK),
    "merged": Row(who=DESK, kwargs=lambda world: {"pk": world.merge.pk}),
    "details_held": Row(who=frozenset({"spoc"}), kwargs=on("received")),
}
