"""A missed session is made up for with another group, or one-to-one: planned, recorded, and taken back when it must be."""

import pytest
from django.urls import reverse
from django.utils.timezone import localtime

from accounts.models import Area
from accounts.refusal import Refused
from monitoring.actions import sweep
from programme.actions import (
    Entry,
    cancel_session,
    catch_up,
    correct,
    enrol,
    log_key_work,
    move_session,
    plan_key_work,
    plan_visit,
    settle_key_work,
    take_back_visit,
    take_register,
    transfer,
)
from programme.catching_up import within_reach
from programme.models import Group, KeyWork, ProgrammeVersion, Visit
from programme.progress import credited, misses_running
from programme.topics import his_topics
from referrals.actions import choose_reminders
from referrals.models import Availability
from referrals.models.man import Reminders
from tests.world import DAY, HOUR, World, fresh
from texts.models import Text
from timescales.promises import Promise

from .kit import ABSENT, CAME, NOTICE, a_man, alerts, said, sessions_of, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    return World()


@pytest.fixture
def groups(world):
    """His own, and another that begins with the same topics a day later."""
    return world.group(weeks=10), world.group(name="Thursday evening", at=world.now + DAY, weeks=10)


@pytest.fixture
def him(world, groups):
    return a_man(world, groups[0])


@pytest.fixture
def missed(world, groups, him):
    """He missed the first session of his group, that of the other about the same topic is tomorrow."""
    world.register(sessions_of(groups[0])[0], {him: NOTICE})
    return him.attendances.get()


@pytest.fixture
def now(groups):
    return sessions_of(groups[0])[0].starts_at + 3 * HOUR


@pytest.fixture
def tomorrow(groups):
    return sessions_of(groups[1])[0]


@pytest.fixture
def visit(world, missed, tomorrow, now):
    return plan_visit(missed, session=tomorrow, by=world.facilitator, at=now)


def take(world, session, entries, *, hours=2):
    entries = {man.pk: Entry(outcome) for man, outcome in entries.items()}
    return take_register(
        session, entries=entries, by=world.second_facilitator, at=session.starts_at + hours * HOUR
    )


def sessions_offered(missed, at):
    return [found.session for found in within_reach(missed, at=at)]


class TestWhatIsOffered:
    def test_a_session_of_another_group_about_the_same_topic(self, missed, tomorrow, now):
        assert sessions_offered(missed, now) == [tomorrow]
        [found] = within_reach(missed, at=now)
        assert "In his own area" in found.reasons

    def test_no_session_when_he_is_not_free(self, him, missed, now):
        Availability.objects.create(referral=him, slots=["0-daytime"])
        assert sessions_offered(missed, now) == []

    def test_no_session_in_an_area_to_which_he_cannot_travel(self, him, missed, tomorrow, now):
        Group.objects.filter(pk=tomorrow.group_id).update(area=Area.objects.get(name="Coventry"))
        assert sessions_offered(missed, now) == []
        told_us = Availability.objects.create(referral=him, slots=[])
        told_us.areas.add(Area.objects.get(name="Coventry"))
        assert sessions_offered(fresh(him).attendances.get(), now) == [tomorrow]

    def test_no_session_that_is_full_with_those_who_visit_it(self, world, groups, him, tomorrow, now):
        Group.objects.filter(pk=groups[1].pk).update(capacity=1)
        other = a_man(world, groups[0], number=2)
        world.register(sessions_of(groups[0])[0], {him: NOTICE, other: NOTICE})
        assert sessions_offered(him.attendances.get(), now) == [tomorrow]
        plan_visit(other.attendances.get(), session=tomorrow, by=world.facilitator, at=now)
        assert sessions_offered(him.attendances.get(), now) == []

    def test_nothing_for_a_topic_that_no_other_group_has_soon(self, missed, tomorrow, now):
        tomorrow.topic_id = tomorrow.second_topic_id = None
        tomorrow.save()
        assert sessions_offered(missed, now) == []


class TestPlanning:
    def test_tells_those_who_lead_the_group_and_the_iss(self, world, visit):
        assert told(world.second_facilitator, "catch_up_planned") == 1
        assert told(world.iss_manager, "catch_up_planned") == 1

    @pytest.mark.parametrize("which", ["another topic", "his own group", "twice"])
    def test_is_refused(self, world, groups, missed, tomorrow, now, which):
        session = {"another topic": sessions_of(groups[1])[1], "his own group": sessions_of(groups[0])[1]}
        if which == "twice":
            plan_visit(missed, session=tomorrow, by=world.facilitator, at=now)
        with pytest.raises(Refused):
            plan_visit(missed, session=session.get(which, tomorrow), by=world.facilitator, at=now)

    def test_takes_a_chair_that_a_new_man_cannot_have_on_that_day(self, world, groups, visit, now):
        Group.objects.filter(pk=groups[1].pk).update(capacity=1)
        new = world.suitable(
            at=world.now, him={"first_name": "New", "last_name": "Man", "phone": "07700900555"}
        )
        with pytest.raises(Refused, match="another group comes to catch up"):
            _enrol(world, new, groups[1], sessions_of(groups[1])[0], now)
        _enrol(world, new, groups[1], sessions_of(groups[1])[1], now)
        assert fresh(new).status == "on_programme"

    def test_reminds_him_the_day_before(self, world, him, visit, tomorrow, now):
        choose_reminders(
            fresh(him), reminders=Reminders.TEXT, phone="07700 900123", by=world.facilitator, at=now
        )
        for _ in range(2):
            sweep(at=now)
        assert Text.objects.filter(occasion="tomorrow", thing_id=tomorrow.pk).count() == 1


def _enrol(world, referral, group, first, at):
    return enrol(referral, group=group, first_session=first, by=world.facilitator, at=at)


class TestTheRegisterOfTheOtherGroup:
    def test_shows_him_as_a_visitor(self, client, world, visit, tomorrow, monkeypatch):
        monkeypatch.setattr("django.utils.timezone.now", lambda: tomorrow.starts_at + HOUR)
        client.force_login(world.second_facilitator)
        page = client.get(reverse("register", args=[tomorrow.pk])).content.decode()
        assert "Visitor" in page
        assert visit.referral.man.name in page

    def test_records_the_catch_up(self, world, him, missed, visit, tomorrow):
        take(world, tomorrow, {him: CAME})
        made_up = him.attendances.get(session=tomorrow)
        assert (made_up.outcome, made_up.makes_up) == ("caught_up", missed)
        assert credited(him) == 1
        visit.refresh_from_db()
        assert visit.state == Visit.State.RECORDED

    def test_recorded_again_changes_nothing(self, world, him, visit, tomorrow):
        take(world, tomorrow, {him: CAME})
        assert take(world, tomorrow, {him: CAME}) == 0
        assert credited(him) == 1

    def test_owes_an_outcome_for_him(self, world, groups, him, visit, tomorrow):
        member = a_man(world, groups[1], number=3)
        take(world, tomorrow, {member: CAME})
        assert tomorrow.deadlines.running().filter(promise=Promise.REGISTER).exists()
        take(world, tomorrow, {him: CAME})
        assert not tomorrow.deadlines.running().filter(promise=Promise.REGISTER).exists()

    def test_staying_away_is_told_and_counts_for_no_run_of_misses(self, world, groups, him, visit, tomorrow):
        take(world, tomorrow, {him: ABSENT})
        assert misses_running(fresh(him)) == 0
        assert fresh(him).status == "on_programme"
        assert told(world.iss_manager, "catch_up_off") == 1
        assert not alerts("first_miss").exists()

    def test_he_may_catch_up_elsewhere_after_staying_away(self, world, groups, him, missed, visit, tomorrow):
        take(world, tomorrow, {him: ABSENT})
        held = sessions_of(groups[1])[1]
        catch_up(missed, session=held, by=world.facilitator, at=held.starts_at + HOUR)
        assert credited(him) == 1
        with pytest.raises(Refused, match="caught up elsewhere"):
            correct(
                him.attendances.get(session=tomorrow),
                outcome="caught_up",
                because="He was there",
                by=world.facilitator,
                at=held.starts_at + 2 * HOUR,
            )


class TestWhatChanges:
    def test_a_cancelled_session_takes_the_plan_back_and_tells_him(self, world, him, visit, tomorrow, now):
        choose_reminders(
            fresh(him), reminders=Reminders.TEXT, phone="07700 900123", by=world.facilitator, at=now
        )
        cancel_session(tomorrow, because="Snow", by=world.second_facilitator, at=now)
        visit.refresh_from_db()
        assert visit.state == Visit.State.TAKEN_BACK
        assert Text.objects.filter(occasion="cancelled", about_id=him.pk).count() == 1
        assert told(world.facilitator, "catch_up_off") == 1

    def test_a_moved_session_keeps_the_plan_and_tells_him(self, world, him, visit, tomorrow, now):
        choose_reminders(
            fresh(him), reminders=Reminders.TEXT, phone="07700 900123", by=world.facilitator, at=now
        )
        move_session(tomorrow, starts_at=tomorrow.starts_at + DAY, by=world.second_facilitator, at=now)
        visit.refresh_from_db()
        assert visit.state == Visit.State.PLANNED
        assert Text.objects.filter(occasion="moved", about_id=him.pk).count() == 1
        assert him.pk in {
            a.about_id for a in alerts("session_changed").filter(about_model="referrals.referral")
        }

    def test_a_topic_that_moves_on_takes_the_plan_back(self, world, groups, him, now):
        """He missed the second topic; the first evening of the other group falls out, and all its topics move on."""
        first, second = sessions_of(groups[0])[:2]
        world.register(first, {him: CAME})
        world.register(second, {him: NOTICE})
        at = second.starts_at + 3 * HOUR
        coming = sessions_of(groups[1])[1]
        visit = plan_visit(him.attendances.get(outcome=NOTICE), session=coming, by=world.facilitator, at=at)
        cancel_session(sessions_of(groups[1])[0], because="Nobody opened", by=world.facilitator, at=at)
        visit.refresh_from_db()
        assert (visit.state, visit.ended_because) == ("taken_back", "The session is about another topic now")

    def test_a_correction_that_credited_then_him_takes_the_plan_back(self, world, missed, visit, now):
        correct(missed, outcome=CAME, because="Wrong box", by=world.facilitator, at=now)
        visit.refresh_from_db()
        assert visit.state == Visit.State.TAKEN_BACK

    def test_a_place_in_that_group_takes_the_plan_back(self, world, groups, him, visit, tomorrow, now):
        transfer(fresh(him), group=groups[1], first_session=tomorrow, by=world.manager, at=now)
        take(world, tomorrow, {him: CAME})
        assert him.attendances.get(session=tomorrow).outcome == CAME

    def test_who_takes_it_back_says_why(self, world, visit, now):
        take_back_visit(visit, because="He works that day", by=world.facilitator, at=now)
        assert "He works" not in alerts("catch_up_off").get(notices__person=world.iss_manager).because
        with pytest.raises(Refused):
            take_back_visit(visit, because="Again", by=world.facilitator, at=now)


class TestOneToOne:
    def test_a_planned_contact_that_took_place_is_the_catch_up(self, world, him, missed, now):
        given = {"mode": "in_person", "purpose": "", "makes_up": missed}
        planned = plan_key_work(him, planned_at=now + DAY, **given, by=world.facilitator, at=now)
        assert credited(him) == 0
        settle_key_work(planned, state="held", happened_at=now + DAY, by=world.facilitator, at=now + 2 * DAY)
        assert credited(him) == 1
        assert his_topics(fresh(him))[0].state == "Done"

    def test_it_is_a_contact_with_him_too(self, world, him, missed, now):
        log_key_work(him, happened_at=now, mode="in_person", makes_up=missed, by=world.facilitator, at=now)
        assert him.contact_attempts.filter(two_way=True, at=now).exists()

    def test_one_that_did_not_take_place_credited_then_nothing(self, world, him, missed, now):
        given = {"mode": "in_person", "purpose": "", "makes_up": missed}
        planned = plan_key_work(him, planned_at=now + DAY, **given, by=world.facilitator, at=now)
        settle_key_work(planned, state="he_did_not_come", by=world.facilitator, at=now + 2 * DAY)
        assert credited(him) == 0

    def test_of_a_man_who_has_left_the_contact_is_recorded_and_nothing_credited(
        self, world, him, missed, now
    ):
        given = {"mode": "in_person", "purpose": "", "makes_up": missed}
        planned = plan_key_work(him, planned_at=now + DAY, **given, by=world.facilitator, at=now)
        world.closed(fresh(him))
        settle_key_work(planned, state="held", happened_at=now + DAY, by=world.facilitator, at=now + 2 * DAY)
        assert him.contact_attempts.filter(two_way=True, at=now + DAY).exists()
        assert credited(him) == 0

    def test_by_phone_only_where_his_version_allows_it(self, world, him, missed, now):
        given = {"happened_at": now, "mode": "phone", "makes_up": missed, "by": world.facilitator, "at": now}
        with pytest.raises(Refused, match="version does not allow"):
            log_key_work(him, **given)
        ProgrammeVersion.objects.filter(name="30-week programme").update(catch_up_by_phone=True)
        log_key_work(him, **given)
        assert credited(him) == 1

    def test_a_tally_brought_along_stays_whole(self, world, him, missed, now):
        type(him).objects.filter(pk=him.pk).update(sessions_attended=5)
        log_key_work(
            fresh(him), happened_at=now, mode="in_person", makes_up=missed, by=world.facilitator, at=now
        )
        assert credited(fresh(him)) == 6


class TestPages:
    @pytest.fixture
    def signed_in(self, client, world, now, monkeypatch):
        monkeypatch.setattr("django.utils.timezone.now", lambda: now)
        client.force_login(world.facilitator)
        return client

    def test_the_facilitator_plans_it_from_the_register(self, signed_in, missed, tomorrow):
        register = signed_in.get(reverse("register", args=[missed.session_id])).content.decode()
        url = reverse("plan_catch_up", args=[missed.pk])
        assert url in register
        answer = signed_in.post(url, {"session": tomorrow.pk, "told": "on"}, follow=True)
        assert "is expected at Thursday evening" in said(answer)
        assert Visit.objects.get().session == tomorrow
        assert "Take it back" in answer.content.decode()

    def test_the_facilitator_takes_it_back(self, signed_in, visit):
        answer = signed_in.post(reverse("end_visit", args=[visit.pk]), {"because": "Ill"}, follow=True)
        assert "taken back" in said(answer)

    @pytest.mark.parametrize(("days", "credited_then"), [(2, 0), (0, 1)])
    def test_a_time_to_come_is_planned_and_a_past_one_credited(
        self, signed_in, him, missed, now, days, credited_then
    ):
        when = localtime(now + days * DAY - HOUR)
        parts = (when.day, when.month, when.year, f"{when:%H:%M}")
        data = {"mode": "in_person"} | {f"when_{number}": part for number, part in enumerate(parts)}
        url = reverse("catch_up_alone", args=[missed.pk])
        assert [way for way, _ in signed_in.get(url).context["form"].fields["mode"].choices] == ["in_person"]
        signed_in.post(url, data)
        assert KeyWork.objects.get().state == ("planned" if days else "held")
        assert credited(him) == credited_then
