"""Why a man cannot have a place: the rules as data, and the same answer wherever it is asked."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from accounts.refusal import Refused
from programme.actions import correct, cover_lead, plan_sessions, transfer
from programme.fitting import (
    Code,
    GroupFacts,
    ManFacts,
    facts_of_groups,
    facts_of_men,
    reasons,
    reasons_against,
)
from programme.models import Attendance, Enrolment, Group, ProgrammeVersion
from programme.progress import credited, misses_running
from programme.topics import his_topics
from referrals.actions import agree_to_end, keep_apart, record_conflict
from referrals.models import Conflict, NonAssociation
from referrals.statuses import Status
from tests.programme.kit import ABSENT, CAME, a_man, alerts, men, sessions_of, told
from tests.world import DAY, WEEK, fresh


def codes(man, group):
    return [reason.code for reason in reasons(man, group)]


class TestTheRules:
    """Pure: no database."""

    def group(self, **facts):
        return GroupFacts(
            **{"name": "Tuesday", "capacity": 2, "version": 1, "topics": frozenset("ab"), **facts}
        )

    def test_a_man_fits_a_group_with_a_place(self):
        assert codes(ManFacts(1), self.group(members=frozenset({7}))) == []

    @pytest.mark.parametrize(
        ("man", "group", "code"),
        [
            (ManFacts(1), {"members": frozenset({7, 8})}, Code.FULL),
            (ManFacts(1), {"is_pair": False}, Code.NOT_A_PAIR),
            (ManFacts(1, not_led_by=frozenset({5})), {"leads": frozenset({4, 5})}, Code.WORKER),
            (ManFacts(1, not_with=frozenset({7})), {"members": frozenset({7})}, Code.MAN),
            (ManFacts(1, version=2, topics=frozenset("abc")), {}, Code.OTHER_PROGRAMME),
            (ManFacts(1, version=2, topics=frozenset("a")), {"counted": False}, Code.MODULE_AFTER),
        ],
    )
    def test_each_rule_refuses_by_itself(self, man, group, code):
        assert codes(man, self.group(**group)) == [code]

    def test_his_own_place_is_not_counted_against_him(self):
        assert codes(ManFacts(1), self.group(members=frozenset({1, 7}))) == []

    def test_a_group_of_another_version_fits_if_it_holds_all_of_his_sessions(self):
        assert codes(ManFacts(1, version=2, topics=frozenset("a")), self.group()) == []

    def test_a_conflict_names_nobody_and_sounds_the_same_whoever_it_is_with(self):
        man = ManFacts(1, not_with=frozenset({7}), not_led_by=frozenset({5}))
        found = reasons(man, self.group(members=frozenset({7}), leads=frozenset({5})))
        assert all(
            reason.words.startswith("There is a recorded conflict between him and") for reason in found
        )


class TestConflicts:
    def test_a_worker_who_must_not_work_with_him_is_refused_at_enrolment(self, world):
        group, him = world.group(), world.suitable()
        record_conflict(him.man, worker=world.second_facilitator, by=world.iss_worker, at=world.now)
        with pytest.raises(Refused, match="recorded conflict"):
            world.on_programme(him, group=group)
        assert fresh(him).status == Status.SUITABLE

    def test_whoever_stands_in_counts_as_leading(self, world, pair):
        group, him = world.group(), world.suitable()

        day = localtime(sessions_of(group)[1].starts_at).date()
        cover_lead(
            group,
            away=world.second_facilitator,
            covered_by=pair["lead_woman"],
            from_date=day,
            to_date=day,
            by=world.manager,
            at=world.now,
        )
        record_conflict(him.man, worker=pair["lead_woman"], by=world.manager, at=world.now)
        assert [r.code for r in reasons_against(him, group, at=world.now)] == [Code.WORKER]

    def test_two_men_who_must_not_meet_are_never_in_one_group(self, world):
        group = world.group()
        one, other = a_man(world, group), world.suitable()
        keep_apart(other.man, one.man, by=world.manager, at=world.now)
        with pytest.raises(Refused, match="recorded conflict"):
            world.on_programme(other, group=group)

    def test_a_row_has_no_room_for_who_recorded_it_or_why(self, world):
        for row in (Conflict, NonAssociation):
            columns = {field.name for field in row._meta.get_fields()}
            people = {"man", "other"} if row is NonAssociation else {"man", "worker"}
            assert columns == people | {"id", "at", "my_time_agrees_at", "iss_agrees_at", "ended_at"}

    def test_it_ends_when_both_sides_agree_and_not_before(self, world):
        group, him = world.group(), world.suitable()
        conflict = record_conflict(him.man, worker=world.facilitator, by=world.iss_worker, at=world.now)
        assert not agree_to_end(conflict, by=world.manager, at=world.now)
        assert reasons_against(him, group, at=world.now)
        assert agree_to_end(conflict, by=world.iss_manager, at=world.now)
        assert reasons_against(him, group, at=world.now) == []

    def test_managers_hear_when_he_is_in_such_a_group_already(self, world):
        group = world.group()
        him = a_man(world, group)
        record_conflict(him.man, worker=world.facilitator, by=world.iss_worker, at=world.now)
        record_conflict(him.man, worker=world.facilitator, by=world.manager, at=world.now)
        assert told(world.manager, "conflict_in_group") == 1
        assert told(world.facilitator, "conflict_in_group") == 0


class TestMovingToAnotherGroup:
    def test_he_keeps_his_version_and_his_credits_and_is_expected_in_one_group(self, world):
        group, other = world.group(), world.group(name="Another evening")
        him = a_man(world, group)
        first, second, *_ = sessions_of(group)
        world.register(first, {him: CAME})
        at = first.starts_at + DAY
        begins = other.sessions.filter(starts_at__gt=at).order_by("starts_at")[1]
        transfer(him, group=other, first_session=begins, by=world.manager, at=at)
        assert credited(fresh(him)) == 1
        expected = [
            (session.group_id, session.starts_at)
            for session in [*sessions_of(group), *sessions_of(other)]
            if Enrolment.objects.expected_at(session).filter(referral=him).exists()
        ]
        assert (group.pk, first.starts_at) in expected
        assert (group.pk, second.starts_at) not in expected
        assert next(at for pk, at in expected if pk == other.pk) == begins.starts_at
        assert told(world.iss_worker, "moved_group") == 1

    def test_a_miss_before_and_a_miss_after_are_two_running(self, world):
        group, other = world.group(), world.group(name="Another evening")
        him = a_man(world, group)
        first = sessions_of(group)[0]
        world.register(first, {him: ABSENT})
        at = first.starts_at + DAY
        begins = other.sessions.filter(starts_at__gt=at).order_by("starts_at").first()
        transfer(him, group=other, first_session=begins, by=world.manager, at=at)
        assert misses_running(fresh(him)) == 1
        world.register(begins, {him: ABSENT})
        assert fresh(him).status == Status.CLOSED

    def test_a_full_group_and_his_own_are_refused(self, world):
        group, other = world.group(), world.group(name="Another evening")
        him = a_man(world, group, number=28)
        men(world, other, 12)
        for target, words in ((other, "full"), (group, "already")):
            with pytest.raises(Refused, match=words):
                transfer(
                    him, group=target, first_session=sessions_of(target)[0], by=world.manager, at=world.now
                )
        assert him.enrolments.get().group == group

    def test_he_does_not_move_to_a_programme_that_lacks_some_of_his_sessions(self, world):
        him = a_man(world, world.group())
        short = world.group(name="Short")
        Group.objects.filter(pk=short.pk).update(
            version=ProgrammeVersion.objects.get(name="16-week programme")
        )
        assert [r.code for r in reasons_against(him, fresh_group(short), at=world.now)] == [
            Code.OTHER_PROGRAMME
        ]


def fresh_group(group):
    return Group.objects.get(pk=group.pk)


class TestAPlaceThatHasGone:
    def closed_and_replaced(self, world):
        """He was closed by mistake, and another man has his place."""
        group = world.group()
        him, *_ = men(world, group, 12)
        first, second, *_ = sessions_of(group)
        world.register(first, {him: ABSENT})
        world.register(second, {him: ABSENT})
        him = fresh(him)
        assert him.status == Status.CLOSED
        later = second.starts_at + 3 * DAY
        newcomer = a_man(world, group, number=20, at=later)
        return group, him, newcomer, later

    def test_the_closure_is_undone_and_he_is_placed_again_by_somebody(self, world):

        group, him, _, later = self.closed_and_replaced(world)
        miss = Attendance.objects.filter(referral=him).order_by("pk").last()
        correct(miss, outcome="absent_notice", because="He rang", by=world.facilitator, at=later + DAY)
        assert fresh(him).status == Status.ON_PROGRAMME
        assert not him.enrolments.filter(ended_at=None).exists()
        assert group.enrolments.taking_a_place().count() == 12
        assert told(world.manager, "place_gone") == 1
        assert alerts("closure_undone").count() == 1

    def test_his_place_is_kept_where_it_is_still_free(self, world):

        group = world.group()
        him, *_ = men(world, group, 2)
        first, second, *_ = sessions_of(group)
        world.register(first, {him: ABSENT})
        world.register(second, {him: ABSENT})
        miss = Attendance.objects.filter(referral=him).order_by("pk").last()
        correct(
            miss, outcome="absent_notice", because="He rang", by=world.facilitator, at=second.starts_at + DAY
        )
        assert him.enrolments.get(ended_at=None).group == group
        assert not alerts("place_gone").exists()

    def test_the_database_refuses_a_thirteenth_man_whatever_the_code_does(self, world):
        group, him, _, _ = self.closed_and_replaced(world)
        place = him.enrolments.get()
        with pytest.raises(IntegrityError, match="no more men than places"), transaction.atomic():
            type(him).objects.filter(pk=him.pk).update(status=Status.ON_PROGRAMME, came_from=Status.CLOSED)
        other = a_man(world, world.group(name="Another evening"), number=25)
        with pytest.raises(IntegrityError, match="no more men than places"), transaction.atomic():
            other.enrolments.update(group=group)
        assert place.ended_at is None


class TestTheModule:
    @pytest.fixture
    def module(self, world):
        group = world.group(name="Getting ready", weeks=0)
        Group.objects.filter(pk=group.pk).update(version=ProgrammeVersion.objects.get(counted=False))

        group = Group.objects.get(pk=group.pk)
        plan_sessions(group, from_date=world.now.date() + DAY, weeks=6, by=world.manager, at=world.now)
        return group

    def test_what_he_attends_there_is_never_credited_and_sets_nothing(self, world, module):
        him = a_man(world, module)
        for session in sessions_of(module):
            world.register(session, {him: CAME})
        him = fresh(him)
        assert credited(him) == 0
        assert (him.status, him.sessions_required) == (Status.ON_PROGRAMME, None)
        assert him.first_session_offered_date is None

    def test_two_misses_running_close_his_file_there_as_everywhere(self, world, module):
        him = a_man(world, module)
        first, second, *_ = sessions_of(module)
        world.register(first, {him: ABSENT})
        world.register(second, {him: ABSENT})
        assert fresh(him).status == Status.CLOSED

    def test_from_it_he_goes_on_to_the_programme_and_begins_to_count(self, world, module):
        him = a_man(world, module)
        world.register(sessions_of(module)[0], {him: CAME})
        group = world.group(name="The programme", at=world.now + WEEK)
        at = sessions_of(module)[0].starts_at + DAY
        begins = group.sessions.filter(starts_at__gt=at).order_by("starts_at").first()
        transfer(him, group=group, first_session=begins, by=world.manager, at=at)
        him = fresh(him)
        assert (him.sessions_required, credited(him)) == (30, 0)
        assert him.first_session_offered_date == localtime(begins.starts_at).date()
        world.register(begins, {him: CAME})
        assert credited(fresh(him)) == 1


class TestHisTopics:
    def test_done_missed_and_to_come(self, world):
        group = world.group()
        him = a_man(world, group)
        first, second, *_ = sessions_of(group)
        world.register(first, {him: CAME})
        world.register(second, {him: ABSENT})
        states = [topic.state for topic in his_topics(fresh(him))]
        assert states == ["Done", "Missed", *["To come"] * 28]


def test_the_facts_of_many_men_and_groups_take_the_same_few_queries(world, django_assert_num_queries):
    """Who is kept apart, and from whom, is asked as the service, which is said before and after."""
    groups = [world.group(name=f"Group {number}") for number in range(4)]
    him = [a_man(world, groups[0], number=number) for number in range(1, 7)]
    for number in (1, 6):
        with django_assert_num_queries(7):
            facts_of_men(him[:number])
    groups = list(Group.objects.select_related("version", "lead_man", "lead_woman"))
    for number in (1, 4):
        with django_assert_num_queries(5):
            facts_of_groups(groups[:number], at=world.now + timedelta(days=1))
