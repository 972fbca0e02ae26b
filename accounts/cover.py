"""Who is told when someone is away."""

from django.db.models import Exists, F, Q
from django.utils import timezone

from .models import Cover, User
from .once import once, remembers


def with_cover(people, *, at):
    """``people`` (iterable of User) and whoever covers for them on the local day of ``at``; each once.

    The one who is away is still told: they find it when they return, and nothing depends on the cover alone. Who
    covers may be away too: whoever covers for them is told as well, and so on.
    """
    each = with_cover_for_each(people, at=at).values()
    return list({person.pk: person for told in each for person in told}.values())


def with_cover_for_each(people, *, at):
    """As ``with_cover``, apart: {id of one of ``people``: [that person, who covers for them, ...]}."""
    people = list(people)
    stand_ins = _stand_ins({person.pk for person in people}, timezone.localtime(at).date())
    return {person.pk: _in_turn(person, stand_ins) for person in people}


def _stand_ins(away, day):
    """{id: [who covers for them]} of those who are ``away`` and of whoever covers for these, and so on."""
    found, asked = {}, set()
    while away:
        asked |= away
        # Somebody who has since moved to another organisation stands in for nobody of the old one.
        covers = [cover for cover in _covers(away, day) if cover.away_id in away]
        away = set()
        for cover in covers:
            found.setdefault(cover.away_id, []).append(cover.covered_by)
            away.add(cover.covered_by_id)
        away -= asked
    return found


def _covers(away, day):
    return once(_covers_on, day) if remembers() else _covers_on(day).filter(away__in=away)


def _covers_on(day):
    covers = Cover.objects.on(day).filter(
        covered_by__is_active=True, covered_by__organisation=F("away__organisation")
    )
    return covers.select_related("covered_by").order_by("pk")


def _in_turn(person, stand_ins):
    told = {person.pk: person}
    waiting = [person.pk]
    while waiting:
        new = [one for one in stand_ins.get(waiting.pop(0), ()) if one.pk not in told]
        told |= {one.pk: one for one in new}
        waiting += [one.pk for one in new]
    return list(told.values())


def away_for(user, *, at):
    """Those for whom ``user`` stands in on the local day of ``at``, also where the one who stands in is away."""
    covers = _within_organisations(at)
    found, standing_in = set(), {user.pk}
    while standing_in:
        away = set(covers.filter(covered_by__in=standing_in).values_list("away", flat=True))
        standing_in = away - found - {user.pk}
        found |= standing_in
    return User.objects.filter(pk__in=found)


def covers_of(person_id, *, at):
    """The covers of one who is away on the local day of ``at``."""
    return list(_within_organisations(at).filter(away=person_id).select_related("covered_by").order_by("pk"))


def any_cover(user, *, day):
    """Whether ``user`` stands in for anybody or is covered on that day, as part of another question: mostly neither."""
    touching = Q(away=user) | Q(covered_by=user)
    return Exists(Cover.objects.on(day).filter(touching))


def _within_organisations(at):
    """Covers of the local day of ``at``; who has moved to another organisation stands in for nobody of the old one."""
    covers = Cover.objects.on(timezone.localtime(at).date())
    return covers.filter(covered_by__organisation=F("away__organisation"))
