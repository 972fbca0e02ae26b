"""What happens around his file as events of its course: its steps and promises, what was said, and what the risk is."""

from dataclasses import dataclass

from django.urls import reverse

from accounts.roles import Permission as P
from accounts.timeline import Source
from joint.models import Incident, Report, RiskNote
from referrals.models import InformationRequest, Message, OnwardReferral
from referrals.next_steps import SHOWN_TO_REFERRER
from referrals.statuses import Status
from referrals.what_next import status_words

# A reason of these moves is a word from a list; of the others it may be a colleague's note.
REASON_FOR_ALL = {Status.CLOSED, Status.UNSUITABLE, Status.CONTACTED}


@dataclass(frozen=True)
class Reading:
    """One person reads the file of one man."""

    user: object
    referral: object

    @property
    def reads_content(self):
        return self.user.may(P.SEE_HIS_CONTENT)

    def of(self, model):
        return model.objects.visible_to(self.user).filter(referral=self.referral)


def steps(reading):
    def say(move):
        tells = reading.reads_content or move.to_status in REASON_FOR_ALL
        title = status_words(reading.user, move.to_status)
        return {"title": title, "by": who(move.by), "text": move.reason if tells else ""}

    yield Source("steps", reading.referral.status_changes.select_related("by"), "at", say)
    backs = reading.referral.referrals_back.filter(withdrawn_at=None)
    yield Source(
        "steps",
        backs.select_related("acknowledged_by"),
        "acknowledged_at",
        lambda back: {
            "title": "Children’s services know that he is referred back",
            "by": name_of(back.acknowledged_by),
        },
    )
    yield Source(
        "steps",
        backs.select_related("plan_by"),
        "plan_at",
        lambda back: {
            "title": "Children’s services have a plan",
            "by": name_of(back.plan_by),
            "text": back.plan,
        },
    )


def promises(reading):
    rows = reading.referral.deadlines.all()
    if not reading.reads_content:
        rows = rows.filter(promise__in=SHOWN_TO_REFERRER)
    yield Source("promises", rows, "kept_at", lambda row: {"title": f"Kept: {row.promised}", "tone": "done"})
    missed = rows.filter(missed_at__isnull=False)
    yield Source(
        "promises", missed, "due_at", lambda row: {"title": f"Missed: {row.promised}", "tone": "late"}
    )


def messages(reading):
    yield Source(
        "messages",
        reading.of(Message).select_related("by"),
        "at",
        lambda row: {
            "title": f"Message from {'children’s services' if row.from_referrer else 'My Time'}",
            "text": row.text,
            "by": row.by.name,
        },
    )
    asked = reading.of(InformationRequest).select_related("asked_by", "answered_by")
    yield Source(
        "messages",
        asked,
        "asked_at",
        lambda row: {"title": "The referrer was asked", "text": row.words, "by": row.asked_by.name},
    )
    yield Source(
        "messages",
        asked,
        "answered_at",
        lambda row: {"title": "The referrer answered", "by": name_of(row.answered_by)},
    )


def reports(reading):
    yield Source(
        "reports",
        reading.of(Report).select_related("issued_by"),
        "issued_at",
        lambda row: {
            "title": f"Report issued: {row.name}",
            "by": name_of(row.issued_by),
            "href": reverse("report", args=[row.pk]),
        },
    )


def others(reading):
    yield Source(
        "steps",
        reading.of(OnwardReferral).select_related("service", "by"),
        "referred_date",
        lambda row: {"title": f"Referred on to {row.service}", "by": row.by.name},
    )


def incidents(reading):
    yield Source(
        "risk",
        Incident.objects.visible_to(reading.user)
        .standing()
        .filter(referral=reading.referral, withdrawn=False),
        "happened_date",
        lambda row: {"title": "Incident", "text": row.what, "by": f"reported by {row.get_side_display()}"},
    )


def risk_notes(reading):
    yield Source(
        "risk",
        reading.of(RiskNote).in_force(),
        "at",
        lambda row: {
            "title": "Shared risk note",
            "href": reverse("file", args=[reading.referral.pk]),
            "link": "Read it",
        },
    )


def name_of(person):
    return person.name if person else ""


def who(person):
    """Who moved the file. Of the other side nobody is named here: what both decide, the joint discussion decides."""
    if person is None:
        return "the system"
    return "the joint discussion" if person.may(P.ISS_AT_TABLE) else person.name
