"""Referred on to another service: matched from his own file, with his consent, and asked what came of it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.refusal import Refused
from accounts.roles import Role
from alerts.models import Alert, Notice
from audit.models import Entry
from directory.loading import load_services
from directory.models import Service
from directory.words import Against, Need
from monitoring.actions import sweep
from referrals import actions
from referrals.suggesting import case_of, suggestions
from tests.world import HER, HIM, World, fresh

from .kit import day, errors, said

ASKED_AFTER = timedelta(days=28)


@pytest.fixture
def world(db):
    load_services(at=timezone.now())
    return World(timezone.now() - timedelta(days=2))


def refer_on(world, referral, *, slug="brighter-futures", consent=True, **other):
    return actions.refer_on(
        referral,
        service=Service.objects.get(slug=slug),
        referred_date=world.now.date(),
        consent=consent,
        by=world.facilitator,
        at=world.now,
        **other,
    )


# What is known of him


def test_the_case_is_made_of_his_own_file(world):
    him = HIM | {"date_of_birth": date(1990, 5, 17), "additional_needs": ["Alcohol", "literacy"]}
    referral = world.unsuitable(him=him, risk_level="high")
    case = case_of(referral, at=world.now)
    assert (case.risk, case.has_plan, case.against) == ("high", True, Against.PARTNER)
    assert case.needs == {Need.ALCOHOL}
    assert case.age >= 30


def test_nothing_of_hers_changes_what_is_suggested(world):
    other = HER | {"first_name": "Alcohol", "relation": "current", "children_note": "mental health"}
    plain, different = world.received(), world.received(partners=[other])
    assert case_of(plain, at=world.now) == case_of(different, at=world.now)


def test_services_are_suggested_for_his_area_and_risk(world):
    referral = world.unsuitable(risk_level="low")
    fitting, others = suggestions(referral, at=world.now)
    assert "spectrum" in {service.slug for service, _ in fitting}
    assert "drive" in {service.slug for service, _ in others}
    assert "caring-dads" in {service.slug for service, _ in others}


def test_his_needs_are_used_only_for_those_who_may_read_them(world):
    referral = world.unsuitable(him=HIM | {"additional_needs": ["alcohol"]})
    assert case_of(referral, at=world.now, with_needs=False).needs == frozenset()


# Referring him on


def test_he_is_referred_on_from_the_page(client, world):
    referral = world.unsuitable()
    client.force_login(world.social_worker)
    form = day("referred_date", timezone.localdate()) | {"service": "spectrum", "consent": "yes"}
    page = client.post(reverse("refer_on", args=[referral.pk]), form, follow=True)
    assert "You will be asked what came of it" in said(page)
    onward = referral.onward.get()
    assert (onward.service.slug, onward.by, onward.consent) == ("spectrum", world.social_worker, True)
    assert Entry.objects.get(act="onward.referred").details == {"service": "spectrum", "consent": True}


def test_without_his_consent_a_reason_is_needed(client, world):
    referral = world.unsuitable()
    client.force_login(world.facilitator)
    form = day("referred_date", timezone.localdate()) | {"service": "spectrum", "consent": "no"}
    page = client.post(reverse("refer_on", args=[referral.pk]), form)
    assert list(errors(page)) == ["without_consent_because"]
    form |= {"without_consent_because": "He threatened to kill."}
    client.post(reverse("refer_on", args=[referral.pk]), form)
    assert referral.onward.get().without_consent_because == "He threatened to kill."


def test_a_closed_service_takes_nobody(world):
    with pytest.raises(Refused, match="not open"):
        refer_on(world, world.unsuitable(), slug="drive")


def test_a_merged_referral_is_not_referred_on(client, world):
    referral = world.received()
    type(referral).objects.filter(pk=referral.pk).update(status="merged", merged_into=world.received())
    with pytest.raises(Refused, match="duplicate"):
        refer_on(world, fresh(referral))


def test_the_same_form_sent_twice_refers_him_on_once(client, world):
    referral = world.unsuitable()
    client.force_login(world.facilitator)
    form = day("referred_date", timezone.localdate()) | {"service": "spectrum", "consent": "yes"}
    form["form_key"] = "0b4e7f0e-7b35-4f0e-9d5c-6a5a1f1f2a13"
    for _ in range(2):
        client.post(reverse("refer_on", args=[referral.pk]), form)
    assert referral.onward.count() == 1


# What came of it


def test_whoever_referred_him_on_is_asked_once_after_four_weeks(world):
    onward = refer_on(world, world.unsuitable())
    sweep(at=world.now + ASKED_AFTER - timedelta(minutes=1))
    assert not Alert.objects.filter(kind="onward_asked").exists()
    for minutes in (0, 1):
        sweep(at=world.now + ASKED_AFTER + timedelta(minutes=minutes))
    notice = Notice.objects.get(alert__kind="onward_asked")
    assert notice.person == world.facilitator
    assert notice.path == reverse("onward_outcome", args=[onward.referral_id, onward.pk])
    assert notice.reference == onward.referral.reference


def test_what_came_of_it_is_recorded_and_shown_to_the_social_worker(client, world):
    onward = refer_on(world, world.unsuitable())
    client.force_login(world.facilitator)
    page = reverse("onward_outcome", args=[onward.referral_id, onward.pk])
    client.post(page, {"outcome": "declined"})
    client.force_login(world.social_worker)
    shown = client.get(reverse("file_part", args=[onward.referral_id, "services"])).content.decode()
    assert "Brighter Futures" in shown
    assert "Declined" in shown


@pytest.mark.parametrize(
    ("outcome", "again"),
    [
        ("accepted", True),
        ("waiting", True),
        ("started", True),
        ("declined", False),
        ("finished", False),
        ("not_known", False),
    ],
)
def test_it_is_asked_again_while_it_goes_on(world, outcome, again):
    onward = refer_on(world, world.unsuitable())
    later = world.now + ASKED_AFTER
    actions.record_onward_outcome(onward, outcome=outcome, by=world.facilitator, at=later)
    onward.refresh_from_db()
    assert onward.ask_at == (later + ASKED_AFTER if again else None)


def test_every_outcome_is_kept_and_the_latest_counts(world):
    onward = refer_on(world, world.unsuitable())
    for weeks, outcome in enumerate(("accepted", "started", "finished")):
        at = world.now + timedelta(weeks=weeks)
        actions.record_onward_outcome(onward, outcome=outcome, by=world.facilitator, at=at)
    assert onward.outcomes.count() == 3
    assert type(onward).objects.with_outcome().get().outcome == "finished"


def test_who_has_left_is_not_asked_but_those_who_work_the_file_are(world):
    onward = refer_on(world, world.unsuitable())
    type(world.facilitator).objects.filter(pk=world.facilitator.pk).update(is_active=False)
    sweep(at=world.now + ASKED_AFTER)
    asked = {notice.person for notice in Notice.objects.filter(alert__kind="onward_asked")}
    assert world.facilitator not in asked
    assert world.manager in asked
    onward.refresh_from_db()
    assert onward.ask_at is None


def test_after_how_many_days_it_is_asked_is_a_setting(world, settings):
    settings.ONWARD_ASKED_AFTER_DAYS = 7
    assert refer_on(world, world.unsuitable()).ask_at == world.now + timedelta(days=7)


def test_the_iss_sees_nothing_of_it(client, world):
    onward = refer_on(world, world.unsuitable())
    for who in (world.iss_worker, world.iss_manager):
        assert who.role in (Role.ISS_WORKER, Role.ISS_MANAGER)
        assert not type(onward).objects.visible_to(who).exists()
