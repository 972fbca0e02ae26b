"""Home: each role's own work, nothing of anybody else's, at the same cost however much waits."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

import iss.models
import referrals.models
from accounts.models import Cover, SignedIn
from iss.actions import allocate, raise_distress
from iss.models import PartnerFile
from joint.actions import flag_counter_allegation
from monitoring.work import CAP, Section, desk, news
from programme.actions import plan_key_work, settle_key_work
from referrals.actions import acknowledge as pass_on
from referrals.models import Man, Referral
from tests.access.policy import PERSONAS
from tests.world import HER, HOUR, NOON, World
from timescales.models import PromiseRule
from timescales.promises import Promise

DAY = timedelta(days=1)
HER_NAME = f"{HER['first_name']} {HER['last_name']}"


@pytest.fixture
def world(db):
    return World(NOON)


def section(person, heading, *, at=NOON):
    """The items of one section of somebody's home, as (reference, what)."""
    for found in desk(person, at=at).sections:
        if found.heading == heading:
            return [(item.reference, item.what) for item in found.items]
    raise AssertionError(f"{person} has no section {heading}")


def test_spoc_sees_what_waits_to_be_passed_on_by_its_clock(world):
    second, first = world.received(at=NOON), world.received(at=NOON - 2 * DAY)
    assert section(world.spoc, "To acknowledge and pass on") == [
        (first.reference, "Acknowledge the referral"),
        (second.reference, "Acknowledge the referral"),
    ]
    assert desk(world.spoc, at=NOON).first.reference == first.reference


def test_a_promise_moves_from_due_soon_to_overdue_when_its_time_is_up(world):
    file = world.acknowledged(at=NOON)
    due = [(file.reference, "Contact him")]
    before, after = NOON + 48 * HOUR - timedelta(minutes=1), NOON + 48 * HOUR
    assert section(world.facilitator, "Due soon", at=before) == due
    assert section(world.facilitator, "Overdue", at=before) == []
    assert section(world.facilitator, "Due soon", at=after) == []
    assert section(world.facilitator, "Overdue", at=after) == due


def test_what_is_due_soon_is_shown_however_much_is_overdue(world):
    """Both are read in one question."""
    soon = world.acknowledged(at=NOON)
    late = [world.acknowledged(at=NOON - (3 + n) * DAY) for n in range(CAP + 2)]
    parts = {part.heading: part for part in desk(world.facilitator, at=NOON).sections}
    oldest = [file.reference for file in reversed(late)][:CAP]
    assert [item.reference for item in parts["Overdue"].items] == oldest
    assert parts["Overdue"].more
    assert [item.reference for item in parts["Due soon"].items] == [soon.reference]
    assert not parts["Due soon"].more


def test_a_file_held_by_a_colleague_is_not_my_work_until_i_stand_in(world):
    file = world.received(at=NOON)
    pass_on(file, holder=world.second_facilitator, by=world.spoc, at=NOON)
    assert section(world.facilitator, "Due soon") == []
    assert section(world.second_facilitator, "Due soon") == [(file.reference, "Contact him")]
    Cover.objects.create(
        away=world.second_facilitator,
        covered_by=world.facilitator,
        from_date=NOON.date(),
        to_date=NOON.date(),
    )
    assert section(world.facilitator, "Due soon") == [(file.reference, "Contact him")]


def test_a_facilitator_of_another_area_sees_nothing_of_it(world):
    world.acknowledged(at=NOON)
    world.attended(at=NOON)
    found = desk(world.other_facilitator, at=NOON + 30 * DAY)
    assert [item for part in found.sections for item in part.items] == []


def test_an_assessment_that_was_attended_waits_for_its_decision(world):
    file = world.attended(at=NOON)
    assert section(world.facilitator, "Waiting for you") == [(file.reference, "Record the decision")]


def test_an_appointment_that_is_past_waits_for_what_came_of_it(world):
    file = world.booked(at=NOON)
    assert section(world.facilitator, "Waiting for you", at=NOON + HOUR) == [
        (file.reference, "Record what came of the assessment")
    ]


def test_a_first_miss_asks_the_facilitator_to_get_in_touch_until_somebody_has(world):
    start = NOON - 14 * DAY
    group = world.group(at=start)
    file = world.on_programme(group=group, at=start)
    session = group.sessions.order_by("starts_at").first()
    world.register(session, {file: "absent_no_contact"})
    heading = "Missed without contact: get in touch"
    assert [reference for reference, _ in section(world.facilitator, heading)] == [file.reference]
    referrals.models.ContactAttempt.objects.create(
        referral=file, at=session.starts_at + DAY, channel="phone", two_way=True, by=world.facilitator
    )
    assert section(world.facilitator, heading) == []


def test_a_register_that_nobody_took_stands_on_the_home_of_its_pair_and_of_the_manager(world):
    start = NOON - 14 * DAY
    group = world.group(at=start)
    world.on_programme(group=group, at=start)
    session = group.sessions.order_by("starts_at").first()
    for person in (world.facilitator, world.second_facilitator, world.manager):
        found = [part for part in desk(person, at=NOON).sections if part.heading == "Registers not taken"]
        assert session.get_absolute_url() in [item.href for item in found[0].items]


def test_todays_session_is_todays_and_next_weeks_is_this_weeks(world):
    group = world.group(at=NOON)
    session = group.sessions.order_by("starts_at").first()
    day_of = session.starts_at - 2 * HOUR
    today = [
        part for part in desk(world.facilitator, at=day_of).sections if part.heading == "Your sessions today"
    ]
    assert [item.href for item in today[0].items] == [session.get_absolute_url()]
    week = [part for part in desk(world.facilitator, at=day_of - DAY).sections if part.heading == "This week"]
    assert session.get_absolute_url() in [item.href for item in week[0].items]


def test_a_social_worker_is_asked_for_what_comes_back_and_finds_the_button(client, world):
    file = world.closed(at=NOON)
    assert section(world.social_worker, "Asked of you") == [
        (file.reference, "Acknowledge the referral back"),
        (file.reference, "Record the children's services plan"),
    ]
    client.force_login(world.social_worker)
    page = client.get(reverse("home"))
    assert f'href="{reverse("start_referral")}"'.encode() in page.content
    assert b"Refer a man" in page.content


def test_a_manager_sees_the_discussion_that_waits_and_who_waits_for_a_place(world):
    pending, suitable = world.pending(at=NOON), world.suitable(at=NOON)
    assert (pending.reference, "Hold the joint case discussion") in section(
        world.manager, "Joint discussions and reviews"
    )
    assert [reference for reference, _ in section(world.manager, "Waiting for a place")] == [
        suitable.reference
    ]


def test_an_iss_worker_sees_files_of_her_own_and_those_nobody_has(world):
    mine, colleagues = (world.her_file(world.pending(at=NOON)) for _ in range(2))
    colleague = world.iss_manager
    allocate(colleagues, worker=colleague, by=world.iss_manager, at=NOON)
    assert [reference for reference, _ in section(world.iss_worker, "Due soon")] == [mine.reference]
    everything = [reference for reference, _ in section(world.iss_manager, "Due soon")]
    assert sorted(everything) == sorted([mine.reference, colleagues.reference])
    assert [reference for reference, _ in section(world.iss_manager, "Not given to a worker yet")] == [
        mine.reference
    ]
    assert [part for part in desk(world.other_iss_manager, at=NOON).sections if part.items] == []


def test_a_contact_whose_time_has_passed_waits_to_be_recorded(world):
    referral = world.on_programme()
    given = {"planned_at": NOON + HOUR, "mode": "phone", "purpose": "", "by": world.facilitator, "at": NOON}
    planned = plan_key_work(referral, **given)
    heading = "One-to-one contacts to record"
    headings = [found.heading for found in desk(world.facilitator, at=NOON).sections if found.items]
    assert heading not in headings
    waits = [(referral.reference, "Record what came of it")]
    assert section(world.facilitator, heading, at=NOON + HOUR) == waits
    settle_key_work(planned, state="he_did_not_come", by=world.facilitator, at=NOON + 2 * HOUR)
    assert section(world.facilitator, heading, at=NOON + 2 * HOUR) == []


def test_distress_stands_first(world):
    file = world.her_file(world.pending(at=NOON))
    raise_distress(file, session_day=NOON.date(), key="distress:1", at=NOON)
    found = desk(world.iss_worker, at=NOON)
    assert found.sections[0].heading == "Distress to answer"
    assert found.first.reference == file.reference


def test_while_sharing_is_stopped_the_iss_sees_no_name_of_his(world):
    referral = world.pending(at=NOON)
    flag_counter_allegation(referral, by=world.manager, at=NOON)
    for person in (world.iss_worker, world.iss_manager):
        titles = [item.title for part in desk(person, at=NOON).sections for item in part.items]
        assert "Gareth Pemberwick" not in titles
        assert referral.reference in titles
    assert section(world.manager, "Counter-allegations to review")


def test_nothing_about_her_is_on_any_home_of_his_side(client, world):
    now = timezone.now()
    stages = World.every_stage
    world.now = now
    stages(world)
    for name in ("social_worker", "spoc", "facilitator", "manager", "opcc", "administrator", "dpo"):
        client.force_login(getattr(world, name))
        page = client.get(reverse("home")).content.decode()
        for hers in (*HER_NAME.split(), "marmalade", "Larkspur"):
            assert hers not in page, (name, hers)


def test_the_commissioner_gets_counts_and_no_person(client, world):
    world.closed(at=NOON)
    client.force_login(world.opcc)
    page = client.get(reverse("home"))
    assert [figure["value"] for figure in page.context["desk"].figures][:2] == ["1", "1"]
    assert b"Pemberwick" not in page.content


def test_a_long_list_is_capped_and_says_where_the_rest_is(client, world):
    many_files(world, CAP + 5, NOON - 30 * DAY)
    client.force_login(world.facilitator)
    page = client.get(reverse("home"))
    late = next(part for part in page.context["desk"].sections if part.heading == "Overdue")
    assert (len(late.items), late.more) == (CAP, True)
    assert b"See them all" in page.content


def many_files(world, number, at):
    """Files passed on to the area, each with an overdue promise; hers with theirs."""
    start = Referral.objects.count()
    men = Man.objects.bulk_create(Man(reference=f"P-{start + n}", last_name="Many") for n in range(number))
    files = Referral.objects.bulk_create(
        Referral(
            reference=f"MT-{start + n}",
            man=man,
            area=world.area,
            team=world.social_worker.team,
            status="acknowledged",
            received_at=at,
            received_date=at.date(),
            passed_on_at=at,
        )
        for n, man in enumerate(men)
    )
    hers = PartnerFile.objects.bulk_create(
        PartnerFile(
            reference=f"ISS-{file.pk}", referral=file, provider=world.area.provider, status="released"
        )
        for file in files
    )
    clock = {"started_at": at, "due_at": at + DAY}
    rule = {promise: PromiseRule.objects.in_force(promise, at) for promise in Promise}
    referrals.models.Deadline.objects.bulk_create(
        referrals.models.Deadline(referral=file, promise=promise, rule=rule[promise], **clock)
        for file in files
        for promise in (Promise.CONTACT_HIM, Promise.REFER_BACK, Promise.JOINT_REVIEW)
    )
    iss.models.Deadline.objects.bulk_create(
        iss.models.Deadline(partner_file=file, promise=promise, rule=rule[promise], **clock)
        for file in hers
        for promise in (Promise.CONTACT_HER, Promise.ANSWER_DISTRESS)
    )


@pytest.mark.parametrize("persona", sorted(PERSONAS))
def test_a_thousand_files_cost_no_more_queries_than_ten(client, world, persona):
    client.force_login(getattr(world, persona))

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("home")).status_code == 200
        return len(captured)

    many_files(world, 10, NOON - 30 * DAY)
    queries()
    ten = queries()
    many_files(world, 990, NOON - 20 * DAY)
    assert queries() == ten
    assert ten <= 31


@pytest.mark.django_db
def test_at_a_glance_the_page_says_how_much_waits_and_each_number_leads_to_its_list(client):
    world = World(timezone.now()).every_stage()
    client.force_login(world.manager)
    answer = client.get(reverse("home"))
    full = answer.context["desk"].full
    assert len(full) > 2
    for section in full:
        assert f'href="#{section.anchor}"' in answer.content.decode()
        assert f'id="{section.anchor}"' in answer.content.decode()


def test_a_number_says_that_there_are_more_than_are_shown():
    assert [Section("Overdue", [None] * 10, more=more).number for more in (False, True)] == ["10", "10+"]


def test_what_i_was_told_since_i_was_here_is_there_and_what_i_knew_before_is_not(client, world):
    """What must be acknowledged has a section of its own, and stays there however old it is."""
    known = world.received(at=NOON)
    here = SignedIn.objects.create(person=world.spoc, began_at=NOON, seen_at=NOON + HOUR)
    fresh = world.received(at=NOON + 2 * HOUR)
    told = news(world.spoc, here=None, at=NOON + 3 * HOUR)
    assert told.heading == "New since you were here on 3 June 2026 at 1pm"
    assert [item.what for item in told.items] == [fresh.reference]
    everything = news(world.spoc, here=here, at=NOON + 3 * HOUR)
    assert everything.heading == "New to you"
    assert [item.what for item in everything.items] == [fresh.reference, known.reference]
    assert news(world.other_facilitator, here=None, at=NOON + 3 * HOUR).items == []


def test_a_manager_finds_whom_only_a_manager_can_decide_about(world):
    file = world.attended(at=NOON)
    assert section(world.manager, "Only a manager can decide") == []
    Referral.objects.filter(pk=file.pk).update(strangulation=True)
    assert section(world.manager, "Only a manager can decide") == [
        (file.reference, "Consider his history of strangulation, and decide")
    ]


def test_after_its_alerts_a_facilitators_page_goes_on_with_the_register_and_todays_session(world):
    group = world.group(at=NOON)
    session = group.sessions.order_by("starts_at").first()
    found = [part.heading for part in desk(world.facilitator, at=session.starts_at).sections]
    assert found[:3] == ["Alerts to acknowledge", "Registers not taken", "Your sessions today"]
