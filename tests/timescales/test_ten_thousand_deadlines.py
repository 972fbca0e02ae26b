"""Every deadline of ours against one that was counted out hour by hour by other rules: none may differ by a second."""

# ruff: noqa: DTZ001 - everything here is UTC, naive
from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from django.core.exceptions import ImproperlyConfigured

from dvpp.proclaimed import days_from
from tests.proof import size
from timescales.bank_holidays import bank_holidays
from timescales.promises import Unit
from timescales.working_time import due_after, due_after_a_pause

from . import oracle

pytestmark = pytest.mark.django_db  # bank holidays are rows, and from 2029 on those that are usual
YEARS = range(2012, 2037)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def edges(year):
    """Around these deadlines go wrong."""
    for month in (3, 10):
        yield "clock change", datetime(*oracle.last_sunday(year, month).timetuple()[:3], 1)
    yield "end of February", datetime(year, 3, 1) - DAY
    yield "Christmas", datetime(year, 12, 25)
    yield "New Year", datetime(year, 1, 1)
    yield "Easter", datetime(*oracle.easter_sunday(year).timetuple()[:3])
    yield "May", datetime(year, 5, 8)
    yield "August", datetime(year, 8, 28)
    for month in (1, 3, 5, 8, 10, 12):
        yield "end of a month", datetime(year, month, 31, 23, 30)


def start(random):
    """A moment within four days of an edge, as often on a full hour, a minute beside one, or anywhere."""
    edge, moment = random.choice(list(edges(random.choice(YEARS))))
    moment += random.randint(-96, 96) * HOUR
    beside = random.choice((timedelta(0), timedelta(minutes=-1), timedelta(seconds=random.randrange(3600))))
    return edge, moment + beside


def length(random, unit):
    if unit == Unit.HOURS:
        return random.choice((1, 2, 4, 24, 48, 48, 48, 72))
    return {Unit.DAYS: random.randint(1, 42), Unit.WORKING_DAYS: random.randint(1, 20)}.get(
        unit, random.randint(1, 12)
    )


def counted_out(moment, amount, unit):
    if unit == Unit.HOURS:
        return oracle.after_elapsed(moment, amount)
    if unit == Unit.DAYS:
        return oracle.after_elapsed(moment, 24 * amount)
    if unit == Unit.WORKING_DAYS:
        return oracle.after_working(moment, amount * DAY)
    return oracle.after_months(moment, amount)


def counted_out_after_a_pause(moment, due, paused, resumed, unit):
    if unit != Unit.WORKING_DAYS or due <= paused:
        return due + (resumed - paused)
    left = oracle.working_between(oracle.when_work_begins(paused), due)
    return oracle.after_working(resumed, left)


@pytest.mark.proof
def test_no_deadline_is_wrong():
    random, wrong, seen = Random(48), [], Counter()
    for _ in range(size(short=400, whole=10_000)):
        edge, moment = start(random)
        unit = random.choice(list(Unit))
        amount = length(random, unit)
        due = due_after(moment.replace(tzinfo=UTC), amount=amount, unit=unit)
        wanted = counted_out(moment, amount, unit)
        seen[edge, unit] += 1
        if due != wanted.replace(tzinfo=UTC):
            wrong.append((edge, moment, amount, unit, due, wanted))
    assert wrong == []
    assert len(seen) > 25  # every unit at nearly every edge


@pytest.mark.proof
def test_no_deadline_is_wrong_after_a_pause():
    random, wrong = Random(24), []
    for _ in range(size(short=150, whole=3_000)):
        edge, moment = start(random)
        unit = random.choice(list(Unit))
        due = counted_out(moment, length(random, unit), unit)
        paused = moment + random.random() * 1.2 * (due - moment)
        resumed = paused + timedelta(seconds=random.randrange(60 * 86400))
        aware = [each.replace(tzinfo=UTC) for each in (due, paused, resumed)]
        found = due_after_a_pause(aware[0], paused_at=aware[1], resumed_at=aware[2], unit=unit)
        wanted = counted_out_after_a_pause(moment, due, paused, resumed, unit)
        if found != wanted.replace(tzinfo=UTC):
            wrong.append((edge, moment, unit, paused, resumed, found, wanted))
    assert wrong == []


def test_bank_holidays_are_those_of_the_rules():
    for year in YEARS:
        assert bank_holidays(year) >= oracle.holidays(year), year
        more = bank_holidays(year) - oracle.holidays(year)
        assert all(day.weekday() > 4 for day in more), (year, more)


@pytest.mark.parametrize("text", ["4 June 2027", "2027-02-30", "--2027-01-01"])
def test_what_is_no_day_is_refused_by_name(text):
    with pytest.raises(ImproperlyConfigured, match="DVPP_BANK_HOLIDAYS"):
        days_from(text)
