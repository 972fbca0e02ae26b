"""A hundred midway reports in one worker: from the record to the paper. The floor is WeasyPrint alone on the same page.

Ours is what a press of the button costs: read the record, draw the page, set it in type. The floor is given the finished
page and the parsed style, and sets the type. Both are timed in turns, report by report; the ratio is the median of the
hundred ratios.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from statistics import median

from django.db import connection
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from accounts.models import Area, Organisation, User
from joint.models import Report
from joint.reports.drafting import document
from joint.reports.papers import page, pdf
from outcomes.models import InstrumentVersion
from outcomes.stages import Stage
from paper import documents
from programme.models import Attendance, Enrolment, Group, KeyWork, ProgrammeVersion, Session, Venue
from referrals.models import HisMeasure, Man, Referral

from .measuring import once

NAME = "reports"
REPORTS = 100
LIMIT = 1.3
BEGAN = datetime(2026, 1, 7, 18, tzinfo=UTC)
HELD, WEEK = 16, timedelta(weeks=1)
WORDS = {
    "attendance": "He comes early, and rings when he cannot come.",
    "engagement": "He takes part, and names what he did. He listens better than he speaks. " * 3,
    "risks": "No new concern. He still plays down the argument of last winter. " * 3,
    "recommendation": "Go on with the group, and look again at the joint case review.",
}


def fill(cases):
    """Men half way through, in groups of twelve: a hundred of them, and only a few where ``cases`` is for a trial."""
    by = _people()
    version = ProgrammeVersion.objects.get(name="30-week programme")
    topics = list(version.topics.order_by("number"))
    area = Area.objects.order_by("pk").first()
    venue = Venue.objects.create(area=area, name="A hall")
    for first in range(0, how_many(cases), 12):
        sessions = _group(first, area=area, venue=venue, version=version, topics=topics, leads=by)
        for number in range(first, min(first + 12, how_many(cases))):
            _man(number, sessions=sessions, area=area, version=version, by=by[0])
    with connection.cursor() as cursor:
        cursor.execute("analyze")


def how_many(cases):
    return min(REPORTS, max(cases // 10, 4))


def _people():
    ours = Organisation.objects.filter(kind=Organisation.Kind.MY_TIME).first()
    found = []
    for sex in (User.Sex.MAN, User.Sex.WOMAN):
        more = {"role": "facilitator", "organisation": ours, "sex": sex}
        found.append(User.objects.create_user(f"{sex}@benchmark.example", name=f"A {sex}", **more))
    return found


def _group(first, *, area, venue, version, topics, leads):
    group = Group.objects.create(
        name=f"Group from {first}",
        area=area,
        venue=venue,
        version=version,
        weekday=2,
        starts=time(18),
        lead_man=leads[0],
        lead_woman=leads[1],
    )
    return Session.objects.bulk_create(
        Session(
            reference=f"B{first}-{week}",
            group=group,
            topic=topics[week % len(topics)] if topics else None,
            starts_at=BEGAN + week * WEEK,
            ends_at=BEGAN + week * WEEK + timedelta(hours=2),
            state=Session.State.HELD,
        )
        for week in range(HELD)
    )


def _man(number, *, sessions, area, version, by):
    man = Man.objects.create(reference=f"BM{number}", first_name="Man", last_name=f"Number {number}")
    referral = Referral.objects.create(
        reference=f"BM{number}",
        man=man,
        area=area,
        source="cp",
        status="on_programme",
        imported=True,
        received_date=date(2025, 11, 1),
        sessions_required=version.sessions_required,
    )
    Enrolment.objects.create(
        referral=referral,
        group=sessions[0].group,
        version=version,
        first_session=sessions[0],
        at=BEGAN,
        by=by,
    )
    Attendance.objects.bulk_create(
        Attendance(
            session=session,
            referral=referral,
            outcome="absent_notice" if (week + number) % 9 == 0 else "attended",
            by=by,
            at=session.ends_at,
        )
        for week, session in enumerate(sessions)
    )
    _what_was_seen(referral, by=by)
    Report.objects.create(referral=referral, kind=Report.Kind.MIDWAY, words=WORDS, iss_nil=True)


def _what_was_seen(referral, *, by):
    for month in range(4):
        at = BEGAN + month * 4 * WEEK
        KeyWork.objects.create(
            referral=referral,
            state=KeyWork.State.HELD,
            happened_at=at,
            contact=referral.contact_attempts.create(at=at, channel="phone", two_way=True, by=by),
            mode=KeyWork.Mode.PHONE,
            motivation=1 + month,
            willingness=2 + month // 2,
            by=by,
            at=at,
        )
    version = InstrumentVersion.objects.get(code="M", number=1)
    for stage, day, answer in ((Stage.INITIAL, 7, 2), (Stage.MIDWAY, 100, 1)):
        answers = {item["id"]: answer for item in version.items if item["scale"] == "F"}
        asked = (BEGAN + timedelta(days=day)).date()
        HisMeasure.objects.create(
            referral=referral,
            stage=stage,
            asked_date=asked,
            answers=answers,
            version=version,
            by=by,
            at=BEGAN,
        )


def measure(cases):
    reports = Report.objects.select_related(
        "referral__man", "referral__area", "referral__referrer", "referral__team", "decision", "back"
    )
    reports = list(reports.order_by("pk"))
    ours(reports[0])
    floor(finished(reports[0]))
    found = []
    for place, report in enumerate(reports):
        html = finished(report)
        turns = [partial(ours, report), partial(floor, html)]
        costs = [once(turn) for turn in (turns if place % 2 else reversed(turns))]
        found.append(tuple(costs if place % 2 else reversed(costs)))
    ratios = {name: median(_of(o, name) / _of(f, name) for o, f in found) for name in ("wall_ms", "cpu_ms")}
    return {
        "what": f"{len(found)} midway reports in one worker, each once ours and once the floor, in turns",
        "floor": {name: round(median(_of(f, name) for _, f in found), 1) for name in ratios},
        "ours": {name: round(median(_of(o, name) for o, _ in found), 1) for name in ratios},
        "ratio": {name.removesuffix("_ms"): round(value, 3) for name, value in ratios.items()},
        "limit": LIMIT,
        "within_limit": ratios["cpu_ms"] <= LIMIT,
    }


def ours(report):
    """From the record to the paper."""
    pdf(report, page(report, document(report)))
    return 1


def finished(report):
    """The page that the paper of ``report`` is set from."""
    drawn = mark_safe(page(report, document(report)))  # noqa: S308 - drawn by our own template
    return render_to_string(
        "paper/report.html", {"report": report, "referral": report.referral, "page": drawn}
    )


def floor(html):
    """WeasyPrint, and nothing of ours: the same page, the same style, the same kind of PDF."""
    import weasyprint

    found = weasyprint.HTML(string=html, base_url="")
    found.write_pdf(stylesheets=[_style(weasyprint)], pdf_variant="pdf/ua-1", pdf_tags=True)
    return 1


_STYLES = []


def _style(weasyprint):
    if not _STYLES:
        _STYLES.append(weasyprint.CSS(string=documents.style()))
    return _STYLES[0]


def _of(cost, name):
    return getattr(cost, name)
