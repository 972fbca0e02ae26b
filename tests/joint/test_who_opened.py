"""Who has opened a file is there for the manager of those who keep it, and for nobody of the other side."""

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.trail import saw
from iss import actions as iss
from iss.actions.contact import confirm_safe_now
from tests.world import DAY, World


@pytest.fixture
def world(db):
    return World(timezone.now() - DAY)


@pytest.fixture
def him(world):
    return world.pending()


@pytest.fixture
def her(world, him):
    return world.her_file(him)


def look(client, person, name, thing):
    client.force_login(person)
    return client.get(reverse(name, args=[thing.pk])).content.decode()


def rows(page):
    return page.split("<tr")[2:]


def test_her_manager_sees_who_opened_what_and_when(client, world, her):
    look(client, world.iss_worker, "her_file", her)
    confirm_safe_now(her, channel="call", by=world.iss_worker, at=timezone.now())
    page = look(client, world.iss_manager, "her_file_opened", her)
    assert len(rows(page)) == 2
    assert "Shown how to reach her by call" in rows(page)[0]
    assert "The file" in rows(page)[1]
    assert all("Iss Worker" in row for row in rows(page))


def test_looking_at_who_looked_is_a_look_too(client, world, her):
    look(client, world.iss_manager, "her_file_opened", her)
    page = look(client, world.iss_manager, "her_file_opened", her)
    assert any("Who has opened this file" in row for row in rows(page))


def test_whoever_is_not_her_worker_is_marked(client, world, her):
    iss.allocate(her, worker=world.iss_worker, by=world.iss_manager, at=world.now)
    look(client, world.iss_worker, "her_file", her)
    look(client, world.iss_manager, "her_file", her)
    not_hers, hers = rows(look(client, world.iss_manager, "her_file_opened", her))
    assert "Not her worker" in not_hers
    assert "Not her worker" not in hers


def test_the_reason_stands_where_one_was_given(client, world, her):
    entry = saw(her, by=world.iss_manager, at=world.now)
    entry.pk, entry.details = None, {"page": "her_file", "reason": "Cover for a colleague"}
    entry.save(force_insert=True)
    assert "Cover for a colleague" in look(client, world.iss_manager, "her_file_opened", her)


def test_his_manager_sees_his_side_and_nothing_of_when_the_iss_looked(client, world, him, her):
    look(client, world.facilitator, "file", him)
    look(client, world.iss_worker, "pair", him)
    page = look(client, world.manager, "file_opened", him)
    assert "Facilitator" in page
    assert "Iss Worker" not in page
    assert "ISS worker" not in page


@pytest.mark.parametrize(
    ("person", "name", "status"),
    [
        ("iss_worker", "her_file_opened", 403),
        ("other_iss_manager", "her_file_opened", 404),
        ("manager", "her_file_opened", 404),
        ("iss_manager", "file_opened", 404),
        ("facilitator", "file_opened", 403),
    ],
)
def test_nobody_else_sees_it(client, world, him, her, person, name, status):
    client.force_login(getattr(world, person))
    thing = her if name.startswith("her") else him
    assert client.get(reverse(name, args=[thing.pk])).status_code == status


def test_the_page_costs_the_same_however_often_it_was_opened(
    client, world, her, django_assert_max_num_queries
):
    client.force_login(world.iss_manager)
    address = reverse("her_file_opened", args=[her.pk])
    for _ in range(2):
        for _ in range(30):
            saw(her, by=world.iss_worker, at=world.now)
        with django_assert_max_num_queries(14):
            client.get(address)
    assert "Older" in client.get(address).content.decode()


def test_each_file_links_to_its_page(client, world, him, her):
    assert reverse("her_file_opened", args=[her.pk]) in look(client, world.iss_manager, "her_file", her)
    assert reverse("her_file_opened", args=[her.pk]) not in look(client, world.iss_worker, "her_file", her)
    client.force_login(world.manager)
    history = client.get(reverse("file_part", args=[him.pk, "history"])).content.decode()
    assert reverse("file_opened", args=[him.pk]) in history
