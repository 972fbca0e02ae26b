"""Several people at the same moment, each with a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from accounts.refusal import Refused
from programme.actions import (
    Entry,
    catch_up,
    correct,
    cover_lead,
    enrol,
    open_group,
    plan_sessions,
    take_register,
)
from referrals.statuses import Status
from tests.programme.conftest import another_pair
from tests.programme.kit import ABSENT, CAME, NOTICE, alerts, men, sessions_of, told
from tests.world import DAY, HOUR, World, fresh

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def at_once(*acts):
    """Do all of ``acts`` at the same moment; what each returned, or the refusal it met."""
    ready = Barrier(len(acts))

    def one(act):
        try:
            ready.wait(timeout=20)
            return act()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_three_people_recording_the_second_miss_close_the_file_once_and_tell_once():
    world = World()
    him = world.on_programme()
    first, second, *_ = sessions_of(him.enrolments.get().group)
    world.register(first, {him: ABSENT})

    def record(person):
        return lambda: take_register(
            second,
            entries={him.pk: Entry(ABSENT)},
            confirmed=[him.pk],
            by=person,
            at=second.starts_at + 2 * HOUR,
        )

    people = (world.facilitator, world.second_facilitator, world.manager)
    recorded = at_once(*(record(person) for person in people))
    assert sorted(recorded) == [0, 0, 1]
    assert fresh(him).status == Status.CLOSED
    assert him.status_changes.filter(to_status=Status.CLOSED).count() == 1
    assert him.referrals_back.count() == 1
    assert alerts("file_closed").count() == 1
    assert told(world.iss_worker, "file_closed") == told(world.social_worker, "file_closed") == 1


def test_two_enrolments_for_the_last_place_fill_it_once():
    world = World()
    group = world.group()
    men(world, group, 11)
    first = sessions_of(group)[0]
    hopeful = [world.suitable(), world.suitable()]

    def place(referral):
        return lambda: enrol(referral, group=group, first_session=first, by=world.facilitator, at=world.now)

    outcomes = at_once(*(place(referral) for referral in hopeful))
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 1
    assert group.places_left() == 0
    assert sorted(fresh(r).status for r in hopeful) == [Status.ON_PROGRAMME, Status.SUITABLE]


def test_one_man_given_two_places_at_the_same_moment_has_one():
    world = World()
    him = world.suitable()
    groups = [world.group(), world.group(name="Another evening")]

    def place(group):
        return lambda: enrol(
            fresh(him), group=group, first_session=sessions_of(group)[0], by=world.facilitator, at=world.now
        )

    outcomes = at_once(*(place(group) for group in groups))
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 1
    assert him.enrolments.count() == 1


def test_a_register_and_a_catch_up_at_the_same_session_are_both_recorded():
    world = World()
    group, other = world.group(), world.group(name="Another evening")
    him, guest = men(world, group, 1)[0], world.on_programme(group=other)
    session = sessions_of(group)[1]
    world.register(sessions_of(other)[0], {guest: NOTICE})
    missed = guest.attendances.get()
    at = session.starts_at + 2 * HOUR
    entries = {him.pk: Entry(CAME)}
    results = at_once(
        lambda: take_register(session, entries=entries, by=world.facilitator, at=at),
        lambda: catch_up(missed, session=session, by=world.manager, at=at),
    )
    assert not any(isinstance(result, Refused) for result in results)
    assert set(session.attendances.values_list("outcome", flat=True)) == {CAME, "caught_up"}


def test_two_groups_planned_into_one_room_at_the_same_moment_are_not_both_planned():
    world = World()
    pair = another_pair(world)
    group = world.group(weeks=0)
    other = open_group(
        name="Same hall",
        area=group.area,
        venue=group.venue,
        version=group.version,
        weekday=group.weekday,
        starts=group.starts,
        by=world.manager,
        at=world.now,
        **pair,
    )
    day = world.now.date() + DAY

    def planned(one):
        return lambda: plan_sessions(one, from_date=day, weeks=3, by=world.manager, at=world.now)

    results = at_once(planned(group), planned(other))
    assert sum(isinstance(result, Refused) for result in results) == 1
    assert sorted((group.sessions.count(), other.sessions.count())) == [0, 3]


def test_one_facilitator_asked_to_cover_two_groups_on_one_evening_covers_one():
    world = World()
    pair = another_pair(world)
    group = world.group()
    second = {
        "lead_man": pair["lead_man"],
        "lead_woman": world.second_facilitator,
        "new_venue": {"name": "Elsewhere"},
    }
    type(group).objects.filter(pk=group.pk).update(lead_woman=pair["lead_woman"])
    other = open_group(
        name="Elsewhere",
        area=group.area,
        version=group.version,
        weekday=group.weekday,
        starts=group.starts,
        by=world.manager,
        at=world.now,
        **second,
    )
    day = world.now.date() + DAY
    plan_sessions(other, from_date=day, weeks=3, by=world.manager, at=world.now)

    def covered(one, away):
        return lambda: cover_lead(
            one,
            away=away,
            covered_by=world.other_facilitator,
            from_date=day,
            to_date=day + 6 * DAY,
            by=world.manager,
            at=world.now,
        )

    results = at_once(
        covered(type(group).objects.get(pk=group.pk), pair["lead_woman"]),
        covered(other, world.second_facilitator),
    )
    assert sum(isinstance(result, Refused) for result in results) == 1


def test_a_new_man_and_one_whose_closure_is_undone_do_not_both_get_the_last_place():
    world = World()
    group = world.group()
    him, *_ = men(world, group, 12)
    first, second, *_ = sessions_of(group)
    world.register(first, {him: ABSENT})
    world.register(second, {him: ABSENT})
    miss = him.attendances.order_by("pk").last()
    newcomer = world.suitable()
    at = second.starts_at + 2 * DAY
    begins = group.sessions.filter(starts_at__gt=at).order_by("starts_at").first()
    at_once(
        lambda: correct(miss, outcome=NOTICE, because="He rang", by=world.manager, at=at),
        lambda: enrol(newcomer, group=group, first_session=begins, by=world.manager, at=at),
    )
    assert fresh(him).status == Status.ON_PROGRAMME
    assert group.enrolments.taking_a_place().count() == 12
