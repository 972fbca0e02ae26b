"""Both decisions that he is unsuitable suggest services of the directory, and words are still possible."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.loading import load_services
from directory.models import Service
from joint.actions import record_side
from joint.suggesting import NOTHING
from tests.world import World, fresh

UNSUITABLE = {
    "findings": "Admits none of it.",
    "outcome": "unsuitable",
    "reason": "denial",
    "risks": "Follows her.",
}


@pytest.fixture
def world(db):
    return World(timezone.now() - timedelta(days=2))


@pytest.fixture
def services(world):
    load_services(at=world.now)


def decide(client, world, **form):
    referral = world.attended(risk_level="low")
    client.force_login(world.facilitator)
    return referral, client.post(reverse("decide", args=[referral.pk]), UNSUITABLE | form)


def names(decision):
    return sorted(decision.suggested.values_list("slug", flat=True))


def test_services_chosen_at_assessment_are_kept_with_the_decision(client, world, services):
    referral, _ = decide(client, world, suggested=["spectrum", "adais"])
    decision = referral.decisions.get(outcome="unsuitable")
    assert names(decision) == ["adais", "spectrum"]
    assert decision.alternatives == ""


def test_words_alone_are_enough(client, world, services):
    referral, _ = decide(client, world, alternatives="His own doctor.")
    assert referral.decisions.get(outcome="unsuitable").alternatives == "His own doctor."


def test_neither_is_asked_again(client, world, services):
    _, page = decide(client, world)
    assert page.context["form"].errors["alternatives"] == [NOTHING]


def test_without_a_directory_the_question_is_words_alone(client, world):
    _, page = decide(client, world)
    assert "suggested" not in page.context["form"].fields
    assert list(page.context["form"].errors) == ["alternatives"]


def test_a_service_that_does_not_fit_cannot_be_chosen_but_is_explained(client, world, services):
    _, page = decide(client, world, suggested=["drive"])
    assert "suggested" in page.context["form"].errors
    assert "It closed on 30 November 2021" in page.content.decode()


def test_the_reasons_stand_beside_each_service(client, world, services):
    _, page = decide(client, world)
    assert "It covers Birmingham. It is for men and women. It works with low risk" in page.content.decode()


def test_the_social_worker_reads_how_to_get_there(client, world, services):
    referral, _ = decide(client, world, suggested=["spectrum"])
    client.force_login(world.social_worker)
    page = client.get(reverse("file_part", args=[referral.pk, "services"])).content.decode()
    assert "Spectrum" in page
    assert "Offender managers, and people on probation themselves" in page
    assert "Not verified yet" in page


def test_what_my_time_suggests_at_the_table_is_taken_by_the_decision(world, services):
    referral = world.pending()
    spectrum = Service.objects.get(slug="spectrum")
    record_side(
        referral,
        side="my_time",
        verdict="unsuitable",
        findings="Both agree.",
        unsuitable_reason="denial",
        risks="None known.",
        suggested=[spectrum],
        by=world.manager,
        at=world.now,
    )
    record_side(
        referral,
        side="iss",
        verdict="unsuitable",
        findings="Agreed.",
        unsuitable_reason="denial",
        risks="None known.",
        by=world.iss_worker,
        at=world.now,
    )
    assert fresh(referral).status == "unsuitable"
    assert names(referral.decisions.get(stage="discussion")) == ["spectrum"]


def test_the_page_of_the_table_suggests_to_my_time_and_not_to_the_iss(client, world, services):
    referral = world.pending()
    client.force_login(world.manager)
    page = client.get(reverse("discussion", args=[referral.pk]))
    assert "spectrum" in dict(page.context["form"].fields["suggested"].choices)
    client.force_login(world.iss_worker)
    page = client.get(reverse("discussion", args=[referral.pk]))
    assert "suggested" not in page.context["form"].fields
    assert "Spectrum" not in page.content.decode()


def test_a_record_that_is_changed_begins_with_what_was_chosen(client, world, services):
    referral = world.pending()
    client.force_login(world.manager)
    form = {
        "verdict": "unsuitable",
        "unsuitable_reason": "denial",
        "risks": "x",
        "findings": "x",
        "recommend": ["none"],
        "suggested": ["spectrum"],
    }
    client.post(reverse("discussion", args=[referral.pk]), form)
    page = client.get(reverse("discussion", args=[referral.pk]))
    assert page.context["form"].initial["suggested"] == ["spectrum"]


def test_old_words_stay_readable(client, world):
    referral = world.unsuitable()
    referral.decisions.filter(outcome="unsuitable").update(alternatives="A parenting course")
    client.force_login(world.social_worker)
    assert "A parenting course" in client.get(referral.get_absolute_url()).content.decode()
    part = client.get(reverse("file_part", args=[referral.pk, "services"])).content.decode()
    assert "A parenting course" in part
