"""People: added and changed by administrators, refused where things do not fit, written in the trail."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.models import Area, Organisation, Team, User
from accounts.refusal import Refused
from accounts.roles import Role
from audit.models import Entry
from monitoring.people import WORKS_FOR, add_person, change_person, left_behind
from monitoring.places import add_team, change_area
from tests.world import NOON, World

FACILITATOR = {
    "name": "Ottoline Fernsby",
    "email": "Ottoline@Test.Example",
    "phone": "",
    "role": "facilitator",
    "sex": "woman",
}


@pytest.fixture
def world(db):
    return World(NOON)


@pytest.fixture
def administrator(client, world):
    client.force_login(world.administrator)
    return world.administrator


def form(**changes):
    my_time = Organisation.objects.get(name="My Time").pk
    area = Area.objects.get(name="Dudley").pk
    return FACILITATOR | {"organisation": my_time, "areas": [area]} | changes


def test_every_role_works_for_one_kind_of_organisation():
    assert set(WORKS_FOR) == set(Role)


def test_a_new_person_is_sent_a_link_and_has_no_password_until_then(client, administrator):
    client.post(reverse("add_person"), form())
    person = User.objects.get(email="ottoline@test.example")
    assert not person.has_usable_password()
    assert [area.name for area in person.areas.all()] == ["Dudley"]
    assert [message.to for message in mail.outbox] == [["ottoline@test.example"]]
    assert "/sign-in/welcome/" in mail.outbox[0].body
    assert mail.outbox[0].subject == "Your account is ready"
    entry = Entry.objects.get(act="person.added")
    assert (entry.about_id, entry.actor_id) == (person.pk, administrator.pk)


def test_the_link_opens_the_page_where_a_password_is_chosen(client, administrator):
    client.post(reverse("add_person"), form())
    link = next(word for word in mail.outbox[0].body.split() if "/welcome/" in word)
    client.logout()
    page = client.get(link[link.index("/sign-in") :], follow=True)
    assert b'name="password1"' in page.content


def test_a_mail_server_that_is_down_is_said_and_the_person_is_kept(client, administrator, monkeypatch):
    def fail(*_, **__):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)
    page = client.post(reverse("add_person"), form(), follow=True)
    assert b"could not be sent" in page.content
    assert User.objects.filter(email="ottoline@test.example").exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"areas": []}, "areas"),
        ({"sex": ""}, "sex"),
        ({"role": "social_worker"}, "team"),
        ({"role": "social_worker"}, "organisation"),
        ({"role": "iss_worker"}, "organisation"),
        ({"role": "opcc"}, "organisation"),
        ({"role": "administrator"}, "organisation"),
        ({"role": "astronaut"}, "role"),
        ({"email": "ottoline"}, "email"),
        ({"name": ""}, "name"),
    ],
)
def test_what_does_not_fit_together_is_refused_at_its_field(client, administrator, changes, field):
    page = client.post(reverse("add_person"), form(**changes))
    assert page.status_code == 200
    assert field in page.context["form"].errors
    assert not User.objects.filter(name="Ottoline Fernsby").exists()


def test_a_team_of_another_organisation_is_refused(world):
    theirs = Organisation.objects.get(name="Dudley Children's Services")
    with pytest.raises(Refused, match="is not a team of"):
        add_person(
            email="x@test.example",
            name="X",
            role=Role.SOCIAL_WORKER,
            organisation=theirs,
            team=world.social_worker.team,
            by=world.administrator,
            at=NOON,
        )


def test_an_address_is_known_whatever_its_capitals(client, administrator, world):
    page = client.post(reverse("add_person"), form(email="FACILITATOR@test.example"))
    assert "already here" in str(page.context["form"].non_field_errors())
    page = client.post(
        reverse("person", args=[world.spoc.pk]), as_posted(world.spoc, email="Facilitator@test.example")
    )
    assert "already here" in str(page.context["form"].non_field_errors())


def as_posted(person, **changes):
    fields = {
        "name": person.name,
        "email": person.email,
        "phone": person.phone,
        "organisation": person.organisation_id,
        "role": person.role,
        "team": person.team_id or "",
        "areas": [area.pk for area in person.areas.all()],
        "sex": person.sex,
        "is_active": "on",
    }
    return {name: value for name, value in (fields | changes).items() if value is not None}


def test_the_trail_says_what_changed_and_not_to_what(client, administrator, world):
    client.post(
        reverse("person", args=[world.facilitator.pk]),
        as_posted(world.facilitator, name="Gwendolyn Ashgrove"),
    )
    world.facilitator.refresh_from_db()
    assert world.facilitator.name == "Gwendolyn Ashgrove"
    entry = Entry.objects.get(act="person.changed")
    assert entry.details["changed"] == ["name"]
    assert "Ashgrove" not in str(entry.details)


def test_saving_without_a_change_writes_no_trail(client, administrator, world):
    client.post(reverse("person", args=[world.facilitator.pk]), as_posted(world.facilitator))
    assert not Entry.objects.filter(act="person.changed").exists()


def test_a_role_that_has_no_use_for_areas_loses_them(client, administrator, world):
    client.post(reverse("person", args=[world.facilitator.pk]), as_posted(world.facilitator, role="manager"))
    world.facilitator.refresh_from_db()
    assert (world.facilitator.role, world.facilitator.sex) == ("manager", "")
    assert not world.facilitator.areas.exists()


def test_whoever_may_no_longer_sign_in_is_out_at_the_next_click_and_what_is_left_is_said(
    client, administrator, world
):
    world.group(at=NOON)
    page = client.post(
        reverse("person", args=[world.facilitator.pk]),
        as_posted(world.facilitator, is_active=None),
        follow=True,
    )
    assert b"1 group still led by this person" in page.content
    world.facilitator.refresh_from_db()
    assert not world.facilitator.is_active
    assert left_behind(world.spoc) == []


def test_nobody_takes_their_own_administration_away(client, administrator):
    for change in ({"is_active": None}, {"role": "dpo"}):
        page = client.post(reverse("person", args=[administrator.pk]), as_posted(administrator, **change))
        assert "ask another administrator" in str(page.context["form"].non_field_errors())
    administrator.refresh_from_db()
    assert (administrator.role, administrator.is_active) == ("administrator", True)


def test_people_are_found_by_part_of_a_name_and_by_role(client, administrator):
    found = client.get(reverse("people"), {"text": "SECOND"}).context["page"].rows
    assert [person.name for person in found] == ["Second Facilitator"]
    found = client.get(reverse("people"), {"role": "dpo"}).context["page"].rows
    assert [person.name for person in found] == ["Dpo"]
    assert client.get(reverse("people"), {"role": "x", "organisation": "x"}).status_code == 200


def test_pages_of_people_keep_the_search(client, administrator, world):
    User.objects.bulk_create(
        User(email=f"p{n}@test.example", name="Same Name", role="spoc", organisation=world.spoc.organisation)
        for n in range(60)
    )
    seen, url = [], reverse("people") + "?text=same"
    while url:
        page = client.get(url).context["page"]
        seen += [person.pk for person in page.rows]
        url = page.older and reverse("people") + page.older
    assert len(seen) == len(set(seen)) == 60


def test_a_team_belongs_to_childrens_services_and_has_a_name_of_its_own(world):
    ours = world.social_worker.organisation
    with pytest.raises(Refused, match="already"):
        add_team(organisation=ours, name="North", by=world.administrator, at=NOON)
    with pytest.raises(Refused, match="Only children's services"):
        add_team(organisation=world.spoc.organisation, name="North", by=world.administrator, at=NOON)
    assert Team.objects.filter(organisation=ours, name="North").count() == 1


def test_an_area_goes_to_another_provider_and_existing_files_stay(client, administrator, world):
    file = world.her_file(world.received(at=NOON))
    haven = Organisation.objects.get(name="Coventry Haven")
    client.post(
        reverse("area", args=[world.area.pk]),
        {"provider": haven.pk, "childrens_services": world.area.childrens_services_id},
    )
    world.area.refresh_from_db()
    file.refresh_from_db()
    assert world.area.provider == haven
    assert file.provider != haven
    assert Entry.objects.get(act="area.changed").details["provider"] == haven.pk


def test_an_area_is_not_given_to_an_organisation_that_supports_nobody(world):
    with pytest.raises(Refused, match="not an ISS provider"):
        change_area(
            world.area,
            provider=world.spoc.organisation,
            childrens_services=None,
            by=world.administrator,
            at=timezone.now(),
        )


def test_a_change_that_fails_leaves_no_trail(world):
    with pytest.raises(Refused):
        change_person(
            world.facilitator,
            email=world.facilitator.email,
            name="Other",
            phone="",
            role=Role.FACILITATOR,
            organisation=world.facilitator.organisation,
            sex="man",
            areas=(),
            is_active=True,
            by=world.administrator,
            at=NOON,
        )
    assert not Entry.objects.filter(act="person.changed").exists()


def test_an_account_does_not_go_along_to_another_organisation(world):
    """What its owner wrote, drafts and notes shared at the table, is known by its owner's organisation."""
    worker, there = world.iss_worker, world.other_iss_worker.organisation
    given = {"email": worker.email, "name": worker.name, "phone": "", "role": worker.role, "is_active": True}
    given |= {"organisation": there, "by": world.administrator, "at": NOON}
    assert change_person(worker, **given) == ["organisation"], "who was added wrongly is put right"
    worker.refresh_from_db()
    worker.last_login = NOON
    worker.save()
    with pytest.raises(Refused, match="belongs to one organisation"):
        change_person(worker, **given | {"organisation": world.spoc.organisation, "role": Role.SPOC})
    worker.refresh_from_db()
    assert worker.organisation == there
