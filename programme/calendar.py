"""The calendar: days with their sessions, days off and strong feelings marked; a month or a fortnight at a time."""

from calendar import Calendar, day_name
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils.timezone import localtime

from timescales.working_time import LONDON, bank_holidays

from .leading import Leading
from .models import Closure, Session
from .reading import clock_time
from .schedule import local_day
from .stirring import mark_upsetting

DAY_NAMES = list(day_name)
FORTNIGHT = timedelta(days=14)
# A day of a month shows so many, a day of the agenda so many: the rest is behind a link.
SHOWN_IN_A_MONTH, SHOWN_IN_THE_AGENDA = 4, 30


@dataclass
class Day:
    day: date
    sessions: list = field(default_factory=list)
    off: list = field(default_factory=list)
    more: int = 0
    in_month: bool = True


def month_of(text, today):
    """The first of the month that the address asks for ("2026-11"), or of today's."""
    try:
        return datetime.strptime(text or "", "%Y-%m").date()  # noqa: DTZ007 - a month of the calendar
    except ValueError:
        return today.replace(day=1)


def day_of(text, today):
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return today


def weeks_of(month, sessions, closures, *, led_by=None, at):
    """The month's weeks, Monday first, each a list of seven Days."""
    days = list(Calendar().itermonthdates(month.year, month.month))
    filled = _filled(days, sessions, closures, most=SHOWN_IN_A_MONTH, led_by=led_by, at=at)
    for day in filled:
        day.in_month = day.day.month == month.month
    return [filled[start : start + 7] for start in range(0, len(filled), 7)]


def agenda_from(first, sessions, closures, *, led_by=None, at):
    """The fortnight from ``first``: Days with a session or off."""
    days = [first + timedelta(days=number) for number in range(FORTNIGHT.days)]
    filled = _filled(days, sessions, closures, most=SHOWN_IN_THE_AGENDA, led_by=led_by, at=at)
    return [day for day in filled if day.sessions or day.off]


def _filled(days, sessions, closures, *, most, led_by, at):
    found = {day: Day(day, off=_off(day)) for day in days}
    between = _between(sessions, days[0], days[-1], led_by)
    mark_upsetting(between, at=at)
    for session in between:
        one = found[local_day(session.starts_at)]
        if len(one.sessions) < most:
            one.sessions.append(session)
        else:
            one.more += 1
    for closure in closures.between(days[0], days[-1]).select_related("area", "venue").order_by("pk"):
        for day, one in found.items():
            if closure.from_date <= day <= closure.to_date:
                one.off.append(str(closure))
    return list(found.values())


def _off(day):
    return ["Bank holiday"] if day in bank_holidays(day.year) else []


def _between(sessions, first, last, led_by):
    """Of one person only, where asked: the pair of the day decides, with whoever stands in."""
    midnight = datetime.combine(first, time(0), tzinfo=LONDON)
    end = datetime.combine(last + timedelta(days=1), time(0), tzinfo=LONDON)
    sessions = sessions.filter(starts_at__gte=midnight, starts_at__lt=end)
    found = list(with_places_and_people(sessions).order_by("starts_at", "pk"))
    leading = Leading({session.group for session in found}, first, last)
    for session in found:
        session.leads = leading.at(session)
        session.time = clock_time(localtime(session.starts_at))
    return [s for s in found if led_by is None or led_by in s.leads]


def with_places_and_people(sessions):
    return sessions.select_related(
        "group__venue", "group__lead_man", "group__lead_woman", "topic", "second_topic"
    )


def led_by(person, *, first, last):
    """The sessions of groups that the person leads or stands in for, between two days; a list, in order."""
    groups = Q(group__lead_man=person) | Q(group__lead_woman=person) | Q(group__covers__covered_by=person)
    return _between(Session.objects.filter(groups).distinct(), first, last, person)


def closures_of(user, group=None):
    closures = Closure.objects.visible_to(user)
    return closures.of_group(group) if group else closures
