"""The story of two misses: what closes a file, what does not, and who is told."""

import pytest

from programme.actions import Entry, MustConfirm, cancel_session, catch_up, take_register
from referrals.actions import log_contact, reopen
from referrals.statuses import Status
from tests.programme.kit import ABSENT, CAME, NOTICE, alerts, sessions_of, told
from tests.world import DAY, HOUR, fresh
from timescales.promises import Promise


@pytest.fixture
def him(world):
    return world.on_programme()


@pytest.fixture
def sessions(him):
    return sessions_of(him.enrolments.get().group)


def status(referral):
    return fresh(referral).status


def test_the_first_miss_tells_the_facilitator_and_the_iss_and_closes_nothing(world, him, sessions):
    world.register(sessions[0], {him: ABSENT})
    assert status(him) == Status.ON_PROGRAMME
    assert told(world.facilitator, "first_miss") == 1
    assert told(world.iss_worker, "first_miss") == 1
    assert told(world.social_worker, "first_miss") == 0


def test_the_second_miss_is_not_recorded_until_its_consequence_is_confirmed(world, him, sessions):
    world.register(sessions[0], {him: ABSENT})
    with pytest.raises(MustConfirm) as must:
        world.register(sessions[1], {him: ABSENT}, confirm=False)
    assert must.value.closing == [him]
    assert status(him) == Status.ON_PROGRAMME
    assert not sessions[1].attendances.exists()


def test_the_second_miss_closes_refers_back_and_tells_the_social_worker_and_the_iss(world, him, sessions):
    for session in sessions[:2]:
        world.register(session, {him: ABSENT})
    assert status(him) == Status.CLOSED
    assert fresh(him).close_reason == "two_misses"
    assert him.referrals_back.get().because == "Closed: two sessions missed without contact"
    for person in (world.social_worker, world.iss_worker, world.facilitator, world.manager):
        assert told(person, "file_closed") == 1
    assert told(world.social_worker, "referred_back") == 1
    running = set(him.deadlines.running().values_list("promise", flat=True))
    assert {Promise.REFER_BACK, Promise.CSC_REVIEW} <= running


def test_her_file_and_its_clocks_stay_open_when_his_closes(world, him, sessions):
    hers = world.her_file(him)
    before = set(hers.deadlines.running().values_list("promise", "due_at"))
    for session in sessions[:2]:
        world.register(session, {him: ABSENT})
    hers.refresh_from_db()
    assert hers.status == "released"
    assert before <= set(hers.deadlines.running().values_list("promise", "due_at"))


def test_contact_between_the_two_breaks_the_run(world, him, sessions):
    world.register(sessions[0], {him: ABSENT})
    spoke = sessions[0].starts_at + DAY
    log_contact(him, happened_at=spoke, channel="phone", two_way=True, by=world.facilitator, at=spoke)
    world.register(sessions[1], {him: ABSENT}, confirm=False)
    assert status(him) == Status.ON_PROGRAMME


def test_an_attempt_that_reached_nobody_does_not(world, him, sessions):
    world.register(sessions[0], {him: ABSENT})
    tried = sessions[0].starts_at + DAY
    log_contact(him, happened_at=tried, channel="phone", two_way=False, by=world.facilitator, at=tried)
    world.register(sessions[1], {him: ABSENT})
    assert status(him) == Status.CLOSED


@pytest.mark.parametrize("between", [NOTICE, CAME, "late", "not_taking_part"])
def test_a_notice_or_his_coming_between_the_two_breaks_the_run(world, him, sessions, between):
    for session, outcome in zip(sessions, (ABSENT, between, ABSENT), strict=False):
        world.register(session, {him: outcome}, confirm=False)
    assert status(him) == Status.ON_PROGRAMME


def test_a_session_that_we_cancelled_is_left_out(world, him, sessions):
    world.register(sessions[0], {him: ABSENT})
    cancel_session(sessions[1], because="Snow", by=world.facilitator, at=sessions[1].starts_at - HOUR)
    world.register(sessions[2], {him: ABSENT})
    assert status(him) == Status.CLOSED


def test_a_register_that_nobody_took_breaks_the_run_until_it_is_taken(world, him, sessions):
    world.register(sessions[0], {him: ABSENT})
    world.register(sessions[2], {him: ABSENT}, confirm=False)
    assert status(him) == Status.ON_PROGRAMME
    at = sessions[2].starts_at + DAY
    late = {"entries": {him.pk: Entry(ABSENT)}, "by": world.facilitator, "at": at}
    with pytest.raises(MustConfirm):
        take_register(sessions[1], **late)
    take_register(sessions[1], confirmed=[him.pk], **late)
    assert status(him) == Status.CLOSED


def test_a_catch_up_between_the_two_is_left_out(world, him, sessions):
    other = world.group(name="Another evening")
    world.register(sessions[0], {him: ABSENT})
    missed = him.attendances.get()
    catch_up(missed, session=sessions_of(other)[0], by=world.facilitator, at=sessions[0].starts_at + DAY)
    world.register(sessions[1], {him: ABSENT})
    assert status(him) == Status.CLOSED


def test_what_was_missed_before_a_manager_reopened_the_file_no_longer_counts(world, him, sessions):
    for session in sessions[:2]:
        world.register(session, {him: ABSENT})
    reopen(fresh(him), reason="He rang", by=world.manager, at=sessions[1].starts_at + DAY)
    world.register(sessions[2], {him: ABSENT}, confirm=False)
    assert status(him) == Status.ON_PROGRAMME
    world.register(sessions[3], {him: ABSENT})
    assert status(him) == Status.CLOSED


def test_recording_the_same_register_again_changes_and_tells_nothing(world, him, sessions):
    for _ in range(2):
        world.register(sessions[0], {him: ABSENT})
    for _ in range(2):
        world.register(sessions[1], {him: ABSENT})
    assert him.attendances.count() == 2
    assert (alerts("first_miss").count(), alerts("file_closed").count()) == (1, 1)
