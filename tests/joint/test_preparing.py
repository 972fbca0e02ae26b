"""Each side prepares in private, and chooses item by item what it brings to the table."""

import pytest

from accounts.refusal import Refused
from joint.actions import bring_item, flag_counter_allegation, prepare_item, remove_item, take_back_item
from joint.models import TableItem
from tests.world import NOON, fresh


@pytest.fixture
def him(world):
    return world.pending()


def item(him, by, text="Heron", **more):
    return prepare_item(him, occasion="discussion", topic="risk", text=text, by=by, at=NOON, **more)


def sees(person, thing):
    return TableItem.objects.visible_to(person).filter(pk=thing.pk).exists()


@pytest.mark.parametrize(("writer", "other"), [("iss_worker", "manager"), ("manager", "iss_worker")])
def test_what_is_prepared_is_seen_by_ones_own_side_until_it_is_brought(world, him, writer, other):
    by, there = getattr(world, writer), getattr(world, other)
    one = item(him, by)
    assert sees(by, one)
    assert not sees(there, one)
    bring_item(one, by=by, at=NOON)
    assert sees(there, one)
    take_back_item(one, by=by, at=NOON)
    assert not sees(there, one)


def test_colleagues_of_one_side_prepare_together_and_strangers_see_nothing(world, him):
    one = item(him, world.iss_worker, brought=True)
    assert sees(world.iss_manager, one)
    for stranger in ("other_iss_worker", "facilitator", "spoc", "social_worker", "opcc", "dpo"):
        assert not sees(getattr(world, stranger), one)


def test_nobody_brings_what_the_other_side_prepared(world, him):
    one = item(him, world.iss_worker)
    with pytest.raises(Refused):
        bring_item(one, by=world.manager, at=NOON)


def test_only_what_is_private_is_removed(world, him):
    one = item(him, world.manager, brought=True)
    with pytest.raises(Refused, match="Take it back"):
        remove_item(one, by=world.manager, at=NOON)
    take_back_item(one, by=world.manager, at=NOON)
    remove_item(one, by=world.manager, at=NOON)
    assert not TableItem.objects.exists()


def test_while_sharing_is_stopped_nothing_crosses_the_table(world, him):
    one = item(him, world.iss_worker, brought=True)
    flag_counter_allegation(him, by=world.manager, at=NOON)
    assert not sees(world.manager, one)
    assert sees(world.iss_worker, one)
    with pytest.raises(Refused, match="counter-allegation"):
        bring_item(item(fresh(him), world.manager), by=world.manager, at=NOON)


def test_the_agenda_is_made_from_both_sides_risk_first(client, world, him):
    prepare_item(
        him, occasion="discussion", topic="support", text="Alcohol", brought=True, by=world.manager, at=NOON
    )
    item(him, world.iss_worker, brought=True)
    item(him, world.iss_worker, text="Kestrel")
    client.force_login(world.manager)
    for page in ("prepare/", "discussion/", ""):
        text = client.get(f"/joint/{him.pk}/{page}").content.decode()
        assert text.index("Heron") < text.index("Alcohol")
        assert "Kestrel" not in text


def test_an_item_is_added_and_brought_on_the_page(client, world, him):
    client.force_login(world.iss_worker)
    address = f"/joint/{him.pk}/prepare/"
    text = client.post(address, {"topic": "risk", "text": "Heron"}, follow=True).content.decode()
    assert "Only your own side sees it" in text
    one = TableItem.objects.get()
    client.post(f"/joint/items/{one.pk}/bring/")
    assert sees(world.manager, one)
    client.force_login(world.manager)
    assert client.post(f"/joint/items/{one.pk}/take-back/").status_code == 404
