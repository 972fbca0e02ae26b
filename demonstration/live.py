"""A dozen and a half live cases, one at every stage, as they would stand at this moment."""

from datetime import time

from accounts.models import Area
from alerts.models import Notice
from directory.models import Service
from intake.actions import save_page, start_draft
from programme.actions import open_group, plan_sessions
from programme.models import ProgrammeVersion, Venue
from referrals import actions as his
from timescales.working_time import is_working_day

from . import schedule
from .alongside import work_one_to_one
from .catching_up import make_up_for_it, upset_men_before, write_in_polish
from .counted import count_others, extract_for_evaluators
from .guarding import guard
from .incidents import settle_old_alerts, something_happens
from .letters import answer_a_pulse, write_letters
from .published import release_figures
from .reach import put_up_contacts, somebody_comes_himself
from .reaching import keep_her_safe
from .reporting import write_reports
from .returning import answer_requests, draft_returns, sign_an_earlier_return
from .risk import show_risk
from .saving import save_filters
from .steps import DAY, HOUR, WEEK, Steps
from .supporting import support_them
from .table import set_the_table
from .trained import set_targets, train_social_workers
from .twice import refer_twice
from .undelivered import give_up

# When the men of the two long-running groups were referred: number of the man, group, weeks ago
MEMBERS = (
    (12, "evening", 41),  # 29 sessions credited: the next completes
    (13, "day", 40),  # has just completed
    (14, "evening", 26),  # past half way
    (15, "day", 20),  # half way: the midway report is due
    (16, "evening", 12),  # missed last week: the next miss closes the file
    (17, "day", 10),  # missed the last two: closed
    (18, "evening", 9),  # his written agreement is late
)
# The daytime group is some topics behind: who missed one in the evening can catch up there.
WEEKS_RUN = {"evening": 38, "day": 35}
ABSENT = {16: 1, 17: 2}  # missed without contact: how many of the last registers
UNSIGNED, REPORT_DUE = 18, 15


def start_cases(people, *, at):
    """Make the live cases; everything in them happens through the product's own actions, at past moments."""
    steps = Steps(people)
    _front_door(steps, at)
    _assessment(steps, at)
    _waiting_and_ended(steps, at)
    sign_an_earlier_return(people, at=at)
    _groups(steps, at)
    support_them(steps, at=at)
    show_risk(steps, people, at=at)
    keep_her_safe(steps, at=at)
    set_the_table(steps, at=at)
    write_reports(steps, at=at)
    something_happens(steps, at=at)
    make_up_for_it(steps, at=at)
    upset_men_before(steps, at=at)
    write_in_polish(people["administrator"], at=at)
    schedule.arrange(people, at=at)
    put_up_contacts(people["administrator"], at=at)
    somebody_comes_himself(at=at)
    train_social_workers(people, at=at)
    set_targets(people, at=at)
    release_figures(people, at=at)
    count_others(people, at=at)
    extract_for_evaluators(people, at=at)
    write_letters(people, at=at)
    answer_a_pulse(people, at=at)
    draft_returns(people, at=at)
    answer_requests(people, at=at)
    save_filters(people, at=at)
    _settle_old_notices(at)
    give_up(people, at=at)
    guard(people, at=at)


def _front_door(steps, at):
    steps.receive(0, at - 3 * HOUR)
    steps.receive(1, at - 5 * DAY, by=steps.people["social-worker-2"])
    for number, hours in ((2, 20), (3, 70)):
        referral = steps.receive(number, at - (hours + 20) * HOUR)
        steps.acknowledge(referral, at - hours * HOUR)
        steps.attempt(referral, at - (hours - 10) * HOUR)
    steps.ask(steps.receive(19, at - 2 * DAY), at - 46 * HOUR)
    contacted = steps.receive(4, at - 6 * DAY)
    steps.acknowledge(contacted, at - 5 * DAY)
    steps.contact(contacted, at - 4 * DAY)
    refer_twice(steps, contacted, at=at)
    draft = start_draft(by=steps.social_worker, at=at - 2 * DAY)
    save_page(draft, page="him", values={"first_name": "Jason", "last_name": "Tolliver"}, at=at - 2 * DAY)


def _assessment(steps, at):
    booked = steps.receive(5, at - 8 * DAY)
    steps.acknowledge(booked, at - 7 * DAY)
    steps.contact(booked, at - 6 * DAY)
    steps.offer(booked, at - 4 * DAY, at + DAY)
    steps.carry_to_assessed(6, at - 10 * DAY, strangulation=True)
    fresh = steps.carry_to_assessed(7, at - 11 * DAY)
    steps.find_provisional(fresh, at - 30 * HOUR)
    discussed = steps.carry_to_assessed(8, at - 20 * DAY)
    steps.find_provisional(discussed, at - 9 * DAY)
    steps.support_her(discussed, at - 8 * DAY)
    steps.agree(discussed, at - 20 * HOUR, "my_time")


def _waiting_and_ended(steps, at):
    waiting = steps.carry_to_assessed(9, at - 18 * DAY)
    steps.find_provisional(waiting, at - 8 * DAY)
    steps.support_her(waiting, at - 7 * DAY)
    steps.agree(waiting, at - 5 * HOUR)
    unsuitable = steps.carry_to_assessed(10, at - 14 * DAY)
    his.find_unsuitable(
        unsuitable,
        stage="assessment",
        reason="denial",
        risks="He blames her for all of it and knows the route the children walk to school.",
        alternatives="Key-work with his own general practitioner about alcohol first.",
        suggested=Service.objects.filter(slug__in=["adais", "reprovide"]),
        recommendation={
            "recommend_dash": True,
            "recommendation_via": "csc",
            "recommendation_who": steps.social_worker.name,
            "recommendation_by_date": (at + 2 * DAY).date(),
        },
        by=steps.facilitator,
        at=at - 3 * DAY,
    )
    held = steps.receive(11, at - 12 * DAY)
    steps.acknowledge(held, at - 11 * DAY)
    his.hold(
        held,
        reason="In hospital for an operation",
        review_date=(at + 14 * DAY).date(),
        by=steps.facilitator,
        at=at - 9 * DAY,
    )


def _groups(steps, at):
    """Two groups that have run for most of a year. The evening group's last register has not been taken yet."""
    day = _last_working_day(at)
    for name, start in (("day", time(10)), ("evening", time(18, 30))):
        group = _group(steps, name, day, start, at)
        members = {
            number: _enrol(steps, group, number, at - w * WEEK) for number, g, w in MEMBERS if g == name
        }
        past = list(group.sessions.filter(ends_at__lte=at).order_by("starts_at"))
        if name == "evening":
            past = past[:-1]
        for left, session in zip(range(len(past) - 1, -1, -1), past, strict=True):
            _hold(steps, session, members, left=left, may_complete=name == "day")
        for number, referral in members.items():
            if number != REPORT_DUE and referral.deadlines.running().filter(promise="midway_report").exists():
                steps.report_midway(referral)
        work_one_to_one(steps, members, at=at)


def _enrol(steps, group, number, referred):
    referral = steps.carry_to_suitable(number, referred)
    ready = referred + 16 * DAY + 4 * HOUR
    first = group.sessions.filter(starts_at__gt=ready).order_by("starts_at").first()
    steps.enrol(referral, group, first, ready)
    if number == REPORT_DUE:
        steps.unreported.add(referral.pk)
    if number != UNSIGNED:
        steps.sign(referral, ready + DAY)
    return referral


def _hold(steps, session, members, *, left, may_complete):
    """Take one register; ``left`` registers follow it."""
    outcomes = {}
    for number, referral in members.items():
        referral.refresh_from_db()
        enrolment = referral.enrolments.select_related("first_session").get()
        if referral.status == "on_programme" and enrolment.first_session.starts_at <= session.starts_at:
            outcomes[referral] = _outcome(number, referral, session, left=left, may_complete=may_complete)
    if outcomes:
        steps.register(session, outcomes)


def _outcome(number, referral, session, *, left, may_complete):
    if left < ABSENT.get(number, 0):
        return "absent_no_contact"
    nearly_done = referral.attendances.credited().count() >= referral.sessions_required - 1
    if nearly_done and not may_complete:
        return "absent_notice"
    if number not in ABSENT and left % 9 == number % 9 and left > 8:
        return "absent_notice"
    return "late" if (left + number) % 7 == 0 else "attended"


def _group(steps, name, day, start, at):
    area = Area.objects.get(name="Birmingham")
    began = at - WEEKS_RUN[name] * WEEK
    venue, _ = Venue.objects.get_or_create(
        area=area,
        name="Aston Cross Centre",
        defaults={
            "address": "2 Foundry Lane, Birmingham",
            "access_notes": "Step-free. Bus 67 stops outside.",
        },
    )
    group = open_group(
        name=f"Birmingham {day:%A} {'evening' if name == 'evening' else 'daytime'}",
        area=area,
        venue=venue,
        version=ProgrammeVersion.objects.get(name="30-week programme"),
        weekday=day.weekday(),
        starts=start,
        lead_man=steps.facilitator,
        lead_woman=steps.people["facilitator-2"],
        by=steps.manager,
        at=began,
    )
    weeks = WEEKS_RUN[name] + 12
    plan_sessions(group, from_date=began.date(), weeks=weeks, by=steps.manager, at=began)
    return group


def _last_working_day(at):
    """The last working day before today: its evening session is over, and its register is waited for."""
    day = (at - DAY).date()
    while not is_working_day(day):
        day -= DAY
    return day


def _settle_old_notices(at):
    """What was told more than two days ago has been read and mailed, as it would have been."""
    old = Notice.objects.filter(alert__at__lt=at - 2 * DAY)
    old.filter(
        alert__kind__in=["received", "status", "acknowledged", "passed_on", "provisional", "started"]
    ).update(seen_at=at - DAY)
    old.filter(alert__at__lt=at - 7 * DAY).update(seen_at=at - DAY, acknowledged_at=at - DAY)
    settle_old_alerts(at)
    Notice.objects.filter(alert__at__lt=at - HOUR).update(mailed_at=at)
