"""What each part of his file shows: the facts of his side, and of the joint table only what his side may know.

Nothing here imports her room, and a test holds that (docs: the wall between the two files).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from accounts.presence import there
from accounts.roles import Permission
from intake.asking.words import asked_about
from intake.models import PlanEnquiry, SelfReferral
from joint.incidents.reading import incidents_of
from joint.models import Professional, RiskNote
from joint.reports.shelf import shelf
from programme.catching_up import mark_catching_up
from programme.models import Attendance, Concern, Goal, KeyWork, Return
from programme.progress import credited, required
from programme.topics import his_topics
from referrals.acts import why_not
from referrals.eligibility import Criterion
from referrals.measuring.reading import read as read_measures
from referrals.models import Availability, OnwardReferral, Told
from referrals.next_steps import address_of_step, shown
from referrals.statuses import Source, Status
from texts.models import Text
from texts.providers import is_set_up

from .there import latest_decision

TIMELINE, TEXTS_SHOWN = "history", 10


@dataclass(frozen=True)
class Part:
    name: str
    words: str
    permission: Permission
    read: Callable


def overview(user, referral, running):
    reads_content = user.may(Permission.SEE_HIS_CONTENT)
    return {
        "promises": [(each, address_of_step(user, referral, each)) for each in shown(user, running)],
        "decision": latest_decision(referral),
        "returned": _returned(referral),
        "reports": shelf(user, referral, running=running),
        "risk_notes": _risk_notes(user, referral),
        "incidents": incidents_of(referral, user) if there(referral, "incidents") else [],
        "professionals": _professionals(user, referral),
        "linked": "linked" in referral.presence if reads_content else None,
        **(asked_about(user, referral) if there(referral, "requests") else {}),
    }


def told(user, referral, running):
    """What the referrer said."""
    warned = [Criterion(code).label for code in referral.eligibility_warnings]
    return {
        "children": referral.children.order_by("pk"),
        "told": Told.objects.visible_to(user).filter(referral=referral).first(),
        "orders": referral.protection_orders.order_by("pk"),
        "agencies": referral.agencies.order_by("pk"),
        "availability": Availability.objects.visible_to(user).filter(referral=referral).first(),
        "warned": warned,
        **_of_himself(user, referral),
    }


def _of_himself(user, referral):
    """What a man who referred himself said, and what children's services say of the plan."""
    if referral.source != Source.SELF:
        return {}
    asked = PlanEnquiry.objects.visible_to(user).filter(referral=referral).select_related("authority", "by")
    return {
        "himself": SelfReferral.objects.visible_to(user).filter(referral=referral).first(),
        "asked": asked.order_by("-at", "-pk"),
    }


def contact(user, referral, running):
    decisions = referral.decisions.select_related("by").prefetch_related("suggested").order_by("-at", "-pk")
    return {
        "contacts": referral.contact_attempts.select_related("by").order_by("-at", "-pk"),
        "offers": referral.assessment_offers.select_related("by").order_by("-appointment_at"),
        "decisions": decisions,
        "agreements": referral.agreements.select_related("by").order_by("-asked_date", "-pk"),
        "texts": Text.objects.about(referral).order_by("-due_at", "-pk")[:TEXTS_SHOWN],
        "texts_are_sent": is_set_up(),
    }


def on_programme(user, referral, running):
    rows = Attendance.objects.visible_to(user).filter(referral=referral)
    rows = rows.select_related("session__topic", "session__group", "makes_up__session", "by")
    rows = sorted(rows, key=_day, reverse=True)
    mark_catching_up(rows)
    return {
        "visits": referral.visits.planned()
        .select_related("session__group", "missed__session")
        .order_by("pk"),
        "may_run": user.may(Permission.RUN_SESSIONS) and referral.status == Status.ON_PROGRAMME,
        "concerns": Concern.objects.visible_to(user)
        .filter(referral=referral)
        .select_related("by", "session")
        .order_by("-pk"),
        "returns": Return.objects.visible_to(user)
        .filter(referral=referral)
        .select_related("by", "first_session__group")
        .prefetch_related("repeats__session__topic")
        .order_by("-pk"),
        "enrolments": referral.enrolments.select_related("group", "version", "first_session").order_by("-at"),
        "attendances": rows,
        "credited": credited(referral) or referral.sessions_attended or 0,
        "required": required(referral),
        "topics": his_topics(referral),
        "unplaced": referral.status == Status.ON_PROGRAMME
        and not referral.imported
        and not referral.enrolments.filter(ended_at=None).exists(),
        "measures": read_measures(referral),
        "may_measure": user.may(Permission.ASSESS) and not why_not("ask_him", referral),
        "reports": shelf(user, referral, running=running),
    }


def key_work(user, referral, running):
    """One-to-one contacts beside the group, how ready he seemed, and what he works towards."""
    rows = KeyWork.objects.visible_to(user).filter(referral=referral).select_related("by")
    planned = [row for row in rows if row.state == KeyWork.State.PLANNED]
    goals = Goal.objects.visible_to(user).filter(referral=referral)
    return {
        "planned": sorted(planned, key=lambda row: row.planned_at),
        "past": sorted((row for row in rows if row not in planned), key=_when, reverse=True),
        "goals": sorted(goals, key=lambda goal: (goal.state != Goal.State.WORKING, -goal.pk)),
        "may_record": user.may(Permission.RUN_SESSIONS),
        "may_plan": user.may(Permission.RUN_SESSIONS) and not why_not("plan_key_work", referral),
    }


def services(user, referral, running):
    """What else was suggested to him, and where he was referred on."""
    decision = referral.decisions.filter(outcome="unsuitable").order_by("-at", "-pk").first()
    onwards = OnwardReferral.objects.visible_to(user).filter(referral=referral).with_outcome()
    return {
        "onwards": onwards.select_related("service", "by").order_by("-referred_date", "-pk"),
        "may_refer_on": user.may(Permission.REFER_ON) and not why_not("refer_on", referral),
        "words": decision.alternatives if decision else "",
        "suggested": decision.suggested.order_by("name").prefetch_related("areas") if decision else (),
    }


def history(user, referral, running):
    """Beside its course (timeline.py), which is a page at a time."""
    return {
        "sees_readers": user.may(Permission.SEE_READERS),
        "may_restrict": user.may(Permission.RESTRICT),
    }


P = Permission
PARTS = {
    part.name: part
    for part in (
        Part("overview", "Overview", P.SEE_HIS_FILES, overview),
        Part(TIMELINE, "Timeline", P.SEE_HIS_FILES, history),
        Part("told", "What we were told", P.SEE_HIS_CONTENT, told),
        Part("contact", "Contact and assessment", P.SEE_HIS_CONTENT, contact),
        Part("programme", "Programme", P.SEE_GROUPS, on_programme),
        Part("key-work", "Key work", P.RUN_SESSIONS, key_work),
        Part("services", "Other services", P.SEE_HIS_FILES, services),
    )
}


def _when(row):
    return row.happened_at or row.planned_at


def _day(attendance):
    session = attendance.session
    return (
        session.starts_at.date()
        if session.starts_at
        else attendance.held_date or session.held_date or date.min
    )


def _returned(referral):
    """The referral back to children's services that stands, if there is one."""
    if not there(referral, "referrals back"):
        return None
    backs = referral.referrals_back.filter(withdrawn_at=None).select_related("acknowledged_by", "plan_by")
    return backs.order_by("-at", "-pk").first()


def _risk_notes(user, referral):
    if not there(referral, "risk notes"):
        return []
    return RiskNote.objects.visible_to(user).in_force().filter(referral=referral).order_by("-at")


def _professionals(user, referral):
    if not there(referral, "professionals"):
        return []
    return Professional.objects.visible_to(user).filter(referral=referral).order_by("pk")
