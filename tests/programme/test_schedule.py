"""The schedule: a calendar made by hand, an independent source of bank holidays, and changes of every kind."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from django.utils.timezone import localtime
from govuk_bank_holidays.bank_holidays import BankHolidays
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.refusal import Refused
from programme.actions import (
    cancel_session,
    close_days,
    merge_sessions,
    move_session,
    open_group,
    plan_sessions,
    reopen_days,
)
from programme.models import Closure, Group, Session
from programme.schedule import DaysOff, slots
from tests.programme.kit import a_man, sessions_of, told
from tests.world import DAY, HOUR, WEEK
from timescales.working_time import LONDON

# Thirty Mondays at half past six in the evening from 5 October 2026, made by hand from a wall calendar. Left out: the
# substitute day for Boxing Day, Easter Monday, and the two bank holidays of May. The clocks change on 25 October and
# on 28 March. Each with the hour in UTC.
BY_HAND = [
    *((date(2026, 10, day), 17) for day in (5, 12, 19)),
    (date(2026, 10, 26), 18),
    *((date(2026, 11, day), 18) for day in (2, 9, 16, 23, 30)),
    *((date(2026, 12, day), 18) for day in (7, 14, 21)),
    *((date(2027, 1, day), 18) for day in (4, 11, 18, 25)),
    *((date(2027, 2, day), 18) for day in (1, 8, 15, 22)),
    *((date(2027, 3, day), 18) for day in (1, 8, 15, 22)),
    *((date(2027, 4, day), 17) for day in (5, 12, 19, 26)),
    *((date(2027, 5, day), 17) for day in (10, 17)),
]


def a_group(world, weekday):
    group = world.group(weeks=0)
    Group.objects.filter(pk=group.pk).update(weekday=weekday)
    return Group.objects.get(pk=group.pk)


def plan(world, group, *, from_date, weeks):
    return plan_sessions(group, from_date=from_date, weeks=weeks, by=world.manager, at=world.now)


def days(sessions):
    return [localtime(session.starts_at).date() for session in sessions]


def kept(group):
    return [session for session in sessions_of(group) if session.state != "cancelled"]


def numbers(sessions):
    """The numbers of the topics of sessions in their order."""
    return [
        topic.number
        for session in sessions
        for topic in (session.topic, session.second_topic)
        if topic is not None
    ]


class TestAgainstACalendar:
    def test_thirty_mondays_are_those_of_the_wall_calendar(self, world):
        group = a_group(world, Group.Weekday.MONDAY)
        planned = plan(world, group, from_date=date(2026, 10, 1), weeks=30)
        assert [(localtime(s.starts_at).date(), s.starts_at.hour) for s in planned] == BY_HAND
        assert {localtime(s.starts_at).time() for s in planned} == {time(18, 30)}
        assert numbers(planned) == list(range(1, 31))

    def test_a_closed_fortnight_at_christmas_is_left_out_too(self, world):
        group = a_group(world, Group.Weekday.MONDAY)
        close_days(
            from_date=date(2026, 12, 21),
            to_date=date(2027, 1, 4),
            because="The hall is closed",
            venue=group.venue,
            by=world.manager,
            at=world.now,
        )
        planned = plan(world, group, from_date=date(2026, 12, 7), weeks=4)
        by_hand = [date(2026, 12, 7), date(2026, 12, 14), date(2027, 1, 11), date(2027, 1, 18)]
        assert days(planned) == by_hand

    @pytest.mark.parametrize("weekday", range(5))
    def test_every_weekday_of_years_agrees_with_the_governments_own_list(self, weekday):
        """Whatever slot is left out is a bank holiday on GOV.UK's list, and nothing that is planned is one."""
        source = BankHolidays(use_cached_holidays=True)
        official = {h["date"] for h in source.get_holidays(division=BankHolidays.ENGLAND_AND_WALES)}
        first, last = date(2017, 1, 1), min(max(official), date(2028, 12, 31))
        planned, day = set(), first
        while day < last:
            ours = slots(weekday, time(18, 30), from_date=day, days_off=DaysOff())
            planned |= {moment.date() for moment in ours if moment.date() <= last}
            day += timedelta(days=366 * 2)
        every = {first + timedelta(days=n) for n in range((last - first).days + 1)}
        assert every - planned == {d for d in every if d.weekday() != weekday or d in official}


class TestAChange:
    @pytest.fixture
    def group(self, world):
        return world.group(weeks=6)

    def test_a_cancelled_topic_is_held_next_and_the_plan_goes_on_a_week_longer(self, world, group):
        before = sessions_of(group)
        cancel_session(before[2], because="Flood", by=world.facilitator, at=world.now)
        after = kept(group)
        assert numbers(after) == [1, 2, 3, 4, 5, 6]
        assert days(after) == [*days(before[:2]), *days(before[3:]), days(before)[-1] + WEEK]

    def test_a_moved_session_takes_the_topic_of_its_new_place(self, world, group):
        first, second, *_ = sessions_of(group)
        move_session(first, starts_at=second.starts_at + DAY, by=world.facilitator, at=world.now)
        assert kept(group)[0] == second
        assert numbers(kept(group)) == [1, 2, 3, 4, 5, 6]

    def test_two_weeks_are_merged_into_one_evening_and_the_order_goes_on(self, world, group):
        _, second, third, *_ = sessions_of(group)
        merge_sessions(third, into=second, by=world.manager, at=world.now)
        assert [numbers([session]) for session in kept(group)] == [[1], [2, 3], [4], [5], [6]]
        assert Session.objects.get(pk=third.pk).state == "cancelled"

    def test_what_follows_a_merged_evening_that_is_cancelled_begins_with_both_topics(self, world, group):
        first, second, *_ = sessions_of(group)
        merge_sessions(second, into=first, by=world.manager, at=world.now)
        cancel_session(first, because="Snow", by=world.manager, at=world.now)
        assert numbers(kept(group))[:3] == [1, 2, 3]

    @pytest.mark.parametrize(("one", "other"), [(0, 2), (1, 1)])
    def test_only_neighbours_are_merged(self, world, group, one, other):
        sessions = sessions_of(group)
        with pytest.raises(Refused):
            merge_sessions(sessions[one], into=sessions[other], by=world.manager, at=world.now)

    def test_days_that_are_closed_later_move_what_was_planned_then_in_order(self, world, group):
        before = sessions_of(group)
        closed = days(before)[1:3]
        number = close_days(
            from_date=closed[0],
            to_date=closed[1],
            because="Refurbishment",
            area=group.area,
            by=world.manager,
            at=world.now,
        )
        assert number == 2
        assert not set(closed) & set(days(kept(group)))
        assert numbers(kept(group)) == [1, 2, 3, 4, 5, 6]

    def test_a_closure_of_another_venue_or_area_touches_nothing(self, world, group):
        day = days(sessions_of(group))[0]
        elsewhere = world.other_facilitator.areas.get()
        close_days(from_date=day, to_date=day, because="Snow", area=elsewhere, by=world.manager, at=world.now)
        assert len(kept(group)) == 6
        closure = Closure.objects.get()
        reopen_days(closure, by=world.manager, at=world.now)
        assert not Closure.objects.exists()

    def test_nobody_moves_a_session_to_a_day_off_or_into_the_past(self, world, group):
        session = sessions_of(group)[0]
        christmas = datetime(2026, 12, 25, 18, 30, tzinfo=LONDON)
        with pytest.raises(Refused, match="Bank holiday"):
            move_session(session, starts_at=christmas, by=world.manager, at=world.now)
        with pytest.raises(Refused, match="to come"):
            move_session(session, starts_at=world.now - DAY, by=world.manager, at=world.now)

    def test_a_session_that_has_begun_is_not_moved_but_can_be_recorded_as_cancelled(self, world, group):
        session = sessions_of(group)[0]
        later = session.starts_at + HOUR
        with pytest.raises(Refused, match="past is not moved"):
            move_session(session, starts_at=later + DAY, by=world.manager, at=later)
        cancel_session(session, because="A facilitator was ill", by=world.manager, at=later)
        assert numbers(kept(group)) == [1, 2, 3, 4, 5, 6]

    def test_those_who_count_on_it_are_told_of_both_evenings_of_a_merge(self, world, group):
        a_man(world, group)
        _, second, third, *_ = sessions_of(group)
        merge_sessions(third, into=second, by=world.manager, at=world.now)
        assert told(world.facilitator, "session_changed") == 2
        assert told(world.iss_worker, "session_changed") == 2


class TestOneRoomOneGroup:
    def other(self, world, group, **changed):
        fields = {
            "name": "Another",
            "area": group.area,
            "venue": group.venue,
            "version": group.version,
            "weekday": group.weekday,
            "starts": time(19),
            "lead_man": world.facilitator,
            "lead_woman": world.second_facilitator,
        }
        return open_group(by=world.manager, at=world.now, **(fields | changed))

    def test_a_facilitator_cannot_lead_two_groups_at_once(self, world):
        group = world.group(weeks=4)
        other = self.other(world, group, new_venue={"name": "Elsewhere"})
        first = days(sessions_of(group))[0]
        with pytest.raises(Refused, match="leads"):
            plan(world, other, from_date=first, weeks=2)
        assert not other.sessions.exists()

    def test_a_room_has_one_group_at_a_time_and_another_room_is_free(self, world, pair):
        group = world.group(weeks=4)
        first = days(sessions_of(group))[0]
        same = self.other(world, group, **pair)
        with pytest.raises(Refused, match="has the room"):
            plan(world, same, from_date=first, weeks=2)
        Group.objects.filter(pk=group.pk).update(room="Upper hall")
        Group.objects.filter(pk=same.pk).update(room="Lower hall")
        assert plan(world, same, from_date=first, weeks=2)

    def test_the_next_group_may_begin_when_this_one_ends(self, world):
        group = world.group(weeks=2)
        later = self.other(world, group, starts=time(20, 30))
        assert plan(world, later, from_date=days(sessions_of(group))[0], weeks=2)

    def test_a_session_is_not_moved_to_where_the_pair_is_busy(self, world):
        group, other = world.group(weeks=2), world.group(name="Earlier", weeks=2)
        with pytest.raises(Refused, match="not free"):
            move_session(
                sessions_of(other)[0],
                starts_at=sessions_of(group)[0].starts_at,
                by=world.manager,
                at=world.now,
            )


def _change(world, group, kind, which, days_on, at):
    """One change of a random kind to a random session; whether it was done."""
    sessions = sessions_of(group)
    session = sessions[which % len(sessions)]
    following = [s for s in sessions if s.starts_at > session.starts_at and s.state == "planned"]
    try:
        with transaction.atomic():
            if kind == "cancel":
                cancel_session(session, because="Snow", by=world.manager, at=at)
            elif kind == "move":
                moment = session.starts_at + days_on * DAY
                move_session(session, starts_at=moment, by=world.manager, at=at)
            elif kind == "merge" and following:
                merge_sessions(session, into=following[0], by=world.manager, at=at)
            elif kind == "close":
                day = localtime(session.starts_at).date()
                close_days(from_date=day, to_date=day, because="Works", by=world.manager, at=at)
            elif kind == "plan":
                plan_sessions(group, from_date=at.date(), weeks=abs(days_on), by=world.manager, at=at)
    except Refused:
        return


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    changes=st.lists(
        st.tuples(
            st.sampled_from(["cancel", "move", "merge", "close", "plan"]),
            st.integers(0, 20),
            st.integers(-10, 20),
            st.integers(0, 9),
        ),
        max_size=8,
    )
)
def test_whatever_is_changed_the_past_stays_and_topics_stay_in_order(world, changes):
    with transaction.atomic():
        group = world.group(weeks=8)
        at = world.now
        for kind, which, days_on, weeks_later in changes:
            at = max(at, world.now + weeks_later * WEEK)
            past = [(s.pk, s.starts_at, s.topic_id) for s in sessions_of(group) if s.starts_at <= at]
            _change(world, group, kind, which, days_on, at)
            now = {s.pk: (s.pk, s.starts_at, s.topic_id) for s in sessions_of(group)}
            assert [now[pk] for pk, _, _ in past] == past
            coming = numbers([s for s in kept(group) if s.starts_at > at])
            assert all(later == earlier % 30 + 1 for earlier, later in pairwise(coming))
            planned = kept(group)
            assert all(b.starts_at >= a.ends_at for a, b in pairwise(planned))
            off = DaysOff.of(group, first=at.date())
            assert not [d for d in days(planned) if d > at.date() and off.why(d)]
        transaction.set_rollback(True)
