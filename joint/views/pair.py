from dataclasses import dataclass

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime

from accounts.roles import Permission, requires
from audit.trail import saw
from iss.models import PartnerFile
from joint import actions, overview
from joint.incidents.patterns import pattern_for
from joint.incidents.reading import incidents_of
from joint.models import JointReview, Report, RiskNote, Side
from joint.pairing import key_of, readable
from joint.preparing.agenda import by_topic, items_of
from joint.reviews.reading import open_actions
from joint.voices.reading import voices_of
from referrals.statuses import Status
from timescales.promises import Promise

from .pages import find_pair, side_of


@dataclass(frozen=True)
class Step:
    text: str
    url: str
    button: str
    deadline: object = None


@requires(Permission.JOINT_TABLE)
def pair(request, pk):
    at, user = timezone.now(), request.user
    him, side = find_pair(request, pk), side_of(user)
    saw(him, by=user, at=at, page="pair")
    context = {"him": him, "side": side, "at": at, "may_review": _may_review(him, user, side)}
    context["pattern"] = pattern_for(user, him, at)
    context["her_files"] = PartnerFile.objects.visible_to(user).filter(referral=him).order_by("pk")
    if side == Side.ISS and him.sharing_stopped:
        return render(request, "joint/stopped.html", context)
    return render(request, "joint/pair.html", context | _of_him(him, at) | _of_the_table(him, user, side, at))


def _may_review(him, user, side):
    done = him.counter_reviewed_by_iss if side == Side.ISS else him.counter_reviewed_by_my_time
    return user.may(Permission.COUNTER_ALLEGATION) and not done


def _of_him(him, at):
    rows = overview.attended(him)
    return {
        "progress": overview.progress(him, rows),
        "came": overview.came(rows),
        "to_come": overview.to_come(him, at),
        "risks": overview.risks(him),
        "changes": overview.changes(him),
    }


def _of_the_table(him, user, side, at):
    running = overview.running(him)
    records = actions.side_records(him)
    mine = records.get(key_of(user))
    rows = Report.objects.visible_to(user).filter(referral=him).order_by("version")
    reports = {report.kind: report for report in rows}
    step = _next(him, side, running, mine, reports)
    notes = RiskNote.objects.visible_to(user).filter(referral=him).select_related("by", "ended_by")
    reviews = JointReview.objects.visible_to(user).filter(referral=him).select_related("by", "provider")
    return {
        "running": running,
        "records": readable(him, records, user),
        "mine": mine,
        "reports": [(kind, reports.get(kind)) for kind in Report.WITH_THE_ISS],
        "held": [report for report in rows if report.held_at and side == Side.ISS],
        "reports_can_be_due": him.status in BEGUN,
        "step": step,
        "incidents": incidents_of(him, user),
        "notes": notes.in_force().order_by("-at"),
        "ended_notes": notes.exclude(ended_at=None).order_by("-ended_at"),
        "voices": voices_of(him, user),
        "reviews": list(reviews.prefetch_related("attended").order_by("-held_date", "-pk")),
        "agenda": by_topic(items_of(him, user)[1]),
        "agreed": open_actions(him, user),
        "today": localtime(at).date(),
        "acts": _acts(him, user, side),
    }


def _next(him, side, running, mine, reports):
    due = {deadline.promise: deadline for deadline in running}
    if him.status == Status.PENDING:
        text = (
            "Record your side of the joint case discussion."
            if mine is None
            else "Your side is recorded. It is decided when every side is in and all agree."
        )
        button = "Record my side" if mine is None else "Record my side again"
        return Step(text, reverse("discussion", args=[him.pk]), button, due.get(Promise.JOINT_DISCUSSION))
    if Promise.REVIEW_RISK in due:
        text = "There has been an incident: review the risk together and record it."
        return Step(text, reverse("review", args=[him.pk]), "Record a review", due[Promise.REVIEW_RISK])
    for kind, promise in (
        (Report.Kind.MIDWAY, Promise.MIDWAY_REPORT),
        (Report.Kind.COMPLETION, Promise.COMPLETION_REPORT),
    ):
        step = _report_step(him, side, kind, due.get(promise), reports.get(kind))
        if step:
            return step
    if Promise.JOINT_REVIEW in due:
        text = "Hold the monthly joint case review and record it."
        return Step(text, reverse("review", args=[him.pk]), "Record a review", due[Promise.JOINT_REVIEW])
    return None


def _report_step(him, side, kind, deadline, report):
    if deadline is None:
        return None
    if side == Side.MY_TIME:
        url = reverse("write_report", args=[him.pk, kind])
        return Step(f"The {kind.label.lower()} is due.", url, "Write the report", deadline)
    if report and report.iss_at:
        return None
    text = f"The {kind.label.lower()} is due: contribute to it, or say that you have nothing to add."
    return Step(text, reverse("contribute", args=[him.pk, kind]), "Contribute", deadline)


BEGUN = (Status.ON_PROGRAMME, Status.ON_HOLD, Status.COMPLETED, Status.CLOSED)
SHARES = {"review", "prepare", "agree_action", "risk_note", "counter_flag"}

# (url name, words, side or None for both, permission)
ACTS = (
    ("prepare", "Prepare for the table", None, Permission.JOINT_TABLE),
    ("review", "Record a review", None, Permission.JOINT_TABLE),
    ("agree_action", "Agree something to do", None, Permission.JOINT_TABLE),
    ("incident", "Report an incident or escalation", None, Permission.REPORT_INCIDENT),
    ("conflicts", "Recorded conflicts", None, Permission.REPORT_INCIDENT),
    ("risk_note", "Share a risk note with My Time", Side.ISS, Permission.ISS_AT_TABLE),
    ("professionals", "Other professionals", Side.MY_TIME, Permission.WRITE_REPORT),
    ("disclosures", "Disclosure log", None, Permission.REPORT_INCIDENT),
    ("counter_flag", "Flag a counter-allegation", None, Permission.COUNTER_ALLEGATION),
)


def _acts(him, user, side):
    return [
        (reverse(name, args=[him.pk]), words)
        for name, words, whose, permission in ACTS
        if whose in (None, side) and user.may(permission) and not (him.sharing_stopped and name in SHARES)
    ]
