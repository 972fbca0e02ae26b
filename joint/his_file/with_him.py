"""What happens with him as events of the course of his file: contact, assessment, sessions, one-to-one."""

from django.db.models import DateTimeField
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse

from accounts.timeline import Source
from programme.models import Attendance, Concern, KeyWork
from programme.rules import Outcome
from texts.models import Text

from .around import name_of, who


def contact(reading):
    his = reading.referral
    alone = reading.of(KeyWork).exclude(contact=None).values("contact")
    texts = Text.objects.about(his).filter(sent_at__isnull=False)
    yield Source(
        "contact",
        # A one-to-one is told as one, to those who read it
        his.contact_attempts.exclude(pk__in=alone).select_related("by"),
        "at",
        lambda row: {
            "title": f"{'Contact' if row.two_way else 'Attempt'}: {row.get_channel_display().lower()}",
            "text": row.note,
            "by": row.by.name,
        },
    )
    yield Source(
        "contact",
        texts,
        "sent_at",
        lambda row: {"title": f"Reminded of: {row.get_occasion_display().lower()}", "by": "the system"},
    )


def assessment(reading):
    his = reading.referral
    offers = his.assessment_offers.select_related("by")
    yield Source(
        "decisions",
        offers.exclude(outcome=""),
        "outcome_at",
        lambda row: {"title": f"Assessment: {row.get_outcome_display().lower()}", "by": row.by.name},
    )
    yield Source(
        "decisions",
        offers,
        "offered_date",
        lambda row: {
            "title": f"Assessment offered, {row.get_mode_display().lower()}",
            "appointment": row.appointment_at,
            "by": row.by.name,
        },
    )
    yield Source(
        "decisions",
        his.decisions.select_related("by"),
        "at",
        lambda row: {
            "title": f"Decision {row.get_stage_display().lower()}: {row.get_outcome_display().lower()}",
            "text": row.get_unsuitable_reason_display(),
            "by": who(row.by),
            "href": reverse("file_part", args=[his.pk, "contact"]),
            "link": "Findings",
        },
    )
    yield Source(
        "decisions",
        his.agreements.select_related("by"),
        "asked_date",
        lambda row: {
            "title": f"{'He agreed' if row.agreed else 'He did not agree'} to take part, {row.get_form_display().lower()}",
            "by": row.by.name,
        },
    )


def sessions(reading):
    his = reading.referral
    held = Coalesce(
        "session__starts_at",
        Cast("held_date", DateTimeField()),
        Cast("session__held_date", DateTimeField()),
    )
    rows = reading.of(Attendance).select_related("session__topic", "session__group", "by")
    yield Source("sessions", rows.annotate(moment=held), "moment", _attended)
    concerns = reading.of(Concern).select_related("by")
    yield Source(
        "risk", concerns, "at", lambda row: {"title": "Concern", "text": row.words, "by": row.by.name}
    )
    enrolments = his.enrolments.select_related("group", "by")
    yield Source(
        "sessions",
        enrolments,
        "at",
        lambda row: {"title": f"Given a place: {row.group}", "by": row.by.name},
    )


def key_work(reading):
    rows = reading.of(KeyWork).exclude(state=KeyWork.State.PLANNED).select_related("by")
    yield Source(
        "contact",
        rows.annotate(moment=Coalesce("happened_at", "planned_at")),
        "moment",
        lambda row: {
            "title": f"One-to-one, {row.get_mode_display().lower()}: {row.get_state_display().lower()}",
            "text": row.note,
            "by": row.by.name,
        },
    )


def _attended(row):
    topic = row.session.topic.title if row.session.topic else ""
    parts = (topic, "Distress flagged" if row.distress_at else "", row.note)
    group = row.session.group_id
    return {
        "title": f"Session: {row.get_outcome_display().lower()}",
        "text": "\n".join(part for part in parts if part),
        "by": name_of(row.by),
        "tone": "late" if row.outcome == Outcome.ABSENT_NO_CONTACT else "",
        "href": reverse("register", args=[row.session_id]) if group else "",
        "link": "Register",
    }
