"""Who is told when someone is away."""

from django.db.models import F
from django.utils import timezone

from .models import Cover, User


def with_cover(people, *, at):
    """``people`` (iterable of User) and whoever covers for them on the local day of ``at``; each once.

    The one who is away is still told: they find it when they return, and nothing depends on the cover alone.
    """
    people = list(people)
    day = timezone.localtime(at).date()
    # Somebody who has since moved to another organisation stands in for nobody of the old one.
    covers = Cover.objects.on(day).filter(
        away__in=people, covered_by__is_active=True, covered_by__organisation=F("away__organisation")
    )
    stand_ins = User.objects.filter(pk__in=covers.values("covered_by"))
    return list(dict.fromkeys([*people, *stand_ins]))
