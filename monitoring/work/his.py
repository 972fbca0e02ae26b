"""The desks of children's services, of the SPOC and of the facilitators."""

from dataclasses import replace
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localtime

from programme.letters.owed import owed
from programme.reading import short_moment
from referrals.models import Referral
from referrals.statuses import Status
from timescales.promises import Promise

from . import queries
from .due import overdue_and_soon
from .following import unread
from .items import Item, his_item, notice_item, section
from .reports import signing, to_write
from .table import agreed

ALERTS_AT_ONCE = 5


def alerts(user, *, at):
    return section(
        "Alerts to acknowledge",
        queries.notices(user),
        lambda notice: notice_item(notice, at=at),
        cap=ALERTS_AT_ONCE,
        href=reverse("inbox"),
        presses=True,
        columns=("Alert", "What to do", "When"),
    )


def _day(day):
    return f"{day:%-d %B %Y}" if day else "Not recorded"


def spoc(user, *, at):
    clocks = queries.his_clocks(user, [user.pk])
    return [
        alerts(user, at=at),
        section(
            "To acknowledge and pass on",
            clocks.filter(promise=Promise.ACKNOWLEDGE),
            his_item,
            href=reverse("desk"),
            link="See the desk",
            presses=True,
            empty="Every referral has been passed on.",
        ),
        section(
            "Waiting for the referrer",
            queries.asked_of_referrers(user),
            _waiting_for_an_answer,
            href=reverse("desk"),
            columns=("Who", "What for", "Since"),
        ),
        section(
            "Children’s services to be asked about their plan",
            clocks.filter(promise=Promise.CONFIRM_PLAN),
            lambda deadline: replace(
                his_item(deadline), href=reverse("confirm_plan", args=[deadline.referral_id])
            ),
            href=reverse("referrals"),
        ),
        unread(user, Referral.objects.visible_to(user), at=at),
    ]


def _waiting_for_an_answer(asked):
    return Item(
        title=asked.referral.man.name,
        reference=asked.referral.reference,
        href=asked.referral.get_absolute_url(),
        what="The answer to what is missing",
        note=_day(localtime(asked.asked_at).date()),
    )


def facilitator(user, *, at):
    names = queries.in_whose_name(user, at=at)
    sessions = queries.my_sessions(user, names)
    clocks = queries.his_clocks(user, names)
    today, this_week = _sessions(sessions, at=at)
    return [
        alerts(user, at=at),
        # Risk alone comes before what somebody in a hall looks for on a telephone
        registers(sessions, at=at),
        today,
        *overdue_and_soon(clocks, his_item, at=at, href=reverse("referrals")),
        section(
            "Waiting for you",
            queries.without_a_clock(user, names, at=at),
            _waiting_item,
            href=reverse("referrals"),
            presses=True,
        ),
        agreed(user, names),
        unread(user, _held(user, names), at=at),
        _first_misses(sessions),
        signing(user),
        to_write(_held(user, names)),
        letters(_held(user, names), at=at),
        contacts(user, names, at=at),
        this_week,
    ]


def _held(user, names):
    """The files of one's own, of those one stands in for, and of nobody yet."""
    return Referral.objects.visible_to(user).filter(Q(holder=None) | Q(holder__in=names))


def _waiting_item(referral):
    if referral.status == Status.ON_HOLD:
        what, note = "Review the hold", f"review was set for {_day(referral.hold_review_date)}"
    elif referral.status == Status.CONTACTED:
        what, note = "Offer another assessment", "the last one did not take place"
    elif referral.over:
        what, note = "Record what came of the assessment", "the appointment is past"
    else:
        what, note = "Record the decision", f"assessed {_day(referral.assessment_attended_date)}"
    return Item(
        title=referral.man.name,
        reference=referral.reference,
        href=referral.get_absolute_url(),
        what=what,
        note=note,
    )


def _first_misses(sessions):
    return section(
        "Missed without contact: get in touch",
        queries.first_misses(sessions),
        lambda row: Item(
            title=row.referral.man.name,
            reference=row.referral.reference,
            href=row.referral.get_absolute_url(),
            what="Contact him: a second miss closes the file",
            note=f"missed {short_moment(row.session.starts_at)}",
        ),
        href=reverse("referrals"),
        presses=True,
    )


def letters(files, *, at):
    return section(
        "Letters to send",
        owed(files, at=at),
        lambda each: Item(
            title=each.referral.man.name,
            reference=each.referral.reference,
            href=reverse("his_letters", args=[each.referral.pk]),
            what=each.kind.label,
            note=f"owed since {_day(each.since)}",
        ),
        href=reverse("letters"),
        columns=("Who", "Letter", "When"),
    )


def contacts(user, names, *, at):
    return section(
        "One-to-one contacts to record",
        queries.contacts_to_record(user, names, at=at),
        lambda row: Item(
            title=row.referral.man.name,
            reference=row.referral.reference,
            href=reverse("key_work_outcome", args=[row.pk]),
            what=f"Record what came of it{': ' + row.purpose if row.purpose else ''}",
            note=f"planned for {short_moment(row.planned_at)}",
        ),
        href=reverse("referrals"),
        presses=True,
    )


def registers(sessions, *, at):
    return section(
        "Registers not taken",
        queries.register_clocks(sessions, at=at),
        lambda clock: Item(
            title=str(clock.session),
            href=clock.session.get_absolute_url(),
            what="Take the register",
            deadline=clock,
        ),
        href=reverse("sessions"),
        presses=True,
        columns=("Session", "What to do", "When"),
    )


def _sessions(sessions, *, at):
    """Today's, and those of the six days after: one's own of a week, in one question."""
    midnight = localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    tomorrow = (midnight + timedelta(days=1, hours=6)).replace(hour=0)
    planned = sessions.exclude(state="cancelled").order_by("starts_at", "pk")
    week = list(planned.filter(starts_at__gte=midnight, starts_at__lt=midnight + timedelta(days=7)))
    words = {"href": reverse("sessions"), "columns": ("Session", "Topic", "When")}
    return [
        section(
            "Your sessions today",
            [session for session in week if session.starts_at < tomorrow],
            _session_item,
            empty="No session today.",
            **words,
        ),
        section(
            "This week",
            [session for session in week if session.starts_at >= tomorrow],
            _session_item,
            **words,
        ),
    ]


def _session_item(session):
    return Item(
        title=session.group.name,
        reference=session.group.venue.name,
        href=session.get_absolute_url(),
        what=session.topic.title if session.topic else "No topic",
        note=short_moment(session.starts_at),
    )
