"""A request is recorded, made clear, answered through a release, and whoever asked is forgotten."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils.timezone import localtime

from accounts.acting import one_act
from accounts.identity import SYSTEM, acting_as
from accounts.refusal import Refused
from audit.trail import record
from monitoring.models import Clarification, FoiNote, FoiRequest, Requester, YearCost
from monitoring.publishing.actions import ask_for_release
from timescales import clocks
from timescales.models import PromiseRule
from timescales.promises import Promise
from timescales.working_time import LONDON, end_of

from .days import due_date

ANSWERED = "This request has been answered."
OFFICE_OPENS = time(9)


@one_act
def record_request(*, reference, received_date, asks, name="", contact="", by, at):
    """The days run from the day after it was received, also where it is recorded later."""
    if FoiRequest.objects.filter(reference=reference).exists():
        raise Refused("There is a request with that reference already.")
    request = FoiRequest.objects.create(
        reference=reference,
        received_date=received_date,
        due_date=_due(received_date),
        asks=asks,
        by=by,
        at=at,
    )
    if name or contact:
        Requester.objects.create(request=request, name=name, contact=contact)
    _start(request, received_date)
    record("foi.received", request, by=by, at=at)
    return request


def _morning(day):
    return datetime.combine(day, OFFICE_OPENS, tzinfo=LONDON)


def _due(day):
    return due_date(day, PromiseRule.objects.in_force(Promise.ANSWER_FOI, _morning(day)).amount)


def _start(request, day):
    clocks.start(request.deadlines, Promise.ANSWER_FOI, at=_morning(day), due_at=end_of(request.due_date))


def _open(request):
    found = FoiRequest.objects.select_for_update().get(pk=request.pk)
    if found.outcome:
        raise Refused(ANSWERED)
    return found


@one_act
def ask_what_is_meant(request, *, what, asked_date, by, at):
    """Without more it cannot be answered: the days stand still until it is made clear."""
    request = _open(request)
    if request.clarifications.filter(answered_date=None).exists():
        raise Refused("They have been asked already, and have not answered.")
    if asked_date < _counted_from(request):
        raise Refused("They cannot have been asked before the request was received or made clear.")
    Clarification.objects.create(request=request, what=what, asked_date=asked_date, by=by)
    clocks.stop(request.deadlines, at=at)
    record("foi.clarification_asked", request, by=by, at=at)


@one_act
def made_clear(request, *, answered_date, by, at):
    """The days begin anew, from the day after."""
    request = _open(request)
    asked = request.clarifications.filter(answered_date=None).first()
    if asked is None:
        raise Refused("Nothing has been asked of them.")
    if answered_date < asked.asked_date:
        raise Refused("They cannot have answered before they were asked.")
    asked.answered_date = answered_date
    asked.save(update_fields=["answered_date"])
    request.due_date = _due(answered_date)
    request.save(update_fields=["due_date"])
    _start(request, answered_date)
    record("foi.made_clear", request, by=by, at=at)
    return request


def _counted_from(request):
    """The day after which the days are counted: when it was received, or last made clear."""
    made = request.clarifications.exclude(answered_date=None).order_by("-answered_date").first()
    return made.answered_date if made else request.received_date


@one_act
def make_attachment(request, *, questions, first_day, last_day, by, at):
    """Its numbers are a release like any other: protected beside all that was released before, and in the log."""
    request = _open(request)
    request.release = ask_for_release(
        first_day=first_day,
        last_day=last_day,
        to_whom=f"Freedom-of-information request {request.reference}",
        why="An answer under the Freedom of Information Act 2000.",
        by=by,
        at=at,
    )
    request.questions = list(questions)
    request.first_day, request.last_day = first_day, last_day
    request.save(update_fields=["release", "questions", "first_day", "last_day"])
    record("foi.attachment_asked", request, by=by, at=at, release=request.release.reference)
    return request


@one_act
def add_note(request, *, words, by, at):
    request = _open(request)
    FoiNote.objects.create(request=request, words=words, by=by, at=at)
    record("foi.note_added", request, by=by, at=at)


@one_act
def answer(request, *, outcome, answered_date, exemption="", by, at):
    """What was answered, on which day. A refusal, also of a part, names its exemption."""
    request = _open(request)
    if outcome in (FoiRequest.Outcome.PARTLY, FoiRequest.Outcome.REFUSED) and not exemption.strip():
        raise Refused("Say which exemption.")
    if answered_date < request.received_date:
        raise Refused("It cannot have been answered before it was received.")
    request.outcome, request.exemption = outcome, exemption
    request.answered_date, request.answered_by = answered_date, by
    request.save(update_fields=["outcome", "exemption", "answered_date", "answered_by"])
    moment = at if answered_date == localtime(at).date() else _morning(answered_date)
    if outcome == FoiRequest.Outcome.WITHDRAWN:
        clocks.stop(request.deadlines, at=at)
    else:
        clocks.keep(request.deadlines, Promise.ANSWER_FOI, at=moment)
    record("foi.answered", request, by=by, at=at, outcome=outcome)
    return request


@one_act
def forget_requester(request, *, by, at):
    """Nobody needs any more who it was; what was asked and answered stays."""
    if not FoiRequest.objects.filter(pk=request.pk).exclude(outcome="").exists():
        raise Refused("The answer still has to reach whoever asked.")
    if Requester.objects.filter(request=request).delete()[0]:
        record("foi.requester_forgotten", request, by=by, at=at)


def forget_requesters(*, at):
    """The clock's round. Nobody is alerted: 0."""
    day = localtime(at).date() - timedelta(days=settings.FOI_REQUESTER_KEPT_DAYS)
    for request in FoiRequest.objects.to_forget(day):
        with acting_as(SYSTEM):
            forget_requester(request, by=None, at=at)
    return 0


@one_act
def enter_cost(*, year, pounds, source, by, at):
    """What a year cost. A correction is entered anew; what an earlier attachment said stays."""
    cost = YearCost.objects.create(year=year, pounds=pounds, source=source, by=by, at=at)
    record("foi.cost_entered", cost, by=by, at=at, year=year, pounds=pounds)
    return cost
