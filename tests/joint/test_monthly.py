"""Reviews month after month: pairs started on the last days of January keep their day of the month."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.timezone import localtime

from iss import actions as hers
from joint.actions import hold_review
from joint.models import JointReview
from joint.reviews.rules import next_due
from tests.world import DAY, fresh
from timescales.working_time import LONDON, add_calendar_months


def chain(start, months=14):
    """The days on which reviews are due, each held on the very day on which it is due."""
    started = datetime(*start, 10, tzinfo=LONDON)
    due, days = add_calendar_months(started, 1), []
    for _ in range(months):
        days.append(f"{due:%d %b}")
        started, due = due, next_due(due, started=started, due=due)
    return days


@pytest.mark.parametrize(
    ("start", "days"),
    [
        ((2027, 1, 28), "28 Feb, 28 Mar, 28 Apr, 28 May, 28 Jun"),
        ((2027, 1, 29), "28 Feb, 29 Mar, 29 Apr, 29 May, 29 Jun"),
        ((2027, 1, 30), "28 Feb, 30 Mar, 30 Apr, 30 May, 30 Jun"),
        ((2027, 1, 31), "28 Feb, 31 Mar, 30 Apr, 31 May, 30 Jun"),
        ((2028, 1, 29), "29 Feb, 29 Mar, 29 Apr, 29 May, 29 Jun"),
        ((2028, 1, 30), "29 Feb, 30 Mar, 30 Apr, 30 May, 30 Jun"),
        ((2028, 1, 31), "29 Feb, 31 Mar, 30 Apr, 31 May, 30 Jun"),
    ],
)
def test_reviews_held_on_their_day_stay_on_it_time_and_time_again(start, days):
    found = chain(start)
    assert ", ".join(found[:5]) == days
    last_of_next_february = 29 if start[0] + 1 == 2028 else 28
    assert found[12:] == [f"{min(start[2], last_of_next_february)} Feb", found[1]]


def test_a_review_held_earlier_or_later_sets_the_day_anew():
    started, due = datetime(2027, 1, 31, 10, tzinfo=LONDON), datetime(2027, 2, 28, 10, tzinfo=LONDON)
    early = next_due(datetime(2027, 2, 25, 10, tzinfo=LONDON), started=started, due=due)
    late = next_due(datetime(2027, 3, 3, 10, tzinfo=LONDON), started=started, due=due)
    assert (early.month, early.day, late.month, late.day) == (3, 25, 4, 3)


def test_a_due_day_that_a_hold_has_moved_means_itself():
    started, due = datetime(2027, 1, 31, 10, tzinfo=LONDON), datetime(2027, 3, 10, 10, tzinfo=LONDON)
    following = next_due(due, started=started, due=due)
    assert (following.month, following.day) == (4, 10)


@pytest.mark.parametrize("year", [2027, 2028])
@pytest.mark.parametrize("day", [29, 30, 31])
def test_a_pair_that_started_at_the_end_of_january_is_reviewed_on_that_day_for_a_year(world, day, year):
    him = world.on_programme(at=datetime(year, 1, day, 10, tzinfo=UTC))
    dues = []
    for _ in range(12):
        due = localtime(him.deadlines.running().get(promise="joint_review").due_at)
        dues.append(due)
        hold_review(him, held_date=due.date(), risk="medium", by=world.manager, at=due)
    assert [due.day for due in dues if due.month != 2] == [
        min(day, last(due)) for due in dues if due.month != 2
    ]
    assert [due.month for due in dues] == [*range(2, 13), 1]


def last(moment):
    return (add_calendar_months(moment.replace(day=1), 1) - timedelta(days=1)).day


def test_closing_his_file_ends_the_reviews_and_leaves_her_clocks_plan_and_support_untouched(world):
    him = world.on_programme()
    file = world.her_contacted(world.her_file(him))
    answers = ["no"] * 24
    hers.record_dash(file, asked_date=world.now.date(), answers=answers, by=world.iss_worker, at=world.now)
    plan = hers.write_safety_plan(file, parts={"bag": "The bag."}, by=world.iss_worker, at=world.now)
    hers.open_support(file, by=world.iss_worker, at=world.now)
    before = set(file.deadlines.running().values_list("promise", "due_at"))
    world.closed(him, at=world.now + DAY)
    after = set(file.deadlines.running().values_list("promise", "due_at"))
    assert before
    assert before <= after
    assert world.her_file(him).status == "supported"
    assert list(world.her_file(him).safety_plans.all()) == [plan]
    assert not him.deadlines.running().filter(promise="joint_review").exists()


def test_the_risk_of_the_pair_is_kept_review_by_review(client, world):
    him = world.on_programme()
    for number, risk in enumerate(("medium", "high", "standard"), start=1):
        at = world.now + number * 30 * DAY
        hold_review(him, held_date=at.date(), risk=risk, risk_because="Because.", by=world.manager, at=at)
    client.force_login(world.iss_worker)
    text = client.get(f"/joint/{him.pk}/").content.decode()
    assert [text.index(f">{word}</strong>") for word in ("Standard", "High", "Medium")] == sorted(
        text.index(f">{word}</strong>") for word in ("Standard", "High", "Medium")
    )
    assert JointReview.objects.filter(referral=him).count() == 3


def test_a_change_of_risk_says_why(client, world):
    him = world.on_programme()
    hold_review(fresh(him), held_date=world.now.date(), risk="medium", by=world.manager, at=world.now)
    client.force_login(world.manager)
    day = {"held_date_0": 4, "held_date_1": 6, "held_date_2": 2026}
    sent = {"risk": "high", "attended": [world.manager.pk], **day}
    text = client.post(f"/joint/{him.pk}/review/", sent).content.decode()
    assert "at the last review the risk was medium" in text
    client.post(f"/joint/{him.pk}/review/", sent | {"risk_because": "He follows her."})
    assert JointReview.objects.filter(referral=him).count() == 2


def test_the_minutes_hold_what_was_brought_and_nothing_that_was_not(client, world):
    from joint.actions import prepare_item
    from tests.paper.reading import words

    him = world.on_programme()
    for text, brought in (("Brought by the service.", True), ("Kept by the service.", False)):
        prepare_item(
            him,
            occasion="review",
            topic="risk",
            text=text,
            brought=brought,
            by=world.iss_worker,
            at=world.now,
        )
    held = hold_review(him, held_date=world.now.date(), risk="high", by=world.manager, at=world.now)
    for person in (world.manager, world.iss_worker):
        client.force_login(person)
        said = words(client.get(f"/joint/reviews/{held.pk}/minutes.pdf").content)
        assert "Brought by the service." in said
        assert "Kept by the service." not in said
    client.force_login(world.other_iss_worker)
    assert client.get(f"/joint/reviews/{held.pk}/minutes.pdf").status_code == 404
