"""An open register: taps are kept as they come, and become facts when somebody finishes it."""

import uuid
from datetime import timedelta

import pytest

from accounts.refusal import Refused
from monitoring.rounds import finish_registers
from programme.actions import Entry, MustConfirm, cancel_session, finish_register, mark, raise_concern
from programme.actions.marking import ChangedMeanwhile, entries_of
from programme.marks import What, marks_of, news
from referrals.statuses import Status
from tests.programme.kit import ABSENT, CAME, NOTICE, alerts, men, sessions_of, told
from tests.world import HOUR, fresh
from timescales.promises import Promise

MINUTE = timedelta(minutes=1)


@pytest.fixture
def group(world):
    return world.group()


@pytest.fixture
def two(world, group):
    return men(world, group, 2)


@pytest.fixture
def session(group, two):
    return sessions_of(group)[0]


def tap(session, him, value, *, by, minutes=20, what=What.OUTCOME, arrived=0, key=None, everyone_else=False):
    """Tapped so many ``minutes`` after the session began; ``arrived`` so many minutes later."""
    tapped_at = session.starts_at + minutes * MINUTE
    cells = {(one.pk, what): value for one in (him if isinstance(him, list) else [him])}
    given = {"key": key or uuid.uuid4(), "tapped_at": tapped_at, "only_empty": everyone_else}
    return mark(session, cells, by=by, at=tapped_at + arrived * MINUTE, **given)


def stands(session):
    return {pk: entry.outcome for pk, entry in entries_of(marks_of(session)).items()}


def finish(world, session, *, confirmed=(), seen=None, entries=None, by=None):
    standing = marks_of(session)
    return finish_register(
        session,
        entries=entries_of(standing) if entries is None else entries,
        seen=standing.last if seen is None else seen,
        confirmed=[him.pk for him in confirmed],
        by=by or world.facilitator,
        at=session.ends_at,
    )


def test_a_tap_is_kept_and_nobody_is_told_of_anything(world, session, two):
    tap(session, two[0], ABSENT, by=world.facilitator)
    assert stands(session) == {two[0].pk: ABSENT}
    assert not session.attendances.exists()
    assert not alerts("first_miss").exists()
    assert session.deadlines.running().filter(promise=Promise.REGISTER).exists()


def test_a_tap_that_was_changed_ten_seconds_later_never_happened(world, session, two):
    tap(session, two[0], ABSENT, by=world.facilitator)
    tap(session, two[0], CAME, minutes=21, by=world.facilitator)
    finish(world, session)
    assert session.attendances.get().outcome == CAME
    assert not alerts("first_miss").exists()


def test_the_same_tap_sent_twice_is_kept_once(world, session, two):
    key = uuid.uuid4()
    for _ in range(2):
        tap(session, two[0], CAME, key=key, by=world.facilitator)
    assert session.marks.count() == 1


def test_two_facilitators_at_one_register_both_keep_what_they_marked(world, session, two):
    tap(session, two[0], CAME, by=world.facilitator)
    tap(session, two[1], "late", by=world.second_facilitator)
    assert stands(session) == {two[0].pk: CAME, two[1].pk: "late"}


def test_the_later_change_of_one_cell_wins_and_the_other_is_told(world, session, two):
    tap(session, two[0], CAME, by=world.facilitator)
    tap(session, two[0], "late", minutes=25, by=world.second_facilitator)
    marks = marks_of(session)
    assert stands(session) == {two[0].pk: "late"}
    names = {two[0].pk: two[0].man.name}
    (sentence,) = news(marks.unseen(world.facilitator, 0), names)
    assert sentence == f"Second Facilitator changed {two[0].man.name}: “Attended late”, not “Attended”."
    assert news(marks.unseen(world.second_facilitator, 0), names) == []


def test_later_is_when_it_was_tapped_not_when_it_arrived(world, session, two):
    tap(session, two[0], "late", minutes=25, by=world.second_facilitator)
    tap(session, two[0], CAME, minutes=10, arrived=40, by=world.facilitator)
    assert stands(session) == {two[0].pk: "late"}
    assert news(marks_of(session).unseen(world.facilitator, 0), {two[0].pk: "He"})


def test_taps_of_one_person_keep_their_order_however_long_each_was_on_the_way(world, session, two):
    tap(session, two[0], CAME, minutes=20.2, by=world.facilitator)
    tap(session, two[0], "late", minutes=20.1, arrived=1, by=world.facilitator)
    assert stands(session) == {two[0].pk: "late"}


def test_a_note_and_an_outcome_of_one_man_are_two_cells(world, session, two):
    tap(session, two[0], NOTICE, by=world.facilitator)
    tap(session, two[0], "Funeral", what=What.NOTE, minutes=10, by=world.second_facilitator)
    finish(world, session)
    line = session.attendances.get()
    assert (line.outcome, line.note) == (NOTICE, "Funeral")


def test_everyone_else_leaves_those_who_are_marked_as_they_are(world, session, two):
    tap(session, two[0], NOTICE, by=world.second_facilitator)
    tap(session, two, CAME, minutes=30, everyone_else=True, by=world.facilitator)
    assert stands(session) == {two[0].pk: NOTICE, two[1].pk: CAME}


class TestFinishing:
    def test_makes_facts_and_tells_and_takes_the_marks_away(self, world, session, two):
        tap(session, two[0], ABSENT, by=world.facilitator)
        tap(session, two[1], CAME, by=world.facilitator)
        finish(world, session)
        assert session.attendances.count() == 2
        assert told(world.iss_worker, "first_miss") == 1
        assert not session.marks.exists()
        assert not session.deadlines.running().exists()

    def test_is_refused_while_somebody_else_has_marked_what_is_not_on_the_screen(self, world, session, two):
        tap(session, two[0], CAME, by=world.facilitator)
        seen = marks_of(session).last
        on_the_screen = entries_of(marks_of(session))
        tap(session, two[1], ABSENT, by=world.second_facilitator)
        with pytest.raises(ChangedMeanwhile):
            finish(world, session, seen=seen, entries=on_the_screen)
        assert not session.attendances.exists()
        finish(world, session)
        assert session.attendances.count() == 2

    def test_what_the_screen_says_the_same_is_no_obstacle(self, world, session, two):
        tap(session, two[0], CAME, by=world.second_facilitator)
        finish(world, session, seen=0, entries={two[0].pk: Entry(CAME)})
        assert session.attendances.get().outcome == CAME

    def test_without_marks_records_what_the_form_says(self, world, session, two):
        finish(world, session, entries={him.pk: Entry(CAME) for him in two})
        assert session.attendances.count() == 2

    def test_never_closes_a_file_by_a_tap_alone(self, world, group, two):
        first, second, *_ = sessions_of(group)
        world.register(first, {two[0]: ABSENT})
        tap(second, two[0], ABSENT, by=world.facilitator)
        assert fresh(two[0]).status == Status.ON_PROGRAMME
        with pytest.raises(MustConfirm):
            finish(world, second)
        finish(world, second, confirmed=[two[0]])
        assert fresh(two[0]).status == Status.CLOSED

    def test_a_tap_that_arrives_afterwards_changes_nothing(self, world, session, two):
        tap(session, two[0], CAME, by=world.facilitator)
        finish(world, session)
        late = tap(session, two[0], ABSENT, arrived=200, by=world.second_facilitator)
        assert late == {two[0].pk}
        assert session.attendances.get().outcome == CAME
        assert not session.marks.exists()


class TestARegisterThatNobodyFinished:
    def test_is_recorded_an_hour_after_the_session_in_the_name_of_who_marked_it(self, world, session, two):
        tap(session, two[0], ABSENT, by=world.facilitator)
        tap(session, two[1], "late", by=world.second_facilitator)
        tap(session, two[1], "12", what=What.MINUTES, by=world.second_facilitator)
        finish_registers(at=session.ends_at + 59 * MINUTE)
        assert not session.attendances.exists()
        finish_registers(at=session.ends_at + HOUR)
        absent, late = session.attendances.order_by("referral")
        assert (absent.outcome, absent.by) == (ABSENT, world.facilitator)
        assert (late.outcome, late.minutes_late, late.by) == ("late", 12, world.second_facilitator)
        assert told(world.iss_worker, "first_miss") == 1

    def test_waits_while_somebody_is_still_tapping(self, world, session, two):
        tap(session, two[0], CAME, minutes=150, by=world.facilitator)
        finish_registers(at=session.ends_at + HOUR)
        assert not session.attendances.exists()

    def test_never_closes_a_file_and_says_that_it_waits(self, world, group, two):
        first, second, *_ = sessions_of(group)
        world.register(first, {two[0]: ABSENT})
        tap(second, two, ABSENT, by=world.facilitator)
        assert finish_registers(at=second.ends_at + HOUR) == 1
        assert fresh(two[0]).status == Status.ON_PROGRAMME
        assert [row.referral for row in second.attendances.all()] == [two[1]]
        assert stands(second) == {two[0].pk: ABSENT}
        assert told(world.facilitator, "register_waits") == told(world.manager, "register_waits") == 1
        assert second.deadlines.running().filter(promise=Promise.REGISTER).exists()
        assert finish_registers(at=second.ends_at + 2 * HOUR) == 0


def test_no_tap_before_the_session_begins_nor_when_it_was_cancelled(world, group, session, two):
    with pytest.raises(Refused):
        tap(session, two[0], CAME, minutes=-5, by=world.facilitator)
    cancel_session(session, because="Snow", by=world.facilitator, at=session.starts_at - HOUR)
    with pytest.raises(Refused):
        tap(session, two[0], CAME, by=world.facilitator)


def test_nobody_marks_a_man_who_is_not_expected(world, session):
    stranger = world.on_programme(group=world.group(name="Another evening"))
    with pytest.raises(Refused):
        tap(session, stranger, CAME, by=world.facilitator)


def test_a_concern_reaches_the_colleague_and_the_managers_and_not_the_iss(world, session, two):
    at = session.ends_at
    raise_concern(session, two[0], words="He spoke of her new address.", by=world.facilitator, at=at)
    assert told(world.second_facilitator, "concern") == told(world.manager, "concern") == 1
    assert told(world.facilitator, "concern") == told(world.iss_worker, "concern") == 0
    assert world.manager.notices.get(alert__kind="concern").must_acknowledge
    assert "address" not in alerts("concern").get().because
