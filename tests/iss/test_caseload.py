"""The caseload by clock and the whole service: every number opens the list that it counts."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from iss import actions
from monitoring.cover import set_cover
from tests.world import DAY, World


@pytest.fixture
def world(db):
    """One file whose 48 hours are over, one fresh, one of a woman nobody has been in touch with for six weeks."""
    world = World(timezone.now() - timedelta(minutes=5))
    world.late = world.her_file(world.pending(at=world.now - 3 * DAY))
    world.fresh = world.her_file(world.pending())
    long_ago = world.now - 42 * DAY
    world.quiet = world.her_contacted(world.her_file(world.pending(at=long_ago)), at=long_ago)
    for file in (world.late, world.quiet):
        actions.allocate(file, worker=world.iss_worker, by=world.iss_manager, at=world.now)
        file.refresh_from_db()
    return world


def listed(client, address):
    return {row["file"].pk for row in client.get(address).context["rows"]}


def numbers(client, **asked):
    page = client.get(reverse("her_files"), asked)
    return {each["label"]: each for each in page.context["numbers"]}


@pytest.mark.parametrize("whose", ["mine", "all", "nobody"])
def test_every_number_above_the_list_opens_the_files_it_counts(client, world, whose):
    client.force_login(world.iss_worker)
    for each in numbers(client, whose=whose).values():
        assert len(listed(client, reverse("her_files") + each["href"])) == each["value"]


def test_late_due_and_not_in_touch_are_told_apart(client, world):
    client.force_login(world.iss_manager)
    found = numbers(client, whose="all")
    address = reverse("her_files")
    assert listed(client, address + found["Late"]["href"]) == {world.late.pk}
    assert listed(client, address + found["Due within a week"]["href"]) == {world.fresh.pk}
    assert listed(client, address + found["Not in touch lately"]["href"]) == {world.quiet.pk}


def test_support_for_her_alone_is_being_in_touch_and_a_meeting_without_her_is_not(client, world):
    client.force_login(world.iss_worker)
    day = {"date": world.now.date(), "by": world.iss_worker, "at": world.now}
    actions.log_support(world.quiet, kind="advocacy", meeting="core_group", part="for_her", **day)
    assert numbers(client, whose="mine")["Not in touch lately"]["value"] == 1
    actions.log_support(world.quiet, kind="telephone", **day)
    assert numbers(client, whose="mine")["Not in touch lately"]["value"] == 0


def test_the_way_back_from_her_file_leads_to_the_list_as_it_was(client, world):
    client.force_login(world.iss_worker)
    client.get(reverse("her_files"), {"whose": "all", "due": "late"})
    assert (
        client.get(reverse("her_file", args=[world.late.pk])).context["back"].endswith("?whose=all&due=late")
    )


def test_who_stands_in_finds_the_files_of_who_is_away(client, world):
    colleague = User.objects.create_user(
        "second@test.example",
        name="Second Worker",
        role=Role.ISS_WORKER,
        organisation=world.iss_worker.organisation,
    )
    client.force_login(colleague)
    assert b"I stand in" not in client.get(reverse("her_files")).content
    day = timezone.localdate(world.now)
    set_cover(
        away=world.iss_worker,
        covered_by=colleague,
        from_date=day,
        to_date=day + 3 * DAY,
        by=world.iss_manager,
        at=world.now,
    )
    assert b"I stand in" in client.get(reverse("her_files")).content
    assert listed(client, reverse("her_files") + "?whose=covered") == {world.late.pk, world.quiet.pk}
    assert b"Second Worker stands in" in client.get(reverse("her_file", args=[world.late.pk])).content
    client.force_login(world.iss_worker)
    assert b"I am back" in client.get(reverse("her_files")).content


def test_the_manager_sees_the_whole_service_and_every_number_opens_its_list(client, world):
    client.force_login(world.iss_manager)
    lines = client.get(reverse("her_team")).context["lines"]
    assert lines[0].worker is None
    for line in lines:
        for _, number, address in line.cells:
            assert len(listed(client, address)) == number
    mine = next(line for line in lines if line.worker == world.iss_worker)
    assert {words: number for words, number, _ in mine.cells}["Late"] == 1


def test_the_whole_service_costs_the_same_however_many_files_there_are(
    client, world, django_assert_max_num_queries
):
    client.force_login(world.iss_manager)
    for _ in range(3):
        world.pending()
    with django_assert_max_num_queries(16):
        client.get(reverse("her_team"))


def test_a_manager_of_another_service_counts_none_of_them(client, world):
    client.force_login(world.other_iss_manager)
    text = client.get(reverse("her_team")).content.decode()
    assert not re.search(r"due=late", text)
    assert "Iss Worker" not in text.replace("Other Iss Worker", "")


def test_her_page_says_first_what_is_late_then_what_is_safe_then_what_is_next(client, world):
    client.force_login(world.iss_worker)
    text = client.get(reverse("her_file", args=[world.late.pk])).content.decode()
    places = [
        text.index(words) for words in ("promise to her is late", "What is safe now", "Do this next", "Him")
    ]
    assert places == sorted(places)


def test_who_has_how_much_is_seen_where_a_file_is_given(client, world):
    client.force_login(world.iss_manager)
    page = client.get(reverse("her_allocate", args=[world.fresh.pk])).content.decode()
    assert f"{world.iss_worker.name}: 2 open files, 1 late" in page
    assert f"{world.iss_manager.name}: no file" in page


def test_the_manager_finds_the_workers_beside_whose_files_these_are(client, world):
    def leads(user):
        client.force_login(user)
        return reverse("her_team") in [
            tab["href"] for tab in client.get(reverse("her_files")).context["tabs"]
        ]

    assert leads(world.iss_manager)
    assert not leads(world.iss_worker)
