"""What the pages that are opened all day ask of the database and weigh, and that what is kept for speed is nobody else's."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Area, User
from dvpp.templatetags.panel_tags import panel_fields
from forms import panels
from iss.actions import log_support
from iss.models import PartnerFile
from referrals.filters import ReferralFilter
from referrals.models import Referral
from tests.referrals.test_list import many
from tests.world import DAY, World

KILOBYTE = 1024
# Last, that the test goes on as the service when the page has been given
AROUND = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "select dvpp_ask('system'")


@pytest.fixture
def world(db):
    return World(timezone.now())


@pytest.fixture
def kept(settings):
    """As in the real service: choices of filters are kept for a minute."""
    settings.PANELS_KEPT_FOR = timedelta(minutes=1)
    panels._kept.clear()
    yield
    panels._kept.clear()


def cost(client, address):
    """(questions, bytes) of a page that has been opened before."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address)
    assert page.status_code == 200
    return len([query for query in asked if not query["sql"].startswith(AROUND)]), len(page.content)


@pytest.mark.parametrize("name", ["manager", "facilitator"])
def test_a_full_list_asks_little_and_weighs_at_most_sixty_kilobytes(client, world, kept, name):
    many(world, 60)
    client.force_login(getattr(world, name))
    asked, weight = cost(client, reverse("referrals"))
    assert asked <= 7
    assert weight <= 60 * KILOBYTE


@pytest.mark.parametrize("stage", ["acknowledged", "suitable", "on_programme"])
def test_his_file_asks_at_most_twelve_questions(client, world, stage):
    referral = getattr(world, stage)()
    client.force_login(world.manager)
    asked, weight = cost(client, reverse("file", args=[referral.pk]))
    assert asked <= 12
    assert weight <= 60 * KILOBYTE


def test_her_file_asks_little_at_first_and_never_more_than_twelve_questions(client, world):
    file = world.her_file(world.on_programme())
    client.force_login(world.iss_worker)
    address = reverse("her_file", args=[file.pk])
    asked, _ = cost(client, address)
    assert asked <= 8
    world.her_contacted(file)
    log_support(file, kind="telephone", date=world.now.date(), by=world.iss_worker, at=world.now)
    session = file.referral.enrolments.get().group.sessions.first()
    session.attendances.create(referral=file.referral, outcome="attended", at=world.now)
    asked, weight = cost(client, address)
    assert asked <= 12
    assert weight <= 60 * KILOBYTE


def test_her_list_asks_at_most_seven_questions(client, world, kept):
    for _ in range(3):
        world.her_file(world.pending())
    PartnerFile.objects.update(worker=world.iss_worker)
    client.force_login(world.iss_worker)
    asked, weight = cost(client, reverse("her_files"))
    assert asked <= 7
    assert weight <= 60 * KILOBYTE


def test_a_register_reads_what_runs_of_misses_are_made_of_once(client, world):
    group = world.group(at=world.now - 14 * DAY)
    for _ in range(3):
        world.on_programme(group=group, at=world.now - 14 * DAY)
    session = group.sessions.filter(ends_at__lte=world.now).order_by("-starts_at").first()
    client.force_login(world.facilitator)
    asked, _ = cost(client, session.get_absolute_url())
    assert asked <= 21


def test_a_full_list_of_a_team_asks_little_and_weighs_at_most_sixty_kilobytes(client, world, kept):
    many(world, 60)
    Referral.objects.update(team=world.social_worker.team, referrer=world.social_worker)
    client.force_login(world.social_worker)
    asked, weight = cost(client, reverse("referrals"))
    assert asked <= 16
    assert weight <= 60 * KILOBYTE


def test_a_new_colleague_is_among_the_choices_of_a_filter_within_a_minute(client, world, kept, monkeypatch):
    client.force_login(world.manager)
    client.get(reverse("referrals"))
    _facilitator(world, "Zainab Newly-Come")
    assert "Zainab Newly-Come" not in client.get(reverse("referrals")).content.decode()
    later = panels.time.monotonic() + 61
    monkeypatch.setattr(panels.time, "monotonic", lambda: later)
    assert "Zainab Newly-Come" in client.get(reverse("referrals")).content.decode()


def test_what_somebody_searched_for_is_not_shown_to_the_next(client, world, kept):
    for person in (world.manager, world.facilitator, world.spoc):
        client.force_login(person)
        asked = client.get(reverse("referrals"), {"q": "Longlist"}).content.decode()
        assert 'value="Longlist"' in asked
        assert "Longlist" not in client.get(reverse("referrals")).content.decode()


def test_a_filter_offers_each_role_its_own_choices_though_they_are_kept(client, world, kept):
    def page(person):
        client.force_login(person)
        return client.get(reverse("referrals")).content.decode()

    assert world.second_facilitator.name in page(world.manager)
    assert world.second_facilitator.name not in page(world.facilitator)
    assert world.second_facilitator.name in page(world.manager)


def test_names_beside_the_rows_are_asked_once_a_minute_and_a_new_one_at_once(
    client, world, kept, monkeypatch
):
    def shown():
        return {(line["area"], line["holder"]) for line in client.get(reverse("referrals")).context["lines"]}

    files = many(world, 2)
    Referral.objects.filter(pk=files[0].pk).update(holder=world.facilitator)
    Referral.objects.filter(pk=files[1].pk).update(holder=None)
    area = Area.objects.get(name="Birmingham")
    client.force_login(world.manager)
    assert shown() == {("Birmingham", world.facilitator.name), ("Birmingham", "Facilitators of Birmingham")}
    Area.objects.filter(pk=area.pk).update(name="Brummagem")
    Referral.objects.filter(pk=files[1].pk).update(holder=_facilitator(world, "Zainab Newly-Come"))
    assert shown() == {("Birmingham", world.facilitator.name), ("Birmingham", "Zainab Newly-Come")}
    later = panels.time.monotonic() + 61
    monkeypatch.setattr(panels.time, "monotonic", lambda: later)
    assert shown() == {("Brummagem", world.facilitator.name), ("Brummagem", "Zainab Newly-Come")}


def _facilitator(world, name):
    return User.objects.create(
        email="newly.come@my-time.example",
        name=name,
        role=world.facilitator.role,
        organisation=world.facilitator.organisation,
    )


CHOSEN = [
    {"q": "Longlist"},
    {"overdue": "on"},
    {"status": "on_programme"},
    {"holder": "nobody", "q": "Long"},
    {"source": "cp", "received_from_0": "1"},
    {"status": "no such status", "area": "0"},
]


@pytest.mark.parametrize("asked", CHOSEN)
def test_a_filter_in_use_is_drawn_as_if_nothing_of_it_were_kept(world, kept, settings, asked):
    def drawn():
        files = Referral.objects.visible_to(world.manager)
        return panel_fields(ReferralFilter(asked, files, user=world.manager, at=timezone.now()))

    with_what_is_kept = [drawn(), drawn()]
    settings.PANELS_KEPT_FOR = timedelta(0)
    panels._kept.clear()
    assert with_what_is_kept == [drawn()] * 2


def test_a_search_does_not_ask_for_the_choices_of_filters_that_nobody_uses(client, world, kept):
    many(world, 30)
    client.force_login(world.manager)
    plain, _ = cost(client, reverse("referrals"))
    asked, _ = cost(client, reverse("referrals") + "?q=Longlist")
    chosen, _ = cost(client, reverse("referrals") + f"?holder={world.facilitator.pk}")
    assert max(asked, chosen) <= plain
