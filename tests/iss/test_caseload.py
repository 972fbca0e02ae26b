"""The caseload by clock and the whole service: every number opens the list that it counts."""

import re
from datetime import timedelta
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.identity import acting_as
from accounts.models import User
from accounts.roles import Role
from iss import actions
from iss.caseload import counts, with_clock
from iss.filters import HerFilesFilter
from iss.lists import caseload_of, with_what_is_shown
from iss.models import PartnerFile
from monitoring.cover import set_cover
from monitoring.glass.actions import break_glass
from tests.world import DAY, World
from timescales.models import PromiseRule


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


def restrict(file, named, *, at):
    kept = file.restrictions.create(because="known", reason="A cousin.", at=at, by=named)
    kept.named.create(person=named, at=at, by=named)


def numbers(client, **asked):
    page = client.get(reverse("her_files"), asked)
    return {each["label"]: each for each in page.context["numbers"]}


@pytest.mark.parametrize("whose", ["mine", "all", "nobody"])
def test_every_number_above_the_list_opens_the_files_it_counts(client, world, whose):
    client.force_login(world.iss_worker)
    for each in numbers(client, whose=whose).values():
        assert len(listed(client, reverse("her_files") + each["href"])) == each["value"]


@pytest.mark.parametrize("whose", ["mine", "all", "nobody"])
@pytest.mark.parametrize("name", ["iss_worker", "iss_manager", "other_iss_worker"])
def test_what_is_asked_for_by_written_sql_is_what_django_asks_for(world, name, whose):
    """The first files and all numbers at once, and each by what Django writes."""
    person, at = getattr(world, name), timezone.now()
    restrict(world.fresh, world.iss_manager, at=at)
    files = with_clock(PartnerFile.objects.visible_to(person)).exclude(status="closed")
    if whose != "all":
        files = files.filter(worker=person if whose == "mine" else None)
    for most in (1, 26):
        with acting_as(person):
            found = caseload_of(person, most, whose=whose, at=at)
            rows = [tuple(row) for row in with_what_is_shown(files.order_by("due", "pk"))[:most]]
            assert [tuple(row) for row in found.rows] == rows
            assert found.numbers == files.aggregate(**counts(at))
    assert found.any_cover is (False if rows else None)


def test_the_list_by_written_sql_is_not_empty_and_not_everybodys(world):
    """What the test above compares."""
    at, seen = timezone.now(), {}
    for person in (world.iss_worker, world.iss_manager, world.other_iss_worker):
        with acting_as(person):
            found = caseload_of(person, 26, whose="all", at=at)
        seen[person] = [row.pk for row in found.rows]
    assert seen[world.iss_worker] == seen[world.iss_manager]
    assert len(seen[world.iss_worker]) == 3
    assert seen[world.other_iss_worker] == []


def test_a_restricted_file_is_counted_for_those_alone_who_are_named(world):
    restrict(world.late, world.iss_manager, at=world.now)
    for person, late in ((world.iss_worker, 0), (world.iss_manager, 1)):
        with acting_as(person):
            assert caseload_of(person, 26, whose="all", at=timezone.now()).numbers["late"] == late


def test_a_file_that_stands_open_in_an_emergency_is_on_the_list_and_counted(client, world):
    colleague = world.other_iss_worker
    client.force_login(colleague)
    assert numbers(client, whose="all")["Late"]["value"] == 0
    break_glass(world.late, because="danger", reason="It cannot wait.", by=colleague, at=timezone.now())
    assert numbers(client, whose="all")["Late"]["value"] == 1
    assert listed(client, reverse("her_files") + "?whose=all") == {world.late.pk}


def test_a_line_shows_what_is_due_first_and_a_distress_alert_whatever_else_is_late(client, world):
    rule = PromiseRule.objects.in_force("answer_distress", world.now)
    for days, promise in ((9, "answer_distress"), (8, "review_dash")):
        world.late.deadlines.create(
            promise=promise, rule=rule, started_at=world.now, due_at=world.now + days * DAY
        )
    client.force_login(world.iss_worker)
    page = client.get(reverse("her_files"), {"whose": "all"})
    [shown] = [row["promises"] for row in page.context["rows"] if row["file"].pk == world.late.pk]
    assert [deadline.promise for deadline in shown] == ["contact_her", "answer_distress"]
    text = re.sub(r"\s+", " ", page.content.decode())
    for deadline in shown:
        assert f"{deadline.promised}<br>" in text


@pytest.mark.parametrize("asked", [{}, {"status": "released"}, {"due": "late"}, {"worker": "the worker"}])
def test_pages_of_the_list_follow_each_other_whatever_is_asked(client, world, asked, monkeypatch):
    monkeypatch.setattr("iss.views.listing.SIZE", 1)
    monkeypatch.setattr("accounts.paging.first_page.__kwdefaults__", {"size": 1})
    monkeypatch.setattr("accounts.paging.page_of.__kwdefaults__", {"by": ("-pk",), "size": 1})
    asked = {name: world.iss_worker.pk if value == "the worker" else value for name, value in asked.items()}
    client.force_login(world.iss_manager)
    address, met = f"{reverse('her_files')}?{urlencode({'whose': 'all'} | asked)}", []
    while address:
        page = client.get(address)
        met += [row["file"].pk for row in page.context["rows"]]
        address = page.context["page"].older and reverse("her_files") + page.context["page"].older
    files = PartnerFile.objects.visible_to(world.iss_manager)
    filtered = HerFilesFilter(
        {"whose": "all"} | asked, files, request=SimpleNamespace(user=world.iss_manager), at=world.now
    )
    assert met == list(filtered.qs.order_by("due", "pk").values_list("pk", flat=True))
    assert met


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
