"""The desks of children's services, of the SPOC and of the facilitators."""

from dataclasses import replace
from datetime import timedelta

from django.urls import reverse
from django.utils.timezone import localtime

from intake.models import Draft
from programme.reading import short_moment
from referrals.models import Referral
from referrals.statuses import Status
from timescales.promises import Promise
from timescales.words import span

from . import queries
from .items import SOON, Item, his_item, notice_item, section

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


def overdue_and_soon(clocks, item, *, at, href, late="Overdue"):
    """The two sections that every caseworker begins with."""
    return [
        section(
            late, clocks.filter(due_at__lte=at), item, href=href, presses=True, empty="Nothing is overdue."
        ),
        section(
            "Due soon",
            clocks.filter(due_at__gt=at, due_at__lte=at + SOON),
            item,
            href=href,
            presses=True,
            empty="Nothing is due within a week.",
        ),
    ]


def social_worker(user, *, at):
    names = queries.in_whose_name(user, at=at)
    recent = Referral.objects.visible_to(user).select_related("man").order_by("-received_date", "-pk")
    return [
        alerts(user, at=at),
        section(
            "Asked of you",
            queries.his_clocks(user, names),
            _asked_item,
            href=reverse("referrals"),
            presses=True,
            empty="Nothing is asked of you at the moment.",
        ),
        section(
            "Unfinished referrals",
            Draft.objects.visible_to(user).unfinished().order_by("expires_at", "pk"),
            lambda draft: _draft_item(draft, at),
            href=reverse("drafts"),
            columns=("Draft", "What to do", "Kept"),
        ),
        section(
            "Your team’s referrals" if user.team_id else "Your referrals",
            recent.exclude(status=Status.MERGED),
            _status_item,
            href=reverse("referrals"),
            empty="Nobody of your team has referred a man yet.",
            columns=("Who", "Where it stands", "Received"),
        ),
    ]


def _asked_item(deadline):
    """To the social worker the promise is an order, not news of somebody else."""
    item = his_item(deadline)
    return (
        replace(item, what="Acknowledge the referral back")
        if deadline.promise == Promise.REFER_BACK
        else item
    )


def _draft_item(draft, at):
    name = " ".join(
        str(draft.data.get("him", {}).get(part, "")) for part in ("first_name", "last_name")
    ).strip()
    return Item(
        title=name or draft.reference,
        reference=draft.reference if name else "",
        href=draft.get_absolute_url(),
        what="Finish and send",
        note=f"for {span(max(draft.expires_at - at, timedelta(0)))} more",
    )


def _status_item(referral):
    return Item(
        title=referral.man.name,
        reference=referral.reference,
        href=referral.get_absolute_url(),
        what=referral.get_status_display(),
        note=_day(referral.received_date),
    )


def _day(day):
    return f"{day:%-d %B %Y}" if day else "Not recorded"


def spoc(user, *, at):
    clocks = queries.his_clocks(user, [user.pk]).filter(promise=Promise.ACKNOWLEDGE)
    return [
        alerts(user, at=at),
        section(
            "To acknowledge and pass on",
            clocks,
            his_item,
            href=reverse("referrals"),
            presses=True,
            empty="Every referral has been passed on.",
        ),
    ]


def facilitator(user, *, at):
    names = queries.in_whose_name(user, at=at)
    sessions = queries.my_sessions(user, names)
    clocks = queries.his_clocks(user, names)
    return [
        alerts(user, at=at),
        *overdue_and_soon(clocks, his_item, at=at, href=reverse("referrals")),
        section(
            "Waiting for you",
            queries.without_a_clock(user, names, at=at),
            _waiting_item,
            href=reverse("referrals"),
            presses=True,
        ),
        _first_misses(sessions),
        registers(sessions, at=at),
        *_sessions(sessions, at=at),
    ]


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
    """Today's, and those of the six days after."""
    midnight = localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    tomorrow = (midnight + timedelta(days=1, hours=6)).replace(hour=0)
    planned = sessions.exclude(state="cancelled").order_by("starts_at", "pk")
    words = {"href": reverse("sessions"), "columns": ("Session", "Topic", "When")}
    return [
        section(
            "Your sessions today",
            planned.filter(starts_at__gte=midnight, starts_at__lt=tomorrow),
            _session_item,
            empty="No session today.",
            **words,
        ),
        section(
            "This week",
            planned.filter(starts_at__gte=tomorrow, starts_at__lt=midnight + timedelta(days=7)),
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
