"""The joint discussion: provisional releases her details, and only two sides that agree decide."""

import pytest

from accounts.refusal import Refused
from alerts.models import Notice
from joint.actions import decide_provisional, record_side, side_records
from joint.models import Pair
from referrals.actions import reopen
from referrals.models import Decision
from tests.world import DAY, HOUR, NOON, fresh

ADVICE = {
    "alternatives": "A motivational group.",
    "recommendation": {
        "recommend_dash": True,
        "recommend_marac": False,
        "recommendation_via": "iss",
        "recommendation_who": "Her worker",
        "recommendation_by_date": NOON.date(),
    },
}
UNSUITABLE = {"verdict": "unsuitable", "unsuitable_reason": "denial", "risks": "Escalating."}


@pytest.fixture
def him(world):
    return world.pending()


def my_time(world, him, verdict="suitable", at=NOON, **more):
    record_side(him, side="my_time", verdict=verdict, findings="Ours.", by=world.manager, at=at, **more)
    return fresh(him)


def iss(world, him, verdict="suitable", at=NOON, **more):
    record_side(him, side="iss", verdict=verdict, findings="Theirs.", by=world.iss_worker, at=at, **more)
    return fresh(him)


def running(clocks):
    return dict(clocks.running().values_list("promise", "due_at"))


def kinds(person):
    return set(Notice.objects.filter(person=person).values_list("alert__kind", flat=True))


def test_provisional_releases_every_held_file_and_starts_both_clocks(world):
    him = world.attended(partners=None)
    file = world.her_file(him)
    assert file.status == "held"
    decide_provisional(him, findings="Accepts some of it.", by=world.facilitator, at=NOON)
    file.refresh_from_db()
    assert file.status == "released"
    assert running(file.deadlines) == {"contact_her": NOON + 2 * DAY}
    assert "joint_discussion" in running(him.deadlines)
    assert "released" in kinds(world.iss_worker)


def test_he_and_his_social_worker_are_told_nothing_of_the_outcome(world, him):
    notices = Notice.objects.filter(person=world.social_worker, alert__kind="provisional")
    assert "has not been told" in notices.get().alert.because


def test_one_side_alone_decides_nothing_and_the_other_is_told(world, him):
    assert my_time(world, him).status == "pending"
    assert "discussion_recorded" in kinds(world.iss_worker)
    assert "discussion_recorded" not in kinds(world.manager)


def test_two_sides_that_agree_decide(world, him):
    my_time(world, him)
    assert iss(world, him).status == "suitable"
    assert him.deadlines.get(promise="joint_discussion").kept_at == NOON


def test_suitable_owes_him_a_day_and_her_a_day_and_her_measures(world, him):
    file = world.her_file(him)
    iss(world, him)
    my_time(world, him)
    assert running(him.deadlines)["commence_him"] == NOON + DAY
    hers = running(file.deadlines)
    assert hers["commence_her"] == NOON + DAY
    assert {"initial_measures", "midway_measures", "end_measures", "follow_up_measures"} <= set(hers)


def test_two_sides_that_disagree_decide_nothing_and_both_are_told(world, him):
    my_time(world, him)
    assert iss(world, him, **UNSUITABLE).status == "pending"
    assert him.deadlines.get(promise="joint_discussion").is_running
    for person in (world.manager, world.iss_worker):
        assert "discussion_disagreed" in kinds(person)


def test_a_side_may_record_again_after_talking(world, him):
    my_time(world, him)
    iss(world, him, **UNSUITABLE)
    assert my_time(world, him, at=NOON + HOUR, **UNSUITABLE).status == "unsuitable"


def test_my_time_alone_decides_on_a_man_without_a_known_partner(world):
    him = world.pending(partners=[])
    assert Pair.objects.visible_to(world.manager).filter(pk=him.pk).exists()
    assert my_time(world, him).status == "suitable"


@pytest.mark.parametrize("order", ["my time first", "the iss first"])
def test_what_my_time_recommends_reaches_the_decision_whoever_records_last(world, him, order):
    sides = [lambda: my_time(world, him, **UNSUITABLE, **ADVICE), lambda: iss(world, him, **UNSUITABLE)]
    for side in sides if order == "my time first" else reversed(sides):
        side()
    decision = Decision.objects.get(referral=him, stage="discussion")
    assert (decision.alternatives, decision.recommend_dash) == ("A motivational group.", True)
    assert (decision.recommendation_via, decision.recommendation_who) == ("iss", "Her worker")
    assert him.deadlines.get(promise="joint_discussion").kept_at == NOON


def test_a_reopened_discussion_begins_anew(world, him):
    my_time(world, him, **UNSUITABLE)
    him = iss(world, him, **UNSUITABLE)
    reopen(him, reason="New information", by=world.manager, at=NOON + DAY)
    him = fresh(him)
    assert side_records(him) == {}
    assert him.deadlines.running().filter(promise="joint_discussion").exists()
    assert my_time(world, him, at=NOON + DAY).status == "pending"
    assert iss(world, him, at=NOON + DAY).status == "suitable"


def test_a_file_that_waits_for_nothing_has_no_discussion(world):
    him = world.suitable()
    with pytest.raises(Refused, match="not waiting"):
        my_time(world, him)
