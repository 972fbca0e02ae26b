"""What is learnt after a register was taken: the rule is applied again, and whoever was told is told again."""

import pytest

from programme.actions import Entry, MustConfirm, catch_up, correct, remove_catch_up, take_register
from programme.models import Attendance
from programme.progress import credited, misses_running
from referrals.actions import hold, log_contact, resume
from referrals.statuses import Status
from tests.programme.kit import ABSENT, CAME, NOTICE, sessions_of, told
from tests.world import DAY, HOUR, WEEK, fresh
from timescales.promises import Promise
from timescales.working_time import add_calendar_months


@pytest.fixture
def him(world):
    return world.on_programme()


@pytest.fixture
def sessions(him):
    return sessions_of(him.enrolments.get().group)


@pytest.fixture
def closed(world, him, sessions):
    for session in sessions[:2]:
        world.register(session, {him: ABSENT})
    return fresh(him)


def spoke(world, him, happened_at, *, two_way=True, logged_at):
    contact = {"channel": "phone", "two_way": two_way, "by": world.facilitator, "at": logged_at}
    log_contact(him, happened_at=happened_at, **contact)


def put_right(world, line, outcome, *, days=10, confirmed=True):
    at = line.session.starts_at + days * DAY
    given = {"because": "Wrong box", "confirmed": confirmed, "by": world.facilitator, "at": at}
    correct(line, outcome=outcome, **given)


def line_of(him, session):
    return Attendance.objects.get(referral=him, session=session)


class TestAContactLoggedLate:
    def test_but_made_between_the_two_misses_undoes_the_closure_and_everyone_is_told(
        self, world, closed, sessions
    ):
        spoke(world, closed, sessions[0].starts_at + DAY, logged_at=sessions[1].starts_at + 2 * DAY)
        assert fresh(closed).status == Status.ON_PROGRAMME
        assert closed.referrals_back.get().withdrawn_at
        for person in (world.social_worker, world.iss_worker, world.manager):
            assert told(person, "closure_undone") == 1

    def test_and_made_after_both_changes_nothing(self, world, closed, sessions):
        spoke(world, closed, sessions[1].starts_at + HOUR, logged_at=sessions[1].starts_at + 2 * DAY)
        assert fresh(closed).status == Status.CLOSED
        assert told(world.iss_worker, "closure_undone") == 0

    def test_that_reached_nobody_changes_nothing(self, world, closed, sessions):
        between = sessions[0].starts_at + DAY
        spoke(world, closed, between, two_way=False, logged_at=sessions[1].starts_at + 2 * DAY)
        assert fresh(closed).status == Status.CLOSED

    def test_does_not_undo_a_closure_for_another_reason(self, world, him, sessions):
        world.register(sessions[0], {him: ABSENT})
        world.closed(fresh(him), reason="withdrew", at=sessions[0].starts_at + 3 * DAY)
        spoke(world, him, sessions[0].starts_at + DAY, logged_at=sessions[0].starts_at + 4 * DAY)
        assert fresh(him).status == Status.CLOSED


class TestAMissThatWasNone:
    @pytest.mark.parametrize("outcome", [CAME, "not_taking_part"])
    def test_tells_those_who_had_been_told_of_it(self, world, him, sessions, outcome):
        world.register(sessions[0], {him: ABSENT})
        put_right(world, him.attendances.get(), outcome)
        assert told(world.facilitator, "miss_corrected") == 1
        assert told(world.iss_worker, "miss_corrected") == 1
        assert told(world.social_worker, "miss_corrected") == 0

    def test_and_was_one_after_all_is_told_again(self, world, him, sessions):
        world.register(sessions[0], {him: ABSENT})
        put_right(world, him.attendances.get(), CAME, days=1)
        put_right(world, him.attendances.get(), ABSENT, days=2)
        assert told(world.iss_worker, "first_miss") == told(world.facilitator, "first_miss") == 2

    def test_with_notice_tells_the_iss(self, world, him, sessions):
        world.register(sessions[0], {him: NOTICE})
        put_right(world, him.attendances.get(), CAME)
        assert told(world.iss_worker, "miss_corrected") == 1
        assert told(world.facilitator, "miss_corrected") == 0

    def test_of_which_nobody_was_told_tells_nobody(self, world, him, sessions):
        world.register(sessions[0], {him: "not_taking_part"})
        put_right(world, him.attendances.get(), CAME)
        assert told(world.iss_worker, "miss_corrected") == 0

    def test_but_attended_turns_out_to_be_an_absence_with_notice(self, world, him, sessions):
        world.register(sessions[0], {him: CAME})
        put_right(world, him.attendances.get(), NOTICE)
        assert told(world.iss_worker, "missed_with_notice") == 1


class TestOnHold:
    @pytest.fixture
    def held(self, world, him, sessions):
        """The second register is taken when his file is already on hold."""
        world.register(sessions[0], {him: ABSENT})
        at = sessions[1].starts_at + HOUR
        until = (at + 3 * WEEK).date()
        hold(fresh(him), reason="In hospital", review_date=until, by=world.facilitator, at=at)
        world.register(sessions[1], {him: ABSENT}, confirm=False)
        return fresh(him)

    def test_a_second_miss_closes_nothing_yet(self, held):
        assert held.status == Status.ON_HOLD

    def test_the_end_of_the_hold_applies_the_rule_once_confirmed(self, world, held, sessions):
        ending = {"by": world.facilitator, "at": sessions[2].starts_at + DAY}
        with pytest.raises(MustConfirm):
            resume(held, **ending)
        assert fresh(held).status == Status.ON_HOLD
        resume(fresh(held), confirmed=True, **ending)
        assert fresh(held).status == Status.CLOSED

    def test_a_contact_that_was_made_between_the_two_keeps_it_open(self, world, held, sessions):
        spoke(world, held, sessions[0].starts_at + DAY, logged_at=sessions[1].starts_at + DAY)
        resume(fresh(held), by=world.facilitator, at=sessions[2].starts_at + DAY)
        assert fresh(held).status == Status.ON_PROGRAMME


def test_a_later_register_that_shows_him_present_undoes_the_closure(world, him, sessions):
    """The register of the second session was taken after the third, and the third's last of all."""
    world.register(sessions[0], {him: ABSENT})
    late = sessions[2].starts_at + DAY
    take_register(
        sessions[1], entries={him.pk: Entry(ABSENT)}, confirmed=[him.pk], by=world.facilitator, at=late
    )
    assert fresh(him).status == Status.CLOSED
    take_register(sessions[2], entries={him.pk: Entry(CAME)}, by=world.facilitator, at=late + HOUR)
    assert fresh(him).status == Status.ON_PROGRAMME
    assert told(world.iss_worker, "closure_undone") == 1


def test_who_changed_to_another_group_is_not_expected_in_the_old_one(world, him, sessions):
    world.register(sessions[0], {him: ABSENT})
    other = world.group(name="Another evening", at=world.now + WEEK)
    moved = sessions[0].starts_at + HOUR
    old = him.enrolments.get()
    old.ended_at = moved
    old.save(update_fields=["ended_at"])
    first = other.sessions.filter(starts_at__gt=sessions[1].starts_at).order_by("starts_at").first()
    him.enrolments.create(group=other, version=old.version, first_session=first, by=world.manager, at=moved)
    world.register(first, {him: ABSENT})
    assert fresh(him).status == Status.CLOSED


class TestACreditTakenBack:
    @pytest.fixture
    def group(self, world):
        return world.group(required=4)

    @pytest.fixture
    def halfway(self, world, group):
        him = world.on_programme(group=group)
        for session in sessions_of(group)[:2]:
            world.register(session, {him: CAME})
        return him

    def running(self, him):
        return set(him.deadlines.running().values_list("promise", flat=True))

    def test_withdraws_what_the_half_had_started(self, world, group, halfway):
        assert Promise.MIDWAY_REPORT in self.running(halfway)
        put_right(world, line_of(halfway, sessions_of(group)[1]), NOTICE)
        assert not {Promise.MIDWAY_REPORT, Promise.MIDWAY_MEASURES} & self.running(halfway)
        assert Promise.INITIAL_MEASURES in self.running(halfway)

    def test_and_given_again_starts_it_again(self, world, group, halfway):
        line = line_of(halfway, sessions_of(group)[1])
        put_right(world, line, NOTICE)
        put_right(world, line, CAME, days=11)
        assert halfway.deadlines.running().filter(promise=Promise.MIDWAY_REPORT).count() == 1

    def test_leaves_what_was_kept_as_it_is(self, world, group, halfway):
        halfway.deadlines.filter(promise=Promise.MIDWAY_REPORT).update(kept_at=world.now)
        put_right(world, line_of(halfway, sessions_of(group)[1]), NOTICE)
        put_right(world, line_of(halfway, sessions_of(group)[1]), CAME, days=11)
        assert halfway.deadlines.filter(promise=Promise.MIDWAY_REPORT).count() == 1


class TestMeasuresOfOneWhoStops:
    def test_are_owed_at_the_end_and_six_months_later(self, closed, sessions):
        ended = sessions[1].starts_at + 2 * HOUR
        follow_up = closed.deadlines.running().get(promise=Promise.FOLLOW_UP_MEASURES)
        assert follow_up.started_at == add_calendar_months(ended, 6)
        assert closed.deadlines.running().filter(promise=Promise.END_MEASURES).exists()

    def test_are_owed_no_longer_when_the_closure_is_undone(self, world, closed, sessions):
        put_right(world, line_of(closed, sessions[1]), CAME)
        owed = closed.deadlines.running().values_list("promise", flat=True)
        assert not {Promise.FOLLOW_UP_MEASURES, Promise.END_MEASURES} & set(owed)


class TestACatchUpThatWasNone:
    @pytest.fixture
    def made_up(self, world, him, sessions):
        other = world.group(name="Another evening")
        world.register(sessions[0], {him: ABSENT})
        at = sessions[0].starts_at + 2 * HOUR
        return catch_up(him.attendances.get(), session=sessions_of(other)[0], by=world.facilitator, at=at)

    def remove(self, world, made_up):
        at = made_up.session.starts_at + DAY
        remove_catch_up(made_up, because="That was his brother", by=world.facilitator, at=at)

    def test_goes_with_its_credit_and_the_reason_stays(self, world, him, made_up):
        self.remove(world, made_up)
        assert credited(him) == 0
        missed = him.attendances.get()
        row = missed.corrections.get()
        assert (row.old, row.new, row.because) == ("caught_up", ABSENT, "That was his brother")

    def test_may_be_caught_up_after_all(self, world, him, made_up):
        self.remove(world, made_up)
        at = made_up.session.starts_at + 2 * DAY
        catch_up(him.attendances.get(), session=made_up.session, by=world.facilitator, at=at)
        assert credited(him) == 1

    def test_does_not_touch_the_run(self, world, him, made_up):
        self.remove(world, made_up)
        assert misses_running(fresh(him)) == 1

    def test_does_not_hide_that_somebody_has_to_get_in_touch(self, him, made_up):
        assert [row.referral for row in Attendance.objects.missed_without_word()] == [him]


def test_a_man_who_was_spoken_with_needs_no_call(world, him, sessions):
    world.register(sessions[0], {him: ABSENT})
    assert Attendance.objects.missed_without_word().exists()
    spoke(world, him, sessions[0].starts_at + DAY, logged_at=sessions[0].starts_at + DAY)
    assert not Attendance.objects.missed_without_word().exists()
    world.register(sessions[1], {him: CAME})
    assert not Attendance.objects.missed_without_word().exists()
