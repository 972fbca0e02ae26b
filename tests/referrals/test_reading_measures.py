"""His measures as they are read: over time, paired, with a rise that asks for a look and judges nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from joint.reviews.reading import LOOK, measures_in_words
from outcomes.models import InstrumentVersion
from outcomes.scales import PREFER_NOT, SKIPPED
from referrals.actions import record_measure
from referrals.measuring.actions import rate
from referrals.measuring.reading import read
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def world(db):
    return World(timezone.now() - 2 * DAY)


@pytest.fixture
def him(world):
    return world.on_programme()


def taken(world, him, stage, **answers):
    version = InstrumentVersion.objects.get(code="M", number=1)
    full = {item.id: SKIPPED for item in version.at(stage)} | answers
    given = {"version": version, "answers": full, "mode": "screen", "by": world.facilitator, "at": world.now}
    return record_measure(him, stage=stage, asked_date=world.now.date(), **given)


def page(client, world, him):
    client.force_login(world.facilitator)
    return client.get(reverse("file_part", args=[him.pk, "programme"])).content.decode()


def test_a_rise_says_look_in_review_and_never_worse(client, world, him):
    taken(world, him, "initial", M1=0, M3=1, M7=2)
    assert not read(him).rises
    assert LOOK not in measures_in_words(him)
    taken(world, him, "midway", M1=2, M3=1, M7=4)
    reading = read(him)
    assert reading.rises == (
        ("I hurt my partner or ex, or used force", "No, not at all", "Three times or more"),
    )
    text = page(client, world, him)
    assert "Look at this in review" in text
    assert "more open" in text
    assert "worse" not in text.casefold()
    assert LOOK in measures_in_words(him)
    assert "Three times" not in measures_in_words(him)


def test_a_fall_or_what_was_skipped_is_no_rise(world, him):
    taken(world, him, "initial", M1=2, M2=PREFER_NOT, M3=1)
    taken(world, him, "midway", M1=1, M2=3, M3=SKIPPED)
    assert read(him).rises == ()


def test_the_change_is_from_the_first_answers_to_the_latest(world, him):
    taken(world, him, "initial", M1=2, M2=0, M7=2, M8=SKIPPED)
    taken(world, him, "midway", M1=3, M2=0, M7=3, M8=3)
    taken(world, him, "end", M1=1, M2=0, M7=5, M8=4)
    changes = {words: rest for words, *rest in read(him).changes}
    assert changes["How often, on average"] == [
        "Once or twice",
        "Once or twice",
        "Reports less, by 0.5",
    ]
    assert changes["Kinds of behaviour, of five"] == ["1", "1", "No change"]
    responsible = "What I did is my responsibility, whatever was said or done to me"
    assert changes[responsible] == ["A little", "Completely", "Higher, by 3"]
    assert "I can say how it affected my partner or ex" not in changes


def test_one_set_of_answers_is_no_change_and_no_picture(client, world, him):
    taken(world, him, "initial", M1=2)
    reading = read(him)
    assert reading.changes == ()
    assert reading.charts == ()
    assert "All his answers" in page(client, world, him)


def test_two_sets_are_drawn_from_the_rows_of_their_table(world, him):
    taken(world, him, "initial", M1=2, M2=0, M7=2)
    taken(world, him, "midway", M1=0, M2=0, M7=4)
    often, agrees = read(him).charts
    assert often.rows == (("Initial", 1.0), ("Midway", 0.0))
    assert agrees.rows[0] == ("What I did is my responsibility, whatever was said or done to me", 2, 4)


def test_reasons_and_windows_are_said(client, world, him):
    assert "Not yet due" in page(client, world, him)
    record_measure(him, stage="initial", why_not="declined", by=world.facilitator, at=world.now)
    text = page(client, world, him)
    assert "Not asked: declined" in text
    taken(world, him, "initial", M1=SKIPPED)
    text = page(client, world, him)
    assert "Taken" in text
    assert "not asked: declined" in text
    assert "Skipped" in text


def test_the_ratings_of_the_facilitators_stand_beside_it(client, world, him):
    answers = {"F1": 2, "F2": 3, "F3": SKIPPED, "F4": 1}
    rate(him, stage="midway", answers=answers, by=world.facilitator, at=world.now)
    rate(him, stage="midway", answers=answers | {"F1": 4}, by=world.facilitator, at=world.now + DAY)
    [(label, _, by, ratings)] = read(him).ratings
    assert (label, by) == ("Midway", world.facilitator)
    assert ratings[0] == ("He accepts that what he did is his responsibility", "Fully")
    assert "What his facilitators say" in page(client, world, him)


def test_an_answer_is_read_in_the_words_of_the_version_that_was_asked(world, him):
    first = taken(world, him, "initial", M1=1)
    InstrumentVersion.objects.filter(code="M").update(valid_to=world.now.date())
    items = [row | {"words": "New words"} if row["id"] == "M1" else row for row in first.version.items]
    items = [row for row in items if row["id"] != "M2"]
    InstrumentVersion.objects.create(
        code="M",
        number=2,
        valid_from=world.now.date() + DAY,
        items=items,
        published_at=world.now,
    )
    first.refresh_from_db()
    assert first.version.instrument.item("M1").words == "I hurt my partner or ex, or used force"
    assert first.version.instrument.item("M2") is not None


def test_the_page_asks_as_often_with_four_measures_as_with_none(
    client, world, him, django_assert_max_num_queries
):
    page(client, world, him)
    with django_assert_max_num_queries(200) as none:
        page(client, world, him)
    for stage in ("initial", "midway", "end", "follow_up"):
        record_measure(him, stage=stage, why_not="declined", by=world.facilitator, at=world.now)
        taken(world, him, stage, M1=1)
    with django_assert_max_num_queries(200) as four:
        page(client, world, him)
    assert len(four) == len(none)
