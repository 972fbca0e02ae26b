"""Credits, completion, catching up, and when a register is kept."""

import pytest

from accounts.refusal import Refused
from joint.overview import attended
from programme.actions import Entry, cancel_session, catch_up, take_register
from programme.models import Attendance, ProgrammeVersion, Session
from programme.progress import credited, credited_among, credited_of, runs_of_misses
from programme.rules import Outcome
from referrals.models import Referral
from referrals.statuses import Status
from tests.programme.kit import ABSENT, CAME, NOTICE, men, sessions_of, told
from tests.world import DAY, HOUR, fresh
from timescales.promises import Promise


def running(referral):
    return set(referral.deadlines.running().values_list("promise", flat=True))


class TestCompletion:
    def test_comes_with_the_last_required_session_and_not_before(self, world):
        group = world.group(required=3)
        him = world.on_programme(group=group)
        for session in sessions_of(group)[:2]:
            world.register(session, {him: CAME})
        assert fresh(him).status == Status.ON_PROGRAMME
        world.register(sessions_of(group)[2], {him: "late"})
        assert fresh(him).status == Status.COMPLETED
        assert {Promise.END_MEASURES, Promise.COMPLETION_REPORT, Promise.REFER_BACK} <= running(him)
        assert Promise.CSC_REVIEW not in running(him)
        for person in (world.social_worker, world.iss_worker, world.manager):
            assert told(person, "completed") == 1

    def test_coming_without_taking_part_is_not_credited(self, world):
        group = world.group(required=1)
        him = world.on_programme(group=group)
        world.register(sessions_of(group)[0], {him: "not_taking_part"})
        assert fresh(him).status == Status.ON_PROGRAMME

    def test_half_of_the_sessions_start_the_midway_promises(self, world):
        group = world.group(required=4)
        him = world.on_programme(group=group)
        first, second, *_ = sessions_of(group)
        world.register(first, {him: CAME})
        assert Promise.MIDWAY_REPORT not in running(him)
        world.register(second, {him: CAME})
        assert {Promise.MIDWAY_REPORT, Promise.MIDWAY_MEASURES} <= running(him)


class TestCatchingUp:
    @pytest.fixture
    def group(self, world):
        return world.group(required=2)

    @pytest.fixture
    def him(self, world, group):
        return world.on_programme(group=group)

    @pytest.fixture
    def elsewhere(self, world):
        return sessions_of(world.group(name="Another evening"))

    def caught_up(self, world, missed, session, *, at=None):
        at = at or session.starts_at + HOUR
        return catch_up(missed, session=session, by=world.facilitator, at=at)

    def test_credits_the_session_missed_and_can_complete_the_programme(self, world, group, him, elsewhere):
        first, second, *_ = sessions_of(group)
        world.register(first, {him: NOTICE})
        world.register(second, {him: CAME})
        made_up = self.caught_up(world, him.attendances.get(outcome=NOTICE), elsewhere[1])
        assert made_up.makes_up.session == first
        assert credited(him) == 2
        assert fresh(him).status == Status.COMPLETED

    def test_happens_once_for_a_session(self, world, group, him, elsewhere):
        world.register(sessions_of(group)[0], {him: NOTICE})
        self.caught_up(world, him.attendances.get(), elsewhere[0])
        with pytest.raises(Refused, match="already been caught up"):
            self.caught_up(world, him.attendances.get(outcome=NOTICE), elsewhere[1])

    def test_is_refused_for_a_session_that_is_credited(self, world, group, him, elsewhere):
        world.register(sessions_of(group)[0], {him: CAME})
        with pytest.raises(Refused, match="nothing to catch up"):
            self.caught_up(world, him.attendances.get(), elsewhere[0])

    def test_is_refused_at_a_session_at_which_he_is_expected_himself(self, world, group, him):
        first, second, *_ = sessions_of(group)
        world.register(first, {him: NOTICE})
        with pytest.raises(Refused, match="expected at that session himself"):
            self.caught_up(world, him.attendances.get(), second)

    def test_is_refused_at_a_session_that_has_not_begun(self, world, group, him, elsewhere):
        world.register(sessions_of(group)[0], {him: NOTICE})
        with pytest.raises(Refused, match="has begun"):
            self.caught_up(world, him.attendances.get(), elsewhere[3], at=elsewhere[0].starts_at)


class TestWhatCountsOfAllHisRows:
    """Told without a question of a man who does nothing again: as the question for it would tell it."""

    @pytest.fixture
    def him(self, world):
        """Every outcome, of every kind of group, alone and made up for with every outcome."""
        him = world.on_programme()
        module = world.group(name="The module")
        module.version = ProgrammeVersion.objects.get(counted=False)
        module.save()
        for group in (world.group(name="Counted"), module, None):
            for outcome in Outcome.values:
                self.recorded(him, group, outcome)
                for by in (None, module):
                    for made_up in Outcome.values:
                        missed = self.recorded(him, group, outcome)
                        self.recorded(him, by, made_up, makes_up=missed)
        return him

    def recorded(self, him, group, outcome, makes_up=None):
        number = Session.objects.count()
        at = him.received_at + number * HOUR
        times = {"starts_at": at, "ends_at": at + HOUR} if group else {}
        session = Session.objects.create(reference=f"Made {number}", group=group, **times)
        return Attendance.objects.create(session=session, referral=him, outcome=outcome, makes_up=makes_up)

    def test_is_what_the_question_for_it_finds(self, him):
        rows = list(Attendance.objects.filter(referral=him).select_related("session__group__version"))
        found = credited_among(rows)
        assert found == set(Attendance.objects.credited().filter(referral=him).values_list("pk", flat=True))
        assert 50 < len(found) < len(rows) - 50

    def test_is_the_same_on_her_page_whichever_way_it_is_asked(self, world, him):
        def told(comes_back):
            return {row.pk: row.credited for row in attended(him, comes_back=comes_back)}

        assert told(False) == told(True)
        # Where a row that was made up for hangs on another file, as after a merge
        other = world.received()
        Attendance.objects.filter(referral=him, makes_up=None).update(referral=other)
        assert told(False) == told(True)
        assert True in told(False).values()


class TestTheRegister:
    @pytest.fixture
    def group(self, world):
        return world.group()

    @pytest.fixture
    def session(self, group):
        return sessions_of(group)[0]

    def is_kept(self, session):
        return session.deadlines.get(promise=Promise.REGISTER).kept_at is not None

    def test_is_kept_only_when_everyone_expected_has_an_outcome(self, world, group, session):
        first, second, third = men(world, group, 3)
        world.register(session, {first: CAME, second: CAME})
        assert not self.is_kept(session)
        assert session in Session.objects.without_register(session.ends_at)
        world.register(session, {third: ABSENT})
        assert self.is_kept(session)
        assert session not in Session.objects.without_register(session.ends_at)

    def test_of_a_session_without_anybody_is_kept_by_saying_that_it_was_held(self, world, session):
        world.register(session, {})
        assert self.is_kept(session)

    def test_is_not_owed_for_a_session_that_was_cancelled(self, world, session):
        cancel_session(session, because="Snow", by=world.facilitator, at=world.now)
        assert not Session.objects.without_register(session.ends_at).exists()
        with pytest.raises(Refused, match="cancelled"):
            world.register(session, {})

    def test_cannot_be_taken_before_the_session_begins(self, world, group, session):
        (him,) = men(world, group, 1)
        with pytest.raises(Refused, match="not begun"):
            take_register(
                session, entries={him.pk: Entry(CAME)}, by=world.facilitator, at=session.starts_at - HOUR
            )

    def test_does_not_overwrite_what_somebody_else_recorded(self, world, group, session):
        (him,) = men(world, group, 1)
        world.register(session, {him: CAME})
        with pytest.raises(Refused, match="already recorded"):
            world.register(session, {him: ABSENT})

    def test_has_no_line_for_somebody_who_is_not_expected(self, world, group, session):
        (him,) = men(world, group, 1)
        stranger = world.suitable()
        with pytest.raises(Refused, match="not expected"):
            world.register(session, {him: CAME, stranger: CAME})
        assert not session.attendances.exists()

    def test_expects_a_man_from_his_first_session_on(self, world, group):
        first, second, *_ = sessions_of(group)
        (him,) = men(world, group, 1, at=first.starts_at + DAY)
        with pytest.raises(Refused, match="not expected"):
            world.register(first, {him: CAME})
        world.register(second, {him: CAME})


def test_many_men_are_reckoned_as_each_one_alone(world, django_assert_max_num_queries):
    group = world.group()
    all_of_them = men(world, group, 4)
    for outcomes in (CAME, ABSENT, NOTICE, CAME), (ABSENT, ABSENT, ABSENT, CAME):
        session = sessions_of(group)[len(all_of_them[0].attendances.all())]
        world.register(session, dict(zip(all_of_them, outcomes, strict=True)))
    with django_assert_max_num_queries(6):
        runs = runs_of_misses(all_of_them)
    assert [runs[him.pk] for him in all_of_them] == [1, 2, 1, 0]
    assert credited_of(all_of_them) == {all_of_them[0].pk: 1, all_of_them[3].pk: 2}


def test_a_man_imported_with_a_tally_of_sessions_goes_on_from_it(world):
    referral = world.on_programme()
    Referral.objects.filter(pk=referral.pk).update(imported=True, sessions_attended=5)
    referral = fresh(referral)
    assert credited(referral) == 5
    world.register(referral.enrolments.get().first_session, {referral: "attended"})
    assert credited(referral) == 6
