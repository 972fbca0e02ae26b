"""A session and its register, made for a telephone in a hall."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.refusal import Refused
from accounts.roles import Permission, requires
from audit.trail import saw
from programme.actions import MustConfirm, take_register
from programme.forms import RegisterForm
from programme.models import Session
from programme.reading import (
    OUTCOME_TONES,
    caught_up_already,
    expected_men,
    recorded,
    register_clock,
    to_get_in_touch_with,
    with_registers,
)
from programme.rules import Outcome
from referrals.statuses import Status


@requires(Permission.RUN_SESSIONS)
def register(request, pk):
    at = timezone.now()
    session = get_object_or_404(with_registers(Session.objects.visible_to(request.user)), pk=pk)
    form, rows = _form(request, session, at)
    closing = set()
    if "all" in request.POST:
        form = RegisterForm(initial=form.everyone_attended().dict(), men=form.men, at=at)
    elif request.method == "POST" and form.is_valid():
        entries = form.entries()
        try:
            take_register(session, entries=entries, confirmed=form.confirmed(), by=request.user, at=at)
        except MustConfirm as must:
            closing = {referral.pk for referral in must.closing}
            form.ask_for_ticks(closing)
        except Refused as refusal:
            # Somebody may have recorded meanwhile: what is on the page must be what is so.
            form, rows = _form(request, session, at)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _saved(form.men, entries))
            return redirect(session)
    else:
        saw(session, by=request.user, at=at)
    return render(request, "programme/register.html", _context(session, form, rows, closing, at))


def _form(request, session, at):
    """The register of those without an outcome, and what is recorded."""
    rows = recorded(session)
    done = {row.referral_id for row in rows}
    men = [man for man in expected_men(session) if man.referral.pk not in done]
    data = request.POST if request.method == "POST" else None
    return RegisterForm(data, men=men, recorded=done, at=at), rows


def _context(session, form, rows, closing, at):
    _mark_what_may_be_done(rows)
    cancelled, begun = session.state == Session.State.CANCELLED, session.starts_at <= at
    clock = register_clock(session)
    open_register = begun and not cancelled
    return {
        "session": session,
        "heading": "Register" if open_register else "Session",
        "status": _status(session, form, open_register),
        "form": form,
        "rows": rows,
        "men": form.men,
        "closing": [man for man in form.men if man.referral.pk in closing],
        "clock": clock,
        "begun": begun,
        "cancelled": cancelled,
        "can_change": session.state == Session.State.PLANNED,
        "asks": open_register and (bool(form.men) or (bool(clock) and clock.is_running)),
        "missed": to_get_in_touch_with(session),
        "at": at,
    }


def _status(session, form, open_register):
    """(words, tone) of the page: of the register once there is one, else of the session."""
    if not open_register:
        return session.get_state_display(), "grey" if session.state == Session.State.CANCELLED else "blue"
    if session.state == Session.State.PLANNED:
        return "Not taken", "yellow"
    return ("Taken in part", "yellow") if form.men else ("Taken", "green")


def _mark_what_may_be_done(rows):
    again = caught_up_already(rows)
    for row in rows:
        on_programme = row.referral.status == Status.ON_PROGRAMME
        row.tone = OUTCOME_TONES.get(row.outcome, "grey")
        row.caught_up = row.pk in again
        row.can_catch_up = on_programme and row.outcome in Outcome.MISSED and not row.caught_up
        row.can_flag = row.outcome in Outcome.PRESENT and not row.distress_at


def _saved(men, entries):
    """What was done and what follows, in words."""
    missed = [
        m
        for m in men
        if m.referral.pk in entries and entries[m.referral.pk].outcome == Outcome.ABSENT_NO_CONTACT
    ]
    left = sum(man.referral.pk not in entries for man in men)
    words = ["The register is saved." if not left else f"Saved. {left} still without an outcome."]
    closed = [str(man.referral.man) for man in missed if man.would_close]
    first = [str(man.referral.man) for man in missed if not man.would_close]
    if closed:
        words.append(
            f"Closed and referred back: {', '.join(closed)}. "
            "The social worker and the Integrated Support Service have been told."
        )
    if first:
        words.append(
            f"Get in touch with {', '.join(first)}. The Integrated Support Service has been told of the miss."
        )
    return " ".join(words)
