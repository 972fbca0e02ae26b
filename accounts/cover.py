"""Who is told when someone is away."""

from django.db.models import F
from django.utils import timezone

from .models import Cover, User


def with_cover(people, *, at):
    """``people`` (iterable of User) and whoever covers for them on the local day of ``at``; each once.

    The one who is away is still told: they find it when they return, and nothing depends on the cover alone. Who
    covers may be away too: whoever covers for them is told as well, and so on.
    """
    day = timezone.localtime(at).date()
    told = {person.pk: person for person in people}
    away = list(told)
    while away:
        stand_ins = _covering(away, day).exclude(pk__in=told)
        away = [person.pk for person in stand_ins]
        told |= {person.pk: person for person in stand_ins}
    return list(told.values())


def _covering(away, day):
    # Somebody who has since moved to another organisation stands in for nobody of the old one.
    covers = Cover.objects.on(day).filter(
        away__in=away, covered_by__is_active=True, covered_by__organisation=F("away__organisation")
    )
    return User.objects.filter(pk__in=covers.values("covered_by"))


def away_for(user, *, at):
    """Those for whom ``user`` stands in on the local day of ``at``, also where the one who stands in is away."""
    covers = Cover.objects.on(timezone.localtime(at).date()).filter(
        covered_by__organisation=F("away__organisation")
    )
    found, standing_in = set(), {user.pk}
    while standing_in:
        away = set(covers.filter(covered_by__in=standing_in).values_list("away", flat=True))
        standing_in = away - found - {user.pk}
        found |= standing_in
    return User.objects.filter(pk__in=found)


def covers_of(person_id, *, at):
    """The covers of one who is away on the local day of ``at``."""
    found = Cover.objects.on(timezone.localtime(at).date()).filter(
        away=person_id, covered_by__organisation=F("away__organisation")
    )
    return list(found.select_related("covered_by").order_by("pk"))
