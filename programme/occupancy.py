"""One room for one group at a time, and nobody leading two. Whoever books locks the place and the people first."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from accounts.models import User

from .leading import Leading
from .models import Group, LeadCover, Session, Venue
from .schedule import LENGTH, local_day


@dataclass(frozen=True)
class Span:
    starts_at: datetime

    @property
    def ends_at(self):
        return self.starts_at + LENGTH

    def meets(self, session):
        return session.starts_at < self.ends_at and session.ends_at > self.starts_at


def locked(groups, *more_people):
    """The groups as they are now, {id: group}, and nobody else books their venues or their people until this transaction
    ends. Groups first, then venues, then people, each in one order: those who book never wait for each other in a ring.
    """
    rows = Group.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    rows = rows.filter(pk__in=[group.pk for group in groups])
    rows = rows.select_related("version", "venue", "area", "lead_man", "lead_woman")
    found = {group.pk: group for group in rows}
    people = {person.pk for person in more_people}
    people |= {pk for group in found.values() for pk in (group.lead_man_id, group.lead_woman_id)}
    people |= set(LeadCover.objects.filter(group__in=found).values_list("covered_by", flat=True))
    venues = Venue.objects.select_for_update(no_key=True).order_by("pk")
    list(venues.filter(pk__in={group.venue_id for group in found.values()}).values_list("pk"))
    list(User.objects.select_for_update(no_key=True).filter(pk__in=people).order_by("pk").values_list("pk"))
    return found


def clashes(group, moments, *, but=()):
    """[(moment, reason)] of sessions of ``group`` that cannot begin at ``moments``. ``but``: ids of sessions that go."""
    spans = [Span(moment) for moment in moments]
    if not spans:
        return []
    first, last = min(s.starts_at for s in spans), max(s.ends_at for s in spans)
    days = local_day(first), local_day(last)
    rivals = _rivals(group, Leading([group], *days).everybody(group), first, last).exclude(pk__in=but)
    rivals = list(rivals)
    leading = Leading({group, *(rival.group for rival in rivals)}, *days)
    found = []
    for span in spans:
        people = leading.on(group, local_day(span.starts_at))
        for rival in rivals:
            reason = span.meets(rival) and _clash(group, people, rival, leading.at(rival))
            if reason:
                found.append((span.starts_at, reason))
                break
    return found


def _rivals(group, people, first, last):
    """Sessions that might want the same room or the same people."""
    leads = Q(group__lead_man__in=people) | Q(group__lead_woman__in=people)
    leads |= Q(group__covers__covered_by__in=people)
    rivals = Session.objects.exclude(state=Session.State.CANCELLED).filter(
        Q(group__venue=group.venue_id) | leads, starts_at__lt=last, ends_at__gt=first
    )
    people_and_place = ("group__lead_man", "group__lead_woman", "group__venue")
    return rivals.select_related(*people_and_place).order_by("starts_at", "pk").distinct()


def _clash(group, people, rival, its_people):
    if rival.group_id == group.pk:
        return "the group meets then already"
    if rival.group.venue_id == group.venue_id and _same_room(group, rival.group):
        return f"{rival.group} has the room then"
    busy = [person.name for person in people if person in its_people]
    return f"{busy[0]} leads {rival.group} then" if busy else ""


def _same_room(one, other):
    """A group without a room named has the whole venue."""
    rooms = one.room.casefold().strip(), other.room.casefold().strip()
    return not all(rooms) or rooms[0] == rooms[1]
