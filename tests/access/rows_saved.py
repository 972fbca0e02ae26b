"""Saved filters: everybody has their own, of the lists they may open, and nobody another's."""

from monitoring.models import SavedFilter

from .policy import EVERYBODY, FACILITATORS, SOCIAL_WORKERS, Row

OWNER = frozenset({"facilitator"})


def hers(world):
    """One of the facilitator's."""
    saved, _ = SavedFilter.objects.get_or_create(
        person=world.facilitator,
        listed="referrals",
        name="Late with us",
        defaults={"asked": "overdue=on", "at": world.now},
    )
    return {"pk": saved.pk}


ROWS = {
    "saved_filters": Row(who=EVERYBODY),
    "save_filter": Row(
        who=SOCIAL_WORKERS | FACILITATORS | frozenset({"spoc", "manager"}),
        kwargs=lambda world: {"listed": "referrals"},
    ),
    "rename_filter": Row(who=OWNER, hidden_from=EVERYBODY - OWNER, kwargs=hers),
    "remove_filter": Row(who=OWNER, hidden_from=EVERYBODY - OWNER, kwargs=hers, method="post", status=302),
}
