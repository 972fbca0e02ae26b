"""When he could come: what the form says of it, and how a group's time is matched with it."""

from datetime import time

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Area
from referrals.availability import CanCome, can_come, in_words, slot_of
from referrals.models import Availability
from tests.world import World


def test_a_session_from_five_is_an_evening_one():
    assert slot_of(0, time(16, 59)) == "0-daytime"
    assert slot_of(0, time(17)) == "0-evening"


def test_what_is_not_known_is_neither_yes_nor_no():
    assert CanCome().at(0, time(10)) is None
    assert CanCome(frozenset({"0-daytime"})).at(0, time(10)) is True
    assert CanCome(frozenset({"0-daytime"})).at(0, time(18)) is False


@pytest.mark.parametrize(
    ("slots", "words"),
    [
        ((), "Not known"),
        (("1-daytime", "0-daytime"), "Daytime on Monday and Tuesday"),
        (("0-evening", "2-evening", "4-evening"), "Evenings on Mon, Wed and Fri"),
        ([f"{day}-daytime" for day in range(5)] + ["5-evening"], "Daytime on weekdays; evenings on Saturday"),
        ([f"{day}-evening" for day in range(7)], "Evenings on every day"),
    ],
)
def test_it_is_said_in_words(slots, words):
    assert in_words(slots) == words


@pytest.mark.django_db
def test_he_can_come_to_his_own_area_and_to_those_he_can_travel_to():
    world = World()
    referral = world.received()
    referral.refresh_from_db()
    own, other = world.area, Area.objects.get(name="Solihull")
    assert can_come(referral) == CanCome(areas=frozenset({own.pk}))
    Availability.objects.create(referral=referral, slots=["0-daytime"]).areas.add(other)
    referral.refresh_from_db()
    assert can_come(referral).to(own.pk)
    assert can_come(referral).to(other.pk)
    assert not can_come(referral).to(None)


@pytest.mark.django_db
def test_a_slot_that_no_week_has_is_refused():
    referral = World().received()
    with pytest.raises(IntegrityError), transaction.atomic():
        Availability.objects.update_or_create(referral=referral, defaults={"slots": ["7-night"]})
