"""The directory is loaded, read, changed, verified and closed."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Area
from accounts.refusal import Refused
from audit.models import Entry
from directory import actions
from directory.filters import CLOSED, OPEN, TO_VERIFY
from directory.loading import STARTING, load_services
from directory.models import NOT_VERIFIED, STALE, VERIFIED, Service, months_before
from tests.world import NOON, World

pytestmark = pytest.mark.django_db
NAMED = {
    "Drive",
    "Building Better Relationships",
    "Spectrum",
    "SIADA",
    "Reprovide",
    "ADAIS",
    "CARA",
    "EASI",
    "Mentoring West Midlands",
    "Brighter Futures",
    "Choose to Change",
    "Caring Dads",
}


@pytest.fixture
def world():
    return World(timezone.now())


@pytest.fixture
def service(world):
    return actions.add_service(
        name="Millpond Fathers", areas=[world.area], source="Their leaflet", by=world.manager, at=world.now
    )


def names(page):
    return [service.name for service in page.context["page"].rows]


# Loading


def test_the_starting_rows_are_the_services_that_the_sources_name():
    assert load_services(at=NOON) == 12
    loaded = list(Service.objects.values_list("name", flat=True))
    assert {name for name in NAMED if any(row.startswith(name) for row in loaded)} == NAMED


def test_to_load_them_again_changes_nothing_and_overwrites_nothing(world):
    load_services(at=NOON)
    Service.objects.filter(slug="cara").update(phone="0121 496 0777")
    before = list(Service.objects.order_by("pk").values())
    assert load_services(at=NOON) == 0
    assert list(Service.objects.order_by("pk").values()) == before


def test_nobody_has_verified_them_and_every_one_says_where_it_comes_from():
    load_services(at=NOON)
    assert {service.standing(NOON.date()) for service in Service.objects.all()} == {NOT_VERIFIED}
    assert not Service.objects.filter(source="").exists()


def test_drive_is_closed_since_the_end_of_november_2021():
    load_services(at=NOON)
    drive = Service.objects.get(slug="drive")
    assert drive.is_open(date(2021, 11, 30))
    assert not drive.is_open(date(2021, 12, 1))


def test_a_file_with_an_unknown_area_loads_nothing(tmp_path):
    path = tmp_path / "services.toml"
    path.write_text(STARTING.read_text() + '\n[nowhere]\nname = "Nowhere"\nareas = ["Atlantis"]\n')
    with pytest.raises(KeyError):
        load_services(path, at=NOON)
    assert not Service.objects.exists()


# Keeping


def test_what_is_verified_goes_stale_after_six_months(world, service, settings):
    settings.SERVICE_VERIFIED_FOR_MONTHS = 6
    actions.verify_service(service, by=world.manager, at=NOON)
    service.refresh_from_db()
    assert service.standing(date(2026, 6, 3)) == VERIFIED
    assert service.standing(date(2026, 12, 3)) == VERIFIED
    assert service.standing(date(2026, 12, 4)) == STALE


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 15), 6, date(2025, 7, 15)),
        (date(2026, 12, 1), 12, date(2025, 12, 1)),
    ],
)
def test_months_are_months_of_the_calendar(day, months, earlier):
    assert months_before(day, months) == earlier


def test_a_change_is_on_the_trail_and_is_no_verification(world, service):
    areas = Area.objects.filter(name__in=["Birmingham", "Walsall"])
    changed = actions.change_service(
        service, name=service.name, phone="0121 496 0001", areas=areas, by=world.manager, at=world.now
    )
    assert sorted(changed) == ["areas", "phone"]
    entry = Entry.objects.get(act="service.changed")
    assert entry.details == {"changed": ["areas", "phone"]}
    service.refresh_from_db()
    assert service.verified_date is None


def test_two_services_of_one_name_are_refused(world, service):
    with pytest.raises(Refused, match="already"):
        actions.add_service(name="Millpond Fathers", by=world.manager, at=world.now)


def test_a_service_may_be_called_like_another_page(world, client):
    odd = actions.add_service(name="Add", by=world.manager, at=world.now)
    client.force_login(world.manager)
    assert client.get(odd.get_absolute_url()).context["service"] == odd


def test_it_cannot_close_before_it_opened(world, service):
    Service.objects.filter(pk=service.pk).update(open_from=date(2026, 5, 1))
    with pytest.raises(Refused, match="1 May 2026"):
        actions.close_service(service, last_date=date(2026, 4, 30), by=world.manager, at=world.now)


# Pages


def test_a_manager_adds_changes_verifies_and_closes_a_service(client, world):
    client.force_login(world.manager)
    form = {"name": "Larkspur Project", "for_whom": "harm", "source": "A call", "risks": ["high"]}
    page = client.post(reverse("add_service"), form | {"areas": [world.area.pk]}, follow=True)
    service = Service.objects.get(name="Larkspur Project")
    assert page.redirect_chain == [(f"/services/{service.slug}/", 302)]
    assert b"Not verified yet" in page.content
    client.post(reverse("change_service", args=[service.slug]), form | {"duration": "10 weeks"})
    client.post(reverse("verify_service", args=[service.slug]))
    service.refresh_from_db()
    assert service.duration == "10 weeks"
    assert (service.verified_by, service.verified_date) == (world.manager, timezone.localdate())
    today = timezone.localdate()
    day = {"last_date_0": today.day, "last_date_1": today.month, "last_date_2": today.year}
    client.post(reverse("close_service", args=[service.slug]), day)
    service.refresh_from_db()
    assert service.open_to == today


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"youngest": "30", "oldest": "20"}, "oldest"),
        ({"only_with_need": "on"}, "only_with_need"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"source": ""}, "source"),
    ],
)
def test_what_cannot_be_so_is_asked_again(client, world, wrong, field):
    client.force_login(world.manager)
    form = {"name": "Larkspur Project", "for_whom": "harm", "source": "A call"}
    page = client.post(reverse("add_service"), form | wrong)
    assert list(page.context["form"].errors) == [field]


def test_the_list_is_filtered(client, world):
    load_services(at=NOON)
    client.force_login(world.social_worker)

    def found(**filters):
        return {name.split(" (")[0] for name in names(client.get(reverse("services"), filters))}

    walsall = Area.objects.get(name="Walsall")
    assert found(area=walsall.pk) == {
        "ADAIS",
        "CARA",
        "Brighter Futures",
        "EASI",
    }  # where EASI is, nobody says
    assert "Drive" in found(state=CLOSED)
    assert "Drive" not in found(state=OPEN)
    assert found(need="alcohol") == {"ADAIS"}
    assert found(text="hampton") == {"CARA"}
    assert "CARA" not in found(risk="high")
    assert len(found(state=TO_VERIFY)) == 11


def test_what_is_not_recorded_is_said_so(client, world):
    load_services(at=NOON)
    client.force_login(world.social_worker)
    page = client.get(reverse("service", args=["caring-dads"])).content.decode()
    assert "Nobody has made sure of this yet" in page
    assert page.count("Not recorded") >= 5


def test_only_its_keepers_are_shown_how_to_keep_it(client, world, service):
    for who, keeps in (("manager", True), ("administrator", True), ("social_worker", False)):
        client.force_login(getattr(world, who))
        page = client.get(service.get_absolute_url()).content.decode()
        assert ("Verify it" in page) == keeps


def test_however_many_services_there_are_the_list_asks_the_database_as_often(client, world):
    client.force_login(world.manager)

    def asked():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("services"))
        return len(captured)

    load_services(at=NOON)
    few = asked()
    for number in range(12):
        added = Service.objects.create(slug=f"s{number}", name=f"Service {number}")
        added.areas.set([world.area])
    assert asked() == few


def test_a_long_list_has_pages(client, world):
    for number in range(30):
        Service.objects.create(slug=f"s{number}", name=f"Service {number:02}")
    client.force_login(world.manager)
    first = client.get(reverse("services"))
    second = client.get(reverse("services") + first.context["page"].older)
    assert names(second) == [f"Service {number:02}" for number in range(25, 30)]


def test_its_last_day_still_counts(world, service):
    last = date(2026, 6, 30)
    actions.close_service(service, last_date=last, by=world.manager, at=world.now)
    service.refresh_from_db()
    assert service.is_open(last)
    assert not service.is_open(last + timedelta(days=1))
