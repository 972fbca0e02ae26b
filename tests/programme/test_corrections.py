"""A register put right: the rule is applied again, and everyone told is told again."""

import pytest

from accounts.refusal import Refused
from programme.actions import MustConfirm, catch_up, correct
from programme.progress import credited, misses_running
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


def put_right(world, attendance, outcome, *, confirmed=False):
    at = attendance.session.starts_at + 10 * DAY
    correct(
        attendance, outcome=outcome, because="Wrong box", confirmed=confirmed, by=world.facilitator, at=at
    )


@pytest.fixture
def closed(world, him, sessions):
    for session in sessions[:2]:
        world.register(session, {him: ABSENT})
    return fresh(him)


@pytest.mark.parametrize("outcome", [CAME, NOTICE, "late"])
def test_a_closure_that_rested_on_a_mistake_is_undone_and_everyone_is_told_again(world, closed, outcome):
    put_right(world, closed.attendances.order_by("pk").last(), outcome)
    him = fresh(closed)
    assert (him.status, him.close_reason, him.closed_date) == (Status.ON_PROGRAMME, "", None)
    assert him.referrals_back.get().withdrawn_at
    for person in (world.social_worker, world.iss_worker, world.facilitator, world.manager):
        assert told(person, "closure_undone") == 1


def test_after_that_his_clocks_run_as_if_nothing_had_happened(world, him, sessions):
    before = him.deadlines.get(promise=Promise.JOINT_REVIEW).due_at
    for session in sessions[:2]:
        world.register(session, {him: ABSENT})
    assert him.deadlines.get(promise=Promise.JOINT_REVIEW).stopped_at
    put_right(world, him.attendances.order_by("pk").last(), NOTICE)
    assert him.deadlines.running().get().promise == Promise.JOINT_REVIEW
    assert him.deadlines.running().get().due_at == before


def test_the_correction_says_who_when_old_new_and_why(world, closed):
    attendance = closed.attendances.order_by("pk").last()
    put_right(world, attendance, CAME)
    row = attendance.corrections.get()
    assert (row.old, row.new, row.because, row.by) == (ABSENT, CAME, "Wrong box", world.facilitator)
    assert row.at == attendance.session.starts_at + 10 * DAY


def test_a_correction_that_makes_a_second_miss_closes_the_file_once_confirmed(world, him, sessions):
    world.register(sessions[0], {him: ABSENT})
    world.register(sessions[1], {him: CAME})
    attendance = him.attendances.order_by("pk").last()
    with pytest.raises(MustConfirm):
        put_right(world, attendance, ABSENT)
    attendance.refresh_from_db()
    assert attendance.outcome == CAME
    put_right(world, attendance, ABSENT, confirmed=True)
    assert fresh(him).status == Status.CLOSED
    assert told(world.iss_worker, "file_closed") == 1


def test_a_correction_that_makes_a_first_miss_tells_of_it(world, him, sessions):
    world.register(sessions[0], {him: CAME})
    put_right(world, him.attendances.get(), ABSENT)
    assert told(world.iss_worker, "first_miss") == 1
    assert told(world.facilitator, "first_miss") == 1


def test_a_closure_for_another_reason_is_not_undone_by_a_correction(world, him, sessions):
    world.register(sessions[0], {him: ABSENT})
    world.closed(fresh(him), reason="withdrew", at=sessions[0].starts_at + DAY)
    put_right(world, him.attendances.get(), CAME)
    assert fresh(him).status == Status.CLOSED
    assert not alerts("closure_undone").exists()


def test_what_is_recorded_already_is_no_correction(world, him, sessions):
    world.register(sessions[0], {him: CAME})
    with pytest.raises(Refused):
        put_right(world, him.attendances.get(), CAME)


def test_a_credit_that_completed_the_programme_is_not_taken_back_here(world):
    group = world.group(required=1)
    him = world.on_programme(group=group)
    world.register(sessions_of(group)[0], {him: CAME})
    assert fresh(him).status == Status.COMPLETED
    with pytest.raises(Refused, match="manager"):
        put_right(world, him.attendances.get(), ABSENT)


class TestACatchUp:
    @pytest.fixture
    def made_up(self, world, him, sessions):
        """He missed the first session and made it up in another group."""
        other = world.group(name="Another evening")
        world.register(sessions[0], {him: ABSENT})
        at = sessions[0].starts_at + 2 * HOUR
        return catch_up(him.attendances.get(), session=sessions_of(other)[0], by=world.facilitator, at=at)

    def test_that_did_not_happen_takes_the_credit_back_and_is_no_miss(self, world, him, made_up):
        assert credited(him) == 1
        put_right(world, made_up, ABSENT)
        assert credited(him) == 0
        assert misses_running(fresh(him)) == 1
        assert fresh(him).status == Status.ON_PROGRAMME

    def test_of_a_session_attended_after_all_counts_once(self, world, him, made_up):
        put_right(world, made_up.makes_up, CAME)
        assert credited(him) == 1
