"""What is recommended for her is owed by the day named, chased until it is answered, and the wall holds."""

from datetime import datetime

import pytest
from django.urls import reverse

from accounts.refusal import Refused
from alerts.models import Notice
from iss import actions as hers
from joint.actions import record_side
from monitoring.actions import sweep
from referrals import actions as his
from tests.world import DAY, NOON, fresh
from timescales.working_time import LONDON

BY = (NOON + 3 * DAY).date()
END_OF_THAT_DAY = datetime(BY.year, BY.month, BY.day, 23, 59, tzinfo=LONDON)


def recommendation(via, *kinds):
    return {
        **{f"recommend_{kind}": True for kind in kinds},
        "recommendation_via": via,
        "recommendation_who": "R. Amin",
        "recommendation_by_date": BY,
    }


@pytest.fixture
def through_csc(world):
    referral = world.attended()
    his.find_unsuitable(
        referral,
        stage="assessment",
        reason="denial",
        risks="Escalating.",
        recommendation=recommendation("csc", "dash", "marac"),
        by=world.facilitator,
        at=NOON,
    )
    return fresh(referral)


@pytest.fixture
def through_iss(world):
    referral = world.pending()
    world.her_contacted(world.her_file(referral))
    words = {"findings": "No.", "unsuitable_reason": "denial", "risks": "He blames her.", "at": NOON}
    record_side(
        referral,
        side="my_time",
        verdict="unsuitable",
        recommendation=recommendation("iss", "dash", "marac"),
        by=world.manager,
        **words,
    )
    record_side(referral, side="iss", verdict="unsuitable", by=world.iss_worker, **words)
    return fresh(referral)


def clock(owner):
    return owner.deadlines.get(promise="act_on_recommendation")


def answer(decision, kind, world, **more):
    facts = more or {"done_date": NOON.date()}
    his.answer_recommended(decision, kind=kind, by=world.social_worker, at=NOON, **facts)


def told(kind):
    return {notice.person.email.split("@")[0] for notice in Notice.objects.filter(alert__kind=kind)}


def test_through_children_services_the_social_worker_owes_it_by_the_day(through_csc):
    assert clock(through_csc).due_at == END_OF_THAT_DAY
    assert told("recommended") == {"social_worker"}


def test_the_social_worker_sees_it_at_home_and_on_the_file(client, world, through_csc):
    client.force_login(world.social_worker)
    assert "Answer what was recommended for her" in client.get(reverse("home")).content.decode()
    page = client.get(reverse("file", args=[through_csc.pk])).content.decode()
    assert reverse("answer_recommendation", args=[through_csc.pk]) in page


def test_unanswered_it_is_chased_up_to_the_team_and_the_managers(world, through_csc):
    sweep(at=END_OF_THAT_DAY + DAY)
    missed = Notice.objects.filter(alert__kind="promise_missed", alert__because__contains="recommended")
    assert {"social_worker", "colleague", "manager"} <= {n.person.email.split("@")[0] for n in missed}


def test_it_is_kept_once_every_part_is_answered(world, through_csc):
    decision = through_csc.decisions.get()
    answer(decision, "dash", world)
    assert clock(through_csc).is_running
    answer(decision, "marac", world, not_done_because="Heard in May.")
    assert clock(through_csc).kept_at == NOON
    decision.refresh_from_db()
    assert decision.recommendation_answered_at == NOON
    assert "facilitator" in told("recommendation_answered")


def test_an_answer_says_when_or_why_not_and_is_given_once(world, through_csc):
    decision = through_csc.decisions.get()
    with pytest.raises(Refused, match="or why"):
        answer(decision, "dash", world, not_done_because=" ")
    answer(decision, "dash", world)
    with pytest.raises(Refused, match="already"):
        answer(decision, "dash", world)


def test_one_part_is_answered_on_the_page_and_the_other_left_for_later(client, world, through_csc):
    client.force_login(world.social_worker)
    address = reverse("answer_recommendation", args=[through_csc.pk])
    assert "Answer at least one" in client.post(address, {"form_key": "x"}).content.decode()
    client.post(address, {"marac_done": "no", "marac_not_done_because": "Heard in May."})
    assert [each.kind for each in through_csc.decisions.get().answers.all()] == ["marac"]
    page = client.get(address).content.decode()
    assert "dash_done" in page
    assert "marac_done" not in page


def test_through_the_iss_her_worker_owes_it_and_nothing_runs_on_his_file(world, through_iss):
    file = world.her_file(through_iss)
    assert clock(file).due_at == END_OF_THAT_DAY
    assert not through_iss.deadlines.filter(promise="act_on_recommendation").exists()
    assert told("recommended") == {"iss_worker", "iss_manager"}


def test_a_dash_and_a_referral_made_answer_it_and_his_side_learns_only_that(client, world, through_iss):
    file = world.her_file(through_iss)
    hers.record_dash(file, asked_date=NOON.date(), answers=["yes"] * 24, by=world.iss_worker, at=NOON)
    assert through_iss.decisions.get(outcome="unsuitable").recommendation_answered_at is None
    waiting = file.recommendations.get(answered_at=None)
    why = "Zquill: she is heard next week."
    hers.answer_recommendation(waiting, not_done_because=why, by=world.iss_worker, at=NOON)
    assert clock(file).kept_at == NOON
    assert through_iss.decisions.get(outcome="unsuitable").recommendation_answered_at == NOON
    for persona in ("manager", "facilitator", "social_worker"):
        client.force_login(getattr(world, persona))
        page = client.get(reverse("file", args=[through_iss.pk])).content.decode()
        assert "Zquill" not in page
        assert "Answered" in page


def test_her_worker_answers_on_a_page_of_her_own(client, world, through_iss):
    asked = world.her_file(through_iss).recommendations.get(kind="marac")
    address = reverse("her_recommendation", args=[asked.pk])
    client.force_login(world.iss_worker)
    client.post(address, {"done": "no", "not_done_because": "She does not want it."})
    asked.refresh_from_db()
    assert asked.not_done_because == "She does not want it."
    for persona, status in (("other_iss_worker", 404), ("manager", 403), ("social_worker", 403)):
        client.force_login(getattr(world, persona))
        assert client.get(address).status_code == status


def test_the_end_of_his_file_does_not_end_what_is_owed_for_her(world, through_csc):
    his.reopen(through_csc, reason="Again.", by=world.manager, at=NOON + DAY)
    assert clock(through_csc).is_running
