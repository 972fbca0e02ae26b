"""New partners with the man each is of, whom the service that decides does not meet by itself."""

from accounts.acting import for_the_service
from joint.models import NewPartner

WITH = ("referral__man", "area", "by", "file", "decided_by")
SHOWN = 25


@for_the_service("the service of her area decides about a new partner of a man whom it does not meet")
def partner_of(user, pk):
    """The one that ``user`` may see, or None."""
    return NewPartner.objects.visible_to(user).select_related(*WITH).filter(pk=pk).first()


@for_the_service("the service of her area decides about new partners of men whom it does not meet")
def partners_of(user):
    """(those that wait, those decided last)."""
    rows = NewPartner.objects.visible_to(user).select_related(*WITH)
    decided = rows.exclude(decided_at=None).order_by("-decided_at", "-pk")
    return list(rows.undecided().order_by("at", "pk")), list(decided[:SHOWN])
