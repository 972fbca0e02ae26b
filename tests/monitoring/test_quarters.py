"""A quarter: what happened in it, which promises were kept, and the targets."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Area
from accounts.refusal import Refused
from monitoring.actions import sweep
from monitoring.cohort_import import import_cohort
from monitoring.figures.quarter import Quarter
from monitoring.models import Target
from monitoring.quarters.actions import end_target, set_target
from monitoring.quarters.counting import activity, promises
from monitoring.quarters.page import aims_of
from monitoring.quarters.targets import share
from tests.world import NOON, World

from .folders import write_cohort
from .invented_cohorts import random_cohort
from .oracle import quarter as label_of

NOW = datetime(2020, 4, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
THIS = Quarter.of(NOON.date())


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_every_day_lies_in_its_quarter(day):
    found = Quarter.of(day)
    assert found.label == label_of(day)
    assert found.first_day <= day <= found.last_day
    assert found.previous.next == found.next.previous == found
    assert found.previous.last_day + timedelta(days=1) == found.first_day


@pytest.mark.parametrize("number", [0, 5])
def test_there_is_no_other_quarter(number):
    with pytest.raises(ValueError, match="quarters 1 to 4"):
        Quarter(2020, number)


def test_counts_are_those_of_a_plain_reading_of_the_files(system, tmp_path):
    tables = random_cohort(random.Random(7), men=80, days=600)
    for number, row in enumerate(tables["sessions"]):
        row["held_on"] = str(date(2018, 1, 1) + timedelta(days=int(row["session_ref"][1:]) * 9))
        row["outcome"] = ("attended", "late", "absent_notice", "cancelled")[number % 4]
    for row in tables["referrals"]:
        row["decision_on"] = row["assessment_attended_on"] if row["decision"] else ""
    assert not import_cohort(write_cohort(tmp_path, **tables), by=None, at=NOW).problems
    quarter = Quarter(2017, 4)
    for area in (None, "Dudley"):
        key = area and Area.objects.get(name=area).pk
        assert plainly(tables, quarter, area).items() <= activity(quarter, area=key).items()


def plainly(tables, quarter, area):
    """The counts by loops over the rows."""
    mine = [row for row in tables["referrals"] if area in (None, row["area"])]
    man_of = {row["my_time_ref"]: row["person_ref"] for row in mine}
    sessions = [row for row in tables["sessions"] if row["my_time_ref"] in man_of]

    def inside(text):
        return text != "" and quarter.first_day <= date.fromisoformat(text) <= quarter.last_day

    def count(column, **wanted):
        return sum(inside(row[column]) and wanted.items() <= row.items() for row in mine)

    credit = {
        (man_of[row["my_time_ref"]], row["session_ref"], row["held_on"])
        for row in sessions
        if row["outcome"] in ("attended", "late")
    }
    began = {}
    for man, _, held in credit:
        began[man] = min(began.get(man, held), held)
    happened = {
        row["session_ref"] for row in sessions if row["outcome"] != "cancelled" and inside(row["held_on"])
    }
    return {
        "referrals": count("received_on"),
        "assessed": count("assessment_attended_on"),
        "suitable": count("decision_on", decision="suitable"),
        "unsuitable": count("decision_on", decision="unsuitable"),
        "completed": count("completed_on"),
        "closed_after_misses": count("closed_on", close_reason="two_misses"),
        "started": sum(inside(held) for held in began.values()),
        "attendances": sum(inside(held) for _, _, held in credit),
        "sessions_held": len(happened),
    }


@pytest.fixture
def world(db):
    return World(NOON)


def kept_of(promise, *, at, **where):
    return next((one for one in promises(THIS, at=at, **where) if one.promise == promise), None)


def test_a_promise_counts_when_it_falls_due_and_not_before(world):
    world.acknowledged(at=NOON)
    assert kept_of("contact_him", at=NOON + 47 * HOUR) is None
    found = kept_of("contact_him", at=NOON + 49 * HOUR)
    assert (found.due, found.in_time, found.late, found.not_kept, found.pct) == (1, 0, 0, 1, 0.0)


def test_kept_in_time_and_kept_late_are_apart(world):
    world.contacted(at=NOON)
    late = world.acknowledged(at=NOON)
    sweep(at=NOON + 60 * HOUR)
    world.contacted(late, at=NOON + 70 * HOUR)
    found = kept_of("contact_him", at=NOON + 80 * HOUR)
    assert (found.in_time, found.late, found.not_kept, found.pct) == (1, 1, 0, 50.0)


def test_of_another_area_nothing_is_counted(world):
    world.acknowledged(at=NOON)
    other = Area.objects.exclude(pk=world.area.pk).first()
    assert kept_of("contact_him", at=NOON + 49 * HOUR, area=other.pk) is None
    assert kept_of("contact_him", at=NOON + 49 * HOUR, area=world.area.pk).due == 1


def target(per="week", amount=12, first_day=date(2017, 9, 1), last_day=None):
    return Target(measure="sessions_held", amount=amount, per=per, first_day=first_day, last_day=last_day)


@pytest.mark.parametrize(
    ("wanted", "quarter", "expected"),
    [
        # 92 days are 13 weeks and a day: 157.7
        (target(), Quarter(2018, 2), 158),
        # from the first of September 30 of its days: 51.4
        (target(), Quarter(2017, 2), 51),
        (target("quarter", 100), Quarter(2018, 2), 100),
        # 92 of 365 days: 100.8
        (target("year", 400), Quarter(2018, 2), 101),
        # 92 of the 730 days of two years: 54.4
        (target("in_all", 432, last_day=date(2019, 8, 31)), Quarter(2018, 2), 54),
        # July and August of its last quarter are 62 days: 36.7
        (target("in_all", 432, last_day=date(2019, 8, 31)), Quarter(2019, 2), 37),
        (target(), Quarter(2016, 1), 0),
    ],
    ids=str,
)
def test_the_share_of_a_quarter_by_hand(wanted, quarter, expected):
    assert share(wanted, quarter) == expected


def set_one(world, **changes):
    wanted = {"measure": "sessions_held", "amount": 14, "per": "week", "first_day": NOON.date()} | changes
    return set_target(**wanted, by=world.opcc, at=NOON)


def test_a_new_target_takes_the_place_of_the_old_from_its_first_day(world):
    new = set_one(world)
    old = Target.objects.filter(measure="sessions_held").exclude(pk=new.pk).get()
    assert old.last_day == NOON.date() - timedelta(days=1)
    assert aims_of(THIS)["sessions_held"] == share(old, THIS) + share(new, THIS)


def test_a_target_does_not_begin_before_the_one_it_follows(world):
    with pytest.raises(Refused, match="later first day"):
        set_one(world, first_day=date(2017, 9, 1))


def test_a_target_that_has_begun_ends_and_one_to_come_goes(world):
    to_come = set_one(world, first_day=NOON.date() + timedelta(days=30))
    end_target(to_come, by=world.opcc, at=NOON)
    assert not Target.objects.filter(pk=to_come.pk).exists()
    running = set_one(world, measure="completed", first_day=NOON.date() - timedelta(days=30))
    end_target(running, by=world.opcc, at=NOON)
    running.refresh_from_db()
    assert running.last_day == NOON.date() - timedelta(days=1)
    with pytest.raises(Refused, match="ended already"):
        end_target(running, by=world.opcc, at=NOON)


def test_a_target_in_all_cannot_be_cut_short(world):
    running = set_one(
        world,
        measure="completed",
        per="in_all",
        first_day=NOON.date() - timedelta(days=3),
        last_day=NOON.date(),
    )
    with pytest.raises(Refused, match="one number"):
        end_target(running, by=world.opcc, at=NOON)


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"per": "in_all"}, "Enter the last day of a target that is one number in all"),
        ({"amount": "0"}, "must be 1 or more"),
        ({"last_day_0": "1", "last_day_1": "1", "last_day_2": "2020"}, "first day or later"),
    ],
    ids=["no last day", "nothing", "backwards"],
)
def test_a_target_that_says_nothing_is_asked_again(client, world, sent, message):
    client.force_login(world.opcc)
    whole = {"measure": "completed", "amount": "5", "per": "quarter"}
    whole |= {"first_day_0": "1", "first_day_1": "4", "first_day_2": "2026"}
    answer = client.post(reverse("new_target"), whole | sent)
    assert message in answer.content.decode()
    assert not Target.objects.filter(measure="completed").exists()


def test_a_quarter_to_come_is_no_page(client, world):
    client.force_login(world.opcc)
    for year, number in ((2099, 1), (2016, 4), (2020, 5)):
        assert client.get(reverse("quarter", args=[year, number])).status_code == 404


def test_the_page_takes_as_many_queries_however_many_cases(client, world, django_assert_max_num_queries):
    client.force_login(world.opcc)
    for _ in range(5):
        world.contacted()
    with django_assert_max_num_queries(26):
        assert client.get(reverse("quarter", args=[2019, 2])).status_code == 200
