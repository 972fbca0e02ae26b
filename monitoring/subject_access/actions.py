"""Somebody asks for a copy of their record: taken down, known to be them, prepared, checked, given once."""

from datetime import datetime, time

from accounts.acting import one_act
from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.kinds import Kind
from audit.trail import record
from iss.own_copy import copy_of_hers
from monitoring.models import CopyRequest
from programme.own_copy import copy_of_his
from referrals.references import new_reference
from timescales import clocks
from timescales.promises import Promise
from timescales.working_time import LONDON, due_after

from .marking import counts
from .owners import checkers, keepers

# Article 12(3) of the UK GDPR: two further months where it is complex
LONGEST_MONTHS = 3


@one_act
def take_request(*, man=None, file=None, received_date, through="", by, at):
    """``through``: who asks for the person and by what right. The month runs from the day it was received."""
    if CopyRequest.objects.open().filter(man=man, file=file).exists():
        raise Refused("A request of this person is open already.")
    request = CopyRequest(reference=new_reference("SA"), man=man, file=file)
    request.received_date, request.through, request.by, request.at = received_date, through, by, at
    request.save()
    began = min(datetime.combine(received_date, time(9), tzinfo=LONDON), at)
    clocks.start(request.deadlines, Promise.ANSWER_ACCESS, at=began)
    raise_alert(Kind.COPY_ASKED, about=request, to=keepers(request), by=by, at=at)
    record("copy.asked", request, by=by, at=at, through=bool(through))
    return request


def _open(request):
    found = CopyRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if found.released_at or found.ended_at:
        raise Refused("This request is done with.")
    return found


@one_act
def check_identity(request, *, how, by, at):
    request = _open(request)
    if request.identity_at:
        raise Refused("Somebody has checked already who it is.")
    request.identity_how, request.identity_at, request.identity_by = how, at, by
    request.save(update_fields=["identity_how", "identity_at", "identity_by"])
    record("copy.identity_checked", request, by=by, at=at)
    return request


@one_act
def extend(request, *, because, by, at):
    """Two months more, once, and while the first month runs: the person has to be told why within it."""
    request = _open(request)
    clock = request.deadlines.running().select_related("rule").first()
    if request.extended_at or clock is None:
        raise Refused("It has been extended already.")
    if at >= clock.due_at:
        raise Refused("The month is over: it can be extended only while it runs.")
    due_at = due_after(clock.started_at, amount=LONGEST_MONTHS, unit="calendar_months")
    remind_at = next(iter(m for m in clock.rule.reminders_between(clock.started_at, due_at) if m > at), None)
    request.deadlines.filter(pk=clock.pk).update(due_at=due_at, remind_at=remind_at)
    request.extended_because, request.extended_at = because, at
    request.save(update_fields=["extended_because", "extended_at"])
    record("copy.extended", request, by=by, at=at)
    return request


@one_act
def gather(request, *, by, at):
    """Take down what is held now, from the store of the person's own side alone."""
    request = _open(request)
    if request.prepared_at:
        raise Refused("It waits for its check, or has been checked.")
    request.content = copy_of_his(request.man) if request.is_his else copy_of_hers(request.file)
    request.withheld = {}
    request.save(update_fields=["content", "withheld"])
    record("copy.gathered", request, by=by, at=at, entries=counts(request.content, {})[0])
    return request


@one_act
def prepare(request, *, items, phrases, by, at):
    """``items``: {id: why} of entries withheld; ``phrases``: words blacked out. A second person checks it."""
    request = _open(request)
    if not request.content or request.prepared_at:
        raise Refused("Take down first what is held." if not request.content else "It waits for its check.")
    request.withheld = {"items": {pk: why for pk, why in items.items() if why}, "phrases": list(phrases)}
    request.prepared_at, request.prepared_by, request.sent_back = at, by, ""
    request.save(update_fields=["withheld", "prepared_at", "prepared_by", "sent_back"])
    raise_alert(Kind.COPY_TO_CHECK, about=request, to=checkers(request), by=by, at=at)
    _, withheld, blacked = counts(request.content, request.withheld)
    record("copy.prepared", request, by=by, at=at, withheld=withheld, phrases=blacked)
    return request


@one_act
def check(request, *, approve, words="", by, at):
    """A second person lets it go, or sends it back with words."""
    request = _open(request)
    if not request.prepared_at or request.approved_at:
        raise Refused("There is nothing to check.")
    if request.prepared_by_id == by.pk:
        raise Refused("You prepared it yourself. A second person has to check it.")
    if approve:
        request.approved_at, request.approved_by = at, by
    else:
        request.prepared_at, request.prepared_by, request.sent_back = None, None, words
    request.save(update_fields=["approved_at", "approved_by", "prepared_at", "prepared_by", "sent_back"])
    record("copy.approved" if approve else "copy.sent_back", request, by=by, at=at)
    return request


@one_act
def release(request, *, how, by, at):
    """Given, once. What was given stays as it was."""
    request = _open(request)
    if not request.approved_at:
        raise Refused("A second person has to check it first.")
    if not request.identity_at:
        raise Refused("First it has to be known that it is this person.")
    request.released_at, request.released_by, request.released_how = at, by, how
    request.save(update_fields=["released_at", "released_by", "released_how"])
    clocks.keep(request.deadlines, Promise.ANSWER_ACCESS, at=at)
    entries, withheld, _ = counts(request.content, request.withheld)
    record("copy.released", request, by=by, at=at, entries=entries, withheld=withheld)
    return request


@one_act
def end(request, *, because, by, at):
    """Without a copy: withdrawn, not the person, nothing held, or refused as the law allows."""
    request = _open(request)
    request.ended_at, request.ended_because = at, because
    request.content, request.withheld = [], {}
    request.save(update_fields=["ended_at", "ended_because", "content", "withheld"])
    clocks.stop(request.deadlines, at=at)
    record("copy.ended", request, by=by, at=at)
    return request
