"""A session and its register, made for a telephone in a hall."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.refusal import Refused
from accounts.roles import Permission, requires
from audit.trail import saw
from programme.actions import MustConfirm, finish_register, mark
from programme.actions.marking import ChangedMeanwhile
from programme.catching_up import caught_up_already, planned_to_catch_up
from programme.forms import RegisterForm, TapForm
from programme.marks import marks_of, news
from programme.models import Concern, Session
from programme.reading import (
    OUTCOME_TONES,
    expected_men,
    names_of_expected,
    recorded,
    register_clock,
    tapped_too_late,
    to_get_in_touch_with,
    with_registers,
)
from programme.rules import Outcome
from programme.stirring import mark_upsetting
from referrals.models import Referral
from referrals.statuses import Status

# Where a flag on the card of one man leads; distress is a matter of the room where both sides meet.
FLAGS = {"distress": "flag_distress_at", "concern": "raise_concern"}


@requires(Permission.RUN_SESSIONS)
def register(request, pk):
    at = timezone.now()
    session = get_object_or_404(with_registers(Session.objects.visible_to(request.user)), pk=pk)
    form, rows = _form(request, session, at)
    closing = set()
    if "all" in request.POST:
        form = RegisterForm(initial=form.everyone_attended().dict(), men=form.men, marks=form.marks, at=at)
    elif "flag" in request.POST:
        return _to_flag(request, session, form, at)
    elif request.method == "POST" and form.is_valid():
        try:
            return _finish(request, session, form, at)
        except MustConfirm as must:
            closing = {referral.pk for referral in must.closing}
            form.ask_for_ticks(closing)
        except ChangedMeanwhile as changed:
            form = _as_marked(form, changed, request.user, at)
        except Refused as refusal:
            # Somebody may have recorded meanwhile: what is on the page must be what is so.
            form, rows = _form(request, session, at)
            form.add_error(None, str(refusal))
    else:
        saw(session, by=request.user, at=at)
    return render(request, "programme/register.html", _context(request, session, form, rows, closing, at))


def _finish(request, session, form, at):
    entries = form.entries()
    given = {"seen": form.seen, "confirmed": form.confirmed(), "by": request.user, "at": at}
    finish_register(session, entries=entries, **given)
    messages.success(request, _saved(form.men, entries))
    return redirect(session)


def _form(request, session, at):
    """The register of those without an outcome, and what is recorded."""
    rows = recorded(session)
    done = {row.referral_id for row in rows}
    men = [man for man in expected_men(session) if man.referral.pk not in done]
    data = request.POST if request.method == "POST" else None
    return RegisterForm(data, men=men, recorded=done, marks=marks_of(session), at=at), rows


def _as_marked(form, changed, user, at):
    """The form with what somebody else has marked since the page was drawn, and the words to say so."""
    again = RegisterForm(form.as_marked(), men=form.men, marks=form.marks, at=at)
    names = {man.referral.pk: man.referral.man.name for man in form.men}
    for words in [str(changed), *news(form.marks.unseen(user, form.seen), names)]:
        again.add_error(None, words)
    return again


def _to_flag(request, session, form, at):
    """Keep what is on the page, then ask about the one man that was flagged, if one was."""
    what, _, referral = request.POST["flag"].partition("-")
    form.is_valid()
    try:
        mark(session, form.changed(), key=form.form_key, tapped_at=at, by=request.user, at=at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(session)
    if what in FLAGS and referral.isdecimal():
        return redirect(FLAGS[what], session.pk, int(referral))
    return redirect(session)


@requires(Permission.RUN_SESSIONS)
def register_marks(request, pk):
    """For the page's script: one tap is kept; how the open register stands is told."""
    at = timezone.now()
    session = get_object_or_404(Session.objects.visible_to(request.user).select_related("group"), pk=pk)
    form, cells = TapForm(request.POST or request.GET, at=at), {}
    if request.method == "POST":
        try:
            cells = form.cells()
            _keep_tap(session, form, cells, by=request.user, at=at)
        except (Refused, ValidationError) as refusal:
            words = refusal.messages[0] if isinstance(refusal, ValidationError) else str(refusal)
            return JsonResponse({"refused": words}, status=409)
    seen = int(form.data["seen"]) if form.data.get("seen", "").isdigit() else 0
    return JsonResponse(_standing(session, cells, user=request.user, seen=seen))


def _keep_tap(session, form, cells, *, by, at):
    if not form.is_valid():
        raise ValidationError("This could not be read. Open the register again.")
    tapped_at = at - timedelta(milliseconds=form.cleaned_data["age"])
    only_empty = form.cleaned_data["everyone_else"]
    mark(
        session, cells, key=form.cleaned_data["key"], tapped_at=tapped_at, only_empty=only_empty, by=by, at=at
    )


def _standing(session, cells, *, user, seen):
    """The open register as it stands, what others changed, and what came too late because it is recorded."""
    marks, rows = marks_of(session), recorded(session)
    return {
        "seen": marks.last,
        "cells": marks.by_name(),
        "news": news(marks.unseen(user, seen), names_of_expected(session)),
        "recorded": [row.referral_id for row in rows],
        "late": tapped_too_late(rows, cells),
    }


def _context(request, session, form, rows, closing, at):
    _mark_what_may_be_done(request, rows)
    mark_upsetting([session], at=at)
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
        "concerns": _concerns(request, session),
        "missed": to_get_in_touch_with(session) if rows else [],
        "at": at,
    }


def _concerns(request, session):
    found = Concern.objects.visible_to(request.user).filter(session=session)
    return found.select_related("referral__man", "by").order_by("pk")


def _status(session, form, open_register):
    """(words, tone) of the page: of the register once there is one, else of the session."""
    if not open_register:
        return session.get_state_display(), "grey" if session.state == Session.State.CANCELLED else "blue"
    if session.state == Session.State.PLANNED:
        return "Not taken", "yellow"
    return ("Taken in part", "yellow") if form.men else ("Taken", "green")


def _mark_what_may_be_done(request, rows):
    again, planned = caught_up_already(rows), planned_to_catch_up(rows)
    mine = Referral.objects.visible_to(request.user).filter(pk__in=[row.referral_id for row in rows])
    mine = set(mine.values_list("pk", flat=True))
    for row in rows:
        on_programme = row.referral.status == Status.ON_PROGRAMME
        row.tone = OUTCOME_TONES.get(row.outcome, "grey")
        row.caught_up, row.planned, row.is_mine = (
            row.pk in again,
            planned.get(row.pk),
            row.referral_id in mine,
        )
        missed = row.outcome in Outcome.MISSED and not row.makes_up_id
        row.can_catch_up = on_programme and row.is_mine and missed and not (row.caught_up or row.planned)
        row.can_flag = row.outcome in Outcome.PRESENT and not row.distress_at


def _saved(men, entries):
    """What was done and what follows, in words."""
    missed = [
        m
        for m in men
        if not m.visit
        and m.referral.pk in entries
        and entries[m.referral.pk].outcome == Outcome.ABSENT_NO_CONTACT
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
