"""What the table agrees is somebody's task: on the home page, reminded of, late in the open, answered once."""

import pytest
from django.utils import timezone

from accounts.refusal import Refused
from alerts.models import Notice
from joint.actions import agree_action, answer_action, hand_over_action, hold_review, record_side
from joint.models import TableAction
from monitoring.actions import sweep
from tests.world import DAY, NOON, World, fresh


@pytest.fixture
def him(world):
    return world.on_programme()


def agreed(world, him, owner, days=7, at=NOON, by=None):
    return agree_action(
        him,
        what="Ring the health visitor",
        owner=owner,
        due_date=(at + days * DAY).date(),
        provider=world.iss_worker.organisation,
        by=by or world.manager,
        at=at,
    )


def kinds(person):
    return list(Notice.objects.filter(person=person).values_list("alert__kind", flat=True))


def test_the_owner_is_told_reminded_and_late_in_the_open(world, him):
    action = agreed(world, him, world.iss_worker)
    assert "action_given" in kinds(world.iss_worker)
    sweep(at=NOON + 5 * DAY)
    assert "promise_reminder" in kinds(world.iss_worker)
    sweep(at=NOON + 9 * DAY)
    for person in (world.iss_worker, world.iss_manager):
        assert Notice.objects.filter(
            person=person, alert__kind="promise_missed", alert__about_model="joint.tableaction"
        ).exists()
    assert not Notice.objects.filter(person=world.manager, alert__about_model="joint.tableaction").exists()
    assert action.deadlines.running().get().missed_at


def test_what_is_answered_is_kept_and_chased_no_more(world, him):
    action = agreed(world, him, world.manager)
    answer_action(action, outcome="done", by=world.manager, at=NOON + DAY)
    assert action.deadlines.get().kept_at == NOON + DAY
    with pytest.raises(Refused, match="already"):
        answer_action(action, outcome="done", by=world.manager, at=NOON + DAY)


def test_not_done_says_why(world, him):
    action = agreed(world, him, world.manager)
    with pytest.raises(Refused, match="why"):
        answer_action(action, outcome="not_done", by=world.manager, at=NOON)


def test_it_outlives_his_file(world, him):
    action = agreed(world, him, world.iss_worker)
    world.closed(him, at=NOON + DAY)
    assert action.deadlines.running().exists()


def test_it_passes_to_somebody_else_of_the_table_and_to_no_stranger(world, him):
    action = agreed(world, him, world.iss_worker)
    later = (NOON + 10 * DAY).date()
    hand_over_action(action, owner=world.facilitator, due_date=later, by=world.manager, at=NOON)
    assert "action_given" in kinds(world.facilitator)
    with pytest.raises(Refused, match="Choose somebody"):
        hand_over_action(action, owner=world.other_iss_worker, due_date=later, by=world.manager, at=NOON)


def test_another_service_sees_nothing_of_it_and_a_facilitator_only_what_my_time_does(world, him):
    ours, theirs = agreed(world, him, world.facilitator), agreed(world, him, world.iss_worker)
    seen = TableAction.objects.visible_to
    assert set(seen(world.facilitator)) == {ours}
    assert set(seen(world.iss_worker)) == {ours, theirs}
    assert not seen(world.other_iss_worker).exists()
    assert not seen(world.other_facilitator).exists()


def test_a_discussion_gives_it_too(world):
    him = world.pending()
    line = {"what": "Tell her he starts", "owner": world.iss_worker, "due_date": (NOON + DAY).date()}
    record_side(
        him, side="my_time", verdict="suitable", findings="x", agreed=[line], by=world.manager, at=NOON
    )
    assert TableAction.objects.get().provider == world.iss_worker.organisation


def test_the_next_review_ticks_off_what_is_done(world, him):
    action = agreed(world, him, world.iss_worker)
    at = NOON + 20 * DAY
    hold_review(fresh(him), held_date=at.date(), risk="high", done=[action], by=world.manager, at=at)
    action.refresh_from_db()
    assert action.outcome == "done"


@pytest.mark.parametrize("owner", ["manager", "facilitator", "iss_worker"])
def test_it_waits_on_the_home_page_of_its_owner_and_is_answered_there(client, db, owner):
    world = World(timezone.now())
    him, person = world.on_programme(), getattr(world, owner)
    by = world.iss_worker if owner == "manager" else world.manager
    action = agreed(world, him, person, days=2, at=world.now, by=by)
    client.force_login(person)
    assert "Ring the health visitor" in client.get("/").content.decode()
    assert "Ring the health visitor" in client.get("/joint/actions/").content.decode()
    client.post(f"/joint/actions/{action.pk}/", {"outcome": "done"})
    assert "Ring the health visitor" not in client.get("/").content.decode()


def test_a_line_begun_is_finished_or_refused_where_it_was_typed(client, world, him):
    client.force_login(world.manager)
    text = client.post(f"/joint/{him.pk}/agree/", {"what_1": "Ring"}).content.decode()
    assert "Select who does it" in text
    assert "Enter the day by which it is done" in text
