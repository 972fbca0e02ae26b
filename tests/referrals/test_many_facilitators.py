"""Where there are too many facilitators for a drop-down, whoever has a file is found by name."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from referrals import filters
from referrals.models import Referral
from tests.referrals.test_list import many, references
from tests.world import World

LIST = reverse("referrals")
BY_NAME = "Name of who has it"


@pytest.fixture
def world(db, monkeypatch):
    monkeypatch.setattr(filters, "CHOSEN_FROM", 2)
    return World(timezone.now())


@pytest.fixture
def manager(client, world):
    client.force_login(world.manager)
    return client


@pytest.fixture
def files(world):
    """The first is with Facilitator, the second with Second Facilitator, who has left, and the third with nobody."""
    first, second, third = many(world, 3)
    Referral.objects.filter(pk=second.pk).update(holder=world.second_facilitator)
    Referral.objects.filter(pk=third.pk).update(holder=None)
    User.objects.filter(pk=world.second_facilitator.pk).update(name="Second O’Facilitator", is_active=False)
    User.objects.create_user(
        "one-more@test.example", name="One More", role="facilitator", organisation=world.manager.organisation
    )
    return first, second, third


def test_the_manager_finds_by_every_word_of_a_name_whoever_has_left_too(manager, files):
    first, second, _ = files
    page = manager.get(LIST)
    assert BY_NAME in page.content.decode()
    assert "One More" not in page.content.decode()
    for words, found in (
        ("facilitator", [first, second]),
        (" SECOND o’fac ", [second]),
        ("second nobody", []),
        ("%", []),
        ("  ", list(files)),
    ):
        page = manager.get(LIST, {"holder_name": words})
        assert references(page) == sorted((each.reference for each in found), reverse=True), words


def test_it_goes_with_the_other_filters(manager, files, world):
    _, second, _ = files
    on = second.received_date
    day = {"received_to_0": on.day, "received_to_1": on.month, "received_to_2": on.year}
    assert references(manager.get(LIST, {"holder_name": "second", "area": world.area.pk, **day})) == [
        second.reference
    ]
    assert references(manager.get(LIST, {"holder_name": "second", "source": "self"})) == []
    type(second).objects.get(pk=second.pk).deadlines.update(
        started_at=world.now - timedelta(days=9), due_at=world.now - timedelta(hours=1)
    )
    assert references(manager.get(LIST, {"holder_name": "second", "overdue": "on"})) == [second.reference]
    assert references(manager.get(LIST, {"holder_name": "one more", "overdue": "on"})) == []


def test_an_address_that_names_somebody_still_holds_and_shows_who(manager, files, world):
    first, second, third = files
    for value, found in (
        (world.facilitator.pk, first),
        ("nobody", third),
        (world.second_facilitator.pk, second),
    ):
        page = manager.get(LIST, {"holder": value})
        assert references(page) == [found.reference]
        assert f'<option value="{value}" selected>' in page.content.decode()
    assert len(references(manager.get(LIST, {"holder": "999999"}))) == 3
    assert "Null characters" in manager.get(LIST, {"holder_name": "a\0b"}).content.decode()
    assert "Select" in manager.get(LIST, {"holder": "999999"}).content.decode()


def test_with_few_there_is_a_drop_down_and_no_search_by_name(manager, files, monkeypatch):
    monkeypatch.setattr(filters, "CHOSEN_FROM", 100)
    page = manager.get(LIST).content.decode()
    assert BY_NAME not in page
    assert "One More" in page


def test_a_facilitator_is_never_asked_for_the_names_of_others(client, files, world):
    client.force_login(world.facilitator)
    assert BY_NAME not in client.get(LIST).content.decode()
    assert len(references(client.get(LIST, {"holder_name": "second"}))) == 3
