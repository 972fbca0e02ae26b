"""A man who referred himself goes the whole way: nobody of children's services follows him until they are asked."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.models import Organisation, Team
from accounts.refusal import Refused
from alerts.models import Notice
from intake.self_referral.actions import ask_about_plan, refer_himself
from monitoring.actions import sweep
from referrals import actions as his
from referrals.models import Referral
from tests.world import DAY, HIM, NOON, WEEK, World, fresh
from timescales.models import PromiseRule

pytestmark = pytest.mark.django_db
PARTS = ("overview", "told", "contact", "programme", "history")


@pytest.fixture
def world():
    return World()


def himself(world, *, plan="unknown", at=NOON):
    refer_himself(
        key=uuid4(), him=dict(HIM), area=world.area, ages=[6], plan=plan, ways=["call"], worker="", at=at
    )
    return Referral.objects.latest("pk")


def csc(area):
    return Organisation.objects.get(name=f"{area} Children's Services")


def ask(world, referral, *, answer="", by=None, at=NOON + DAY, team=None):
    return ask_about_plan(
        referral,
        authority=csc("Birmingham"),
        asked_date=NOON.date(),
        answer=answer,
        answered_date=at.date() if answer else None,
        who="Duty worker" if answer else "",
        team=team,
        by=by or world.spoc,
        at=at,
    )


def running(referral):
    return set(referral.deadlines.running().values_list("promise", flat=True))


def kinds(person):
    return list(person.notices.values_list("alert__kind", flat=True))


def test_the_promise_is_ten_working_days_of_my_time(world):
    rule = PromiseRule.objects.in_force("confirm_plan", NOON)
    assert (rule.amount, rule.unit, rule.owed_by) == (10, "working_days", "my_time")


def test_it_is_chased_with_whoever_has_him(world):
    referral = himself(world)
    sweep(at=NOON + 8 * DAY)
    assert "promise_reminder" in kinds(world.spoc)
    his.acknowledge(referral, by=world.spoc, at=NOON + 8 * DAY)
    sweep(at=NOON + 16 * DAY)
    missed = Notice.objects.filter(alert__kind="promise_missed", alert__because__contains="plan")
    assert {notice.person for notice in missed} == {
        world.facilitator,
        world.second_facilitator,
        world.manager,
    }


def test_asking_alone_does_not_keep_the_promise(world):
    referral = himself(world)
    ask(world, referral)
    assert "confirm_plan" in running(referral)


def test_a_plan_that_is_confirmed_clears_the_warning_and_names_the_team(world):
    referral = himself(world, plan="no")
    assert referral.eligibility_warnings == ["child_on_plan_or_early_help"]
    ask(world, referral, answer="cin", team=world.social_worker.team)
    referral = fresh(referral)
    assert "confirm_plan" not in running(referral)
    assert referral.eligibility_warnings == []
    assert list(referral.children.values_list("plan", flat=True)) == ["cin"]
    assert referral.team == world.social_worker.team
    assert Referral.objects.visible_to(world.colleague).filter(pk=referral.pk).exists()
    assert "plan_answered" in kinds(world.manager)


@pytest.mark.parametrize("answer", ["none", "unknown"])
def test_no_plan_is_a_warning_that_needs_a_reason_and_no_wall(world, client, answer):
    referral = himself(world)
    ask(world, referral, answer=answer)
    assert fresh(referral).eligibility_warnings == ["child_on_plan_or_early_help"]
    client.force_login(world.spoc)
    page = client.get(reverse("acknowledge", args=[referral.pk])).content.decode()
    assert "Not met: needs a reason" in page
    his.acknowledge(
        fresh(referral), override="He wants to change; Early Help is asked for.", by=world.spoc, at=NOON
    )
    assert fresh(referral).status == "acknowledged"


def test_a_team_is_named_only_with_a_plan(world):
    referral = himself(world)
    ask(world, referral, answer="none", team=world.social_worker.team)
    assert fresh(referral).team is None


def test_an_answer_before_the_question_is_refused(world):
    with pytest.raises(Refused, match="before they were asked"):
        ask(world, himself(world), answer="cp", at=NOON - 2 * DAY)


def test_children_s_services_that_referred_are_not_asked(world):
    with pytest.raises(Refused, match="referred by children’s services"):
        ask(world, world.received(), answer="cp")


def test_the_page_records_the_answer_and_keeps_what_was_typed(world, client):
    referral = himself(world)
    client.force_login(world.spoc)
    url = reverse("confirm_plan", args=[referral.pk])
    data = {"authority": csc("Birmingham").pk, "answer": "cp", "who": "Ms Bell", "team": ""}
    data |= {f"asked_date_{n}": value for n, value in enumerate(("1", "6", "2026"))}
    page = client.post(url, data).content.decode()
    assert "Enter the day of the answer" in page
    assert "Ms Bell" in page
    other = Team.objects.create(organisation=csc("Coventry"), name="Foleshill")
    data |= {f"answered_date_{n}": value for n, value in enumerate(("3", "6", "2026"))}
    assert "This team is not of" in client.post(url, data | {"team": other.pk}).content.decode()
    assert client.post(url, data).status_code == 302
    told = client.get(reverse("file_part", args=[referral.pk, "told"])).content.decode()
    assert "Child protection plan, " in told
    assert "Ms Bell" in told


def test_after_the_desk_the_facilitator_records_it(world, client):
    referral = himself(world)
    his.acknowledge(referral, by=world.spoc, at=NOON)
    client.force_login(world.facilitator)
    assert client.get(reverse("confirm_plan", args=[referral.pk])).status_code == 200
    page = client.get(reverse("file", args=[referral.pk])).content.decode()
    assert reverse("confirm_plan", args=[referral.pk]) in page


def test_nobody_is_asked_who_is_not_there(world, client):
    referral = himself(world)
    client.force_login(world.spoc)
    page = client.get(reverse("file", args=[referral.pk])).content.decode()
    assert reverse("confirm_plan", args=[referral.pk]) in page
    assert "Ask the referrer for information" not in page
    assert "Return it to the referrer" not in page


def walk(world, referral):
    """Every step of the pathway, with every page of his file after each."""
    yield "received", referral
    for step in ("acknowledged", "contacted", "booked", "attended", "pending"):
        referral = fresh(getattr(world, step)(referral) and referral)
        yield step, referral


def test_every_page_copes_with_nobody_of_children_s_services(world, client):
    for _, referral in walk(world, himself(world)):
        for person in (world.spoc, world.facilitator, world.manager):
            client.force_login(person)
            if not Referral.objects.visible_to(person).filter(pk=referral.pk).exists():
                continue
            for part in PARTS:
                assert client.get(reverse("file_part", args=[referral.pk, part])).status_code in (200, 404)


def test_he_goes_through_the_programme_to_a_closure_and_the_managers_see_to_the_rest(world):
    referral = himself(world)
    world.pending(world.attended(world.booked(world.contacted(world.acknowledged(referral)))))
    from joint.actions import record_side

    record_side(referral, side="my_time", verdict="suitable", findings="Agreed.", by=world.manager, at=NOON)
    him = fresh(referral)
    assert him.status == "suitable"
    group = world.group(weeks=4)
    him = world.on_programme(him, group=group)
    first, second = group.sessions.filter(starts_at__gt=NOON).order_by("starts_at")[:2]
    for session in (first, second):
        world.register(session, {him: "absent_no_contact"})
    him = fresh(him)
    assert him.status == "closed"
    assert him.referrals_back.count() == 1
    assert not {"refer_back", "csc_review"} & running(him)
    told = Notice.objects.get(person=world.manager, alert__kind="nobody_follows")
    assert told.must_acknowledge
    sweep(at=NOON + 12 * WEEK)


def test_found_unsuitable_nobody_waits_for_an_answer_that_cannot_come(world):
    referral = world.unsuitable(
        world.attended(world.booked(world.contacted(world.acknowledged(himself(world)))))
    )
    assert not {"refer_back", "csc_review"} & running(referral)
    assert "nobody_follows" in kinds(world.manager)


def test_with_a_team_that_follows_him_the_referral_back_is_theirs(world):
    referral = himself(world)
    ask(world, referral, answer="cp", team=world.social_worker.team)
    world.contacted(world.acknowledged(fresh(referral)))
    him = world.closed(fresh(referral), at=NOON + timedelta(days=2))
    assert {"refer_back", "csc_review"} <= running(him)
    assert "referred_back" in kinds(world.colleague)
    assert "nobody_follows" not in kinds(world.manager)
