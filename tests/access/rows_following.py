"""Messages about a referral, and handing referrals on."""

from .policy import Row
from .rows_his_file import READERS, STRANGERS

REASSIGNS = frozenset({"manager", "administrator"})


def of_social_worker(world):
    return {"pk": world.social_worker.pk}


def on_programme(world):
    return {"pk": world.programme_file.pk}


ROWS = {
    "messages": Row(who=READERS, hidden_from=STRANGERS, kwargs=on_programme),
    "take_over": Row(
        who=frozenset({"social_worker", "colleague"}),
        hidden_from=frozenset({"other_social_worker"}),
        kwargs=on_programme,
    ),
    "reassign": Row(who=REASSIGNS),
    "reassign_from": Row(who=REASSIGNS, kwargs=of_social_worker),
    "reassign_to": Row(who=REASSIGNS, kwargs=lambda w: {"pk": w.social_worker.pk, "to": w.colleague.pk}),
}
