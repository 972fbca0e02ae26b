"""Which of his files each kind of person sees."""

import pytest

from referrals.models import Agreement, ContactAttempt, Man, Referral
from tests.world import World

ALL = {"received", "acknowledged", "closed_before", "coventry", "imported"}
SEES = {
    "social_worker": {"received", "acknowledged", "closed_before", "coventry"},
    "colleague": {"received", "acknowledged", "closed_before", "coventry"},
    "other_social_worker": set(),
    "spoc": {"received", "closed_before"},
    "facilitator": {"acknowledged", "imported"},
    "other_facilitator": {"coventry"},
    "manager": ALL,
    "iss_worker": set(),
    "iss_manager": set(),
    "opcc": set(),
    "administrator": set(),
    "dpo": set(),
}


@pytest.fixture
def files(db):
    world = World()
    coventry = world.other_facilitator.areas.get()
    imported = Referral.objects.create(
        reference="OLD-1",
        man=Man.objects.create(reference="P-OLD-1"),
        area=world.area,
        imported=True,
        status="closed",
    )
    found = {
        "received": world.received(),
        "acknowledged": world.acknowledged(),
        "closed_before": world.closed(world.received(), reason="ineligible"),
        "coventry": world.acknowledged(world.received(area=coventry)),
        "imported": imported,
    }
    world.files = found
    return world


@pytest.mark.parametrize("persona", sorted(SEES))
def test_each_person_sees_what_the_pathway_says(files, persona):
    person = getattr(files, persona)
    seen = set(Referral.objects.visible_to(person).values_list("pk", flat=True))
    assert {name for name, referral in files.files.items() if referral.pk in seen} == SEES[persona]


@pytest.mark.parametrize("persona", sorted(SEES))
def test_what_hangs_on_a_file_is_seen_by_those_who_see_the_file(files, persona):
    person = getattr(files, persona)
    referral = files.files["acknowledged"]
    attempt = referral.contact_attempts.create(
        at=files.now, channel="phone", two_way=False, by=files.facilitator
    )
    agreement = referral.agreements.create(
        asked_date=files.now.date(), agreed=True, form="verbal", by=files.facilitator, at=files.now
    )
    sees = "acknowledged" in SEES[persona]
    assert (attempt in ContactAttempt.objects.visible_to(person)) == sees
    assert (agreement in Agreement.objects.visible_to(person)) == sees
    assert (referral.man in Man.objects.visible_to(person)) == sees


def test_a_social_worker_without_a_team_sees_her_own_alone(files):
    person = files.colleague
    type(person).objects.filter(pk=person.pk).update(team=None)
    person.refresh_from_db()
    assert not Referral.objects.visible_to(person).exists()
