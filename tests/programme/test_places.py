"""Groups, their sessions, and places in them."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils.timezone import localtime

from accounts.refusal import Refused
from programme.actions import enrol, move_session, open_group, plan_sessions
from programme.models import Group, Venue
from referrals.statuses import Status
from tests.programme.kit import a_man, men, sessions_of
from tests.world import DAY, HOUR, fresh
from timescales.promises import Promise


def a_friday_group(world):
    group = world.group(weeks=0)
    Group.objects.filter(pk=group.pk).update(weekday=Group.Weekday.FRIDAY)
    return Group.objects.get(pk=group.pk)


def days(sessions):
    return [localtime(session.starts_at).date() for session in sessions]


class TestPlanning:
    def test_bank_holidays_are_left_out_and_the_plan_goes_on_a_week_longer(self, world):
        group = a_friday_group(world)
        plan_sessions(group, from_date=date(2026, 12, 14), weeks=3, by=world.manager, at=world.now)
        assert days(sessions_of(group)) == [date(2026, 12, 18), date(2027, 1, 8), date(2027, 1, 15)]

    @pytest.mark.parametrize("before", [date(2026, 10, 23), date(2027, 3, 19)])
    def test_the_clock_time_stays_across_the_change_of_clocks(self, world, before):
        group = a_friday_group(world)
        plan_sessions(group, from_date=before, weeks=2, by=world.manager, at=world.now)
        first, second = sessions_of(group)
        assert localtime(first.starts_at).time() == localtime(second.starts_at).time() == time(18, 30)
        assert localtime(first.starts_at).utcoffset() != localtime(second.starts_at).utcoffset()
        assert all(session.ends_at - session.starts_at == 2 * HOUR for session in (first, second))

    def test_planning_again_over_the_same_weeks_adds_only_what_is_missing(self, world):
        group = a_friday_group(world)
        plan_sessions(group, from_date=date(2026, 7, 3), weeks=2, by=world.manager, at=world.now)
        added = plan_sessions(group, from_date=date(2026, 7, 3), weeks=3, by=world.manager, at=world.now)
        assert days(added) == [date(2026, 7, 17)]

    def test_a_session_that_was_moved_away_is_still_its_weeks(self, world):
        group = a_friday_group(world)
        first, _ = plan_sessions(group, from_date=date(2026, 7, 3), weeks=2, by=world.manager, at=world.now)
        move_session(first, starts_at=first.starts_at + DAY, by=world.manager, at=world.now)
        added = plan_sessions(group, from_date=date(2026, 7, 3), weeks=3, by=world.manager, at=world.now)
        assert days(added) == [date(2026, 7, 17)]

    def test_topics_follow_the_programme_and_say_what_stirs_feelings(self, world):
        sessions = sessions_of(world.group(weeks=6))
        assert [session.topic.number for session in sessions] == [1, 2, 3, 4, 5, 6]
        assert [session.high_emotion for session in sessions] == [False] * 4 + [True, False]

    def test_the_register_falls_due_a_day_after_the_session_ends(self, world):
        session = sessions_of(world.group())[0]
        deadline = session.deadlines.get(promise=Promise.REGISTER)
        assert (deadline.started_at, deadline.due_at) == (session.ends_at, session.ends_at + DAY)

    def test_a_moved_session_has_its_register_due_a_day_after_the_new_time(self, world):
        session = sessions_of(world.group())[0]
        move_session(session, starts_at=session.starts_at + 3 * DAY, by=world.facilitator, at=world.now)
        due = session.deadlines.running().get().due_at
        assert due == session.ends_at + 4 * DAY


class TestAGroup:
    def fields(self, world, **changed):
        version = world.group(name="Another").version
        return {
            "name": "Tuesday",
            "area": world.area,
            "version": version,
            "weekday": 1,
            "starts": time(10),
            "lead_man": world.facilitator,
            "lead_woman": world.second_facilitator,
            "new_venue": {"name": "Old Mill", "address": "Mill Lane"},
            **changed,
        }

    def test_may_be_opened_in_a_new_venue_of_its_area(self, world):
        group = open_group(by=world.manager, at=world.now, **self.fields(world))
        assert group.venue == Venue.objects.get(name="Old Mill", area=world.area)

    def test_is_refused_without_a_man_and_a_woman(self, world):
        two_women = self.fields(world, lead_man=world.other_facilitator)
        with pytest.raises(Refused, match="one man and one woman"):
            open_group(by=world.manager, at=world.now, **two_women)
        assert not Venue.objects.filter(name="Old Mill").exists()

    def test_is_refused_a_name_that_another_has(self, world):
        with pytest.raises(Refused, match="already a group"):
            open_group(by=world.manager, at=world.now, **self.fields(world, name="another"))


class TestAPlace:
    def test_is_refused_when_the_group_is_full(self, world):
        group = world.group()
        men(world, group, 12)
        with pytest.raises(Refused, match="full"):
            a_man(world, group, number=13)

    def test_is_free_again_when_a_file_closes(self, world):
        group = world.group()
        first, *_ = men(world, group, 12)
        world.closed(first)
        assert a_man(world, group, number=13).status == Status.ON_PROGRAMME

    def test_is_refused_while_two_of_the_same_sex_lead(self, world):
        group = world.group()
        type(world.facilitator).objects.filter(pk=world.facilitator.pk).update(sex="woman")
        with pytest.raises(Refused, match="one man and one woman"):
            a_man(world, group)

    def test_is_given_only_once(self, world):
        suitable = world.suitable()
        first, second = world.group(), world.group(name="Another evening")
        world.on_programme(suitable, group=first)
        with pytest.raises(Refused):
            enrol(
                suitable,
                group=second,
                first_session=sessions_of(second)[0],
                by=world.facilitator,
                at=world.now,
            )

    def test_begins_at_a_session_to_come_of_that_group(self, world):
        suitable, group, other = world.suitable(), world.group(), world.group(name="Another evening")
        begun = sessions_of(group)[0]
        for session, at in ((begun, begun.starts_at), (sessions_of(other)[0], world.now)):
            with pytest.raises(Refused, match="first"):
                enrol(suitable, group=group, first_session=session, by=world.facilitator, at=at)
        assert fresh(suitable).status == Status.SUITABLE

    def test_keeps_the_24_hours_in_which_he_commences(self, world):
        him = world.on_programme()
        assert him.deadlines.get(promise=Promise.COMMENCE_HIM).kept_at == world.now
        assert (
            him.first_session_offered_date == localtime(him.enrolments.get().first_session.starts_at).date()
        )


def test_a_year_of_fridays_never_falls_on_a_bank_holiday(world):
    group = a_friday_group(world)
    planned = plan_sessions(group, from_date=date(2026, 6, 5), weeks=52, by=world.manager, at=world.now)
    assert len({session.starts_at for session in planned}) == 52
    holidays = {date(2026, 12, 25), date(2027, 1, 1), date(2027, 3, 26)}
    assert not holidays & set(days(planned))
    assert max(days(planned)) - min(days(planned)) == timedelta(weeks=51 + len(holidays))
    assert isinstance(planned[0].starts_at, datetime)
