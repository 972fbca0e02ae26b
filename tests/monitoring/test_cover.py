"""Cover: arranged ahead, by whom it concerns, for somebody who could do the work."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Cover, User
from accounts.refusal import Refused
from audit.models import Entry
from monitoring.cover import end_cover, may_be_covered, set_cover, why_not
from tests.world import NOON, World

DAY = timedelta(days=1)


@pytest.fixture
def world(db):
    return World(timezone.now())


def arrange(away, stand_in, *, first=0, last=7, at=NOON):
    day = at.date()
    return set_cover(
        away=away,
        covered_by=stand_in,
        from_date=day + first * DAY,
        to_date=day + last * DAY,
        by=away,
        at=at,
    )


def posted(first, last, **people):
    fields = {name: person.pk for name, person in people.items()}
    for name, day in (("from_date", first), ("to_date", last)):
        fields |= {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}
    return fields


@pytest.mark.parametrize(
    ("away", "stand_in", "reason"),
    [
        ("facilitator", "facilitator", "nobody covers for themselves"),
        ("facilitator", "iss_worker", "another organisation"),
        ("manager", "facilitator", "may not do everything"),
        ("iss_manager", "iss_worker", "may not do everything"),
        ("social_worker", "other_social_worker", "another team"),
        ("facilitator", "other_facilitator", "does not work in Birmingham, Solihull"),
    ],
)
def test_a_stand_in_who_could_not_do_the_work_is_refused(world, away, stand_in, reason):
    assert reason in why_not(getattr(world, away), getattr(world, stand_in))
    with pytest.raises(Refused):
        arrange(getattr(world, away), getattr(world, stand_in))


@pytest.mark.parametrize(
    ("away", "stand_in"),
    [
        ("facilitator", "second_facilitator"),
        ("facilitator", "manager"),
        ("spoc", "manager"),
        ("social_worker", "colleague"),
        ("iss_worker", "iss_manager"),
    ],
)
def test_a_stand_in_who_could_is_taken(world, away, stand_in):
    arrange(getattr(world, away), getattr(world, stand_in))
    entry = Entry.objects.get(act="cover.set")
    assert (entry.about_id, entry.details["covered_by"]) == (
        getattr(world, away).pk,
        getattr(world, stand_in).pk,
    )


def test_somebody_who_is_away_stands_in_for_nobody(world):
    arrange(world.second_facilitator, world.manager)
    with pytest.raises(Refused, match="away then too"):
        arrange(world.facilitator, world.second_facilitator, first=7, last=9)
    arrange(world.facilitator, world.second_facilitator, first=8, last=9)


@pytest.mark.parametrize(("first", "last"), [(3, 2), (-9, -1)])
def test_days_that_are_past_or_turned_around_are_refused(world, first, last):
    with pytest.raises(Refused):
        arrange(world.facilitator, world.manager, first=first, last=last)


def test_a_cover_ends_today_and_one_to_come_is_taken_out(world):
    running = arrange(world.facilitator, world.manager, first=-3, at=NOON)
    to_come = arrange(world.spoc, world.manager, first=2)
    end_cover(running, by=world.manager, at=NOON)
    end_cover(to_come, by=world.manager, at=NOON)
    assert [cover.to_date for cover in Cover.objects.all()] == [NOON.date() - DAY]
    assert not Cover.objects.on(NOON.date()).exists()


def test_each_arranges_for_those_they_answer_for(world):
    assert set(may_be_covered(world.facilitator)) == {world.facilitator}
    assert set(may_be_covered(world.iss_manager)) == {world.iss_manager, world.iss_worker}
    assert set(may_be_covered(world.administrator)) == set(User.objects.all())


def test_a_facilitator_says_who_stands_in_and_both_find_it_on_their_account(client, world):
    today = timezone.localdate()
    client.force_login(world.facilitator)
    page = client.get(reverse("covers"))
    assert "away" not in page.context["form"].fields
    client.post(reverse("covers"), posted(today, today + DAY, covered_by=world.second_facilitator))
    assert Cover.objects.get().away == world.facilitator
    assert b"Second Facilitator</strong> stands in for you" in client.get(reverse("my_account")).content
    client.force_login(world.second_facilitator)
    assert b"You stand in for <strong>Facilitator" in client.get(reverse("my_account")).content


def test_a_facilitator_cannot_send_somebody_else_away(client, world):
    today = timezone.localdate()
    client.force_login(world.facilitator)
    client.post(
        reverse("covers"), posted(today, today, away=world.manager, covered_by=world.second_facilitator)
    )
    assert Cover.objects.get().away == world.facilitator


def test_a_manager_arranges_for_an_absent_colleague_and_is_told_what_that_leaves(client, world):
    today = timezone.localdate()
    arrange(world.facilitator, world.second_facilitator, at=timezone.now())
    client.force_login(world.manager)
    page = client.post(
        reverse("covers"),
        posted(today, today, away=world.second_facilitator, covered_by=world.manager),
        follow=True,
    )
    assert b"was to stand in for Facilitator then" in page.content


def test_the_stand_in_does_not_end_the_cover(client, world):
    cover = arrange(world.facilitator, world.second_facilitator, at=timezone.now())
    client.force_login(world.second_facilitator)
    assert client.post(reverse("end_cover", args=[cover.pk])).status_code == 404
    assert Cover.objects.filter(pk=cover.pk).exists()
