"""A return is drafted, checked part by part, and signed: then it is frozen."""

import json

from django.utils.timezone import localtime

from accounts.acting import one_act
from accounts.identity import SYSTEM, acting_as
from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.kinds import Kind
from audit.trail import record
from monitoring.models import QuarterlyReturn, ReturnPart, ReturnRule
from timescales import clocks
from timescales.promises import Promise

from .counting import providers, sections
from .days import drafting_day, just_ended
from .document import document
from .owners import checkers, signers

SIGNED = "This return has been signed, and what was signed stays as it was."


def draft_returns(*, at):
    """The clock's round: the return of the quarter that has just ended, once. Alerts raised."""
    today = localtime(at).date()
    quarter = just_ended(today)
    rule = ReturnRule.objects.filter(first_day__lte=quarter.first_day).order_by("-first_day").first()
    if rule is None or today < drafting_day(quarter, rule.working_day) or _exists(quarter):
        return 0
    with acting_as(SYSTEM):
        return draft_return(quarter, by=None, at=at).parts.count()


def _exists(quarter):
    return QuarterlyReturn.objects.filter(year=quarter.year, number=quarter.number).exists()


@one_act
def draft_return(quarter, *, by, at):
    """Count the quarter and ask each provider to check its part."""
    if quarter.last_day >= localtime(at).date():
        raise Refused("That quarter is not over yet.")
    found, new = QuarterlyReturn.objects.get_or_create(
        year=quarter.year,
        number=quarter.number,
        defaults={
            "reference": f"RETURN-{quarter.label.replace('/', '-').replace(' ', '-')}",
            "figures_json": _counted(quarter, at=at),
            "counted_at": at,
            "drafted_at": at,
            "drafted_by": by,
        },
    )
    if not new:
        raise Refused("There is a return of that quarter already.")
    clocks.start(found.deadlines, Promise.SIGN_RETURN, at=at)
    for organisation in providers():
        part = ReturnPart.objects.create(quarterly_return=found, organisation=organisation)
        _ask(part, Kind.RETURN_DRAFTED, by=by, at=at)
    record("return.drafted", found, by=by, at=at)
    return found


def _counted(quarter, *, at):
    return json.dumps({"sections": sections(quarter, at=at)}, ensure_ascii=False)


def _ask(part, kind, *, by, at):
    clocks.start(part.deadlines, Promise.CHECK_RETURN, at=at)
    key = f"{kind}:{part.pk}:{at.isoformat()}"
    raise_alert(kind, about=part, to=checkers(part), key=key, at=at, by=by)


def _unsigned(quarterly_return):
    found = QuarterlyReturn.objects.select_for_update().get(pk=quarterly_return.pk)
    if found.signed_at:
        raise Refused(SIGNED)
    return found


@one_act
def recount(quarterly_return, *, by, at):
    """Count again after records were put right. Whose numbers are others now checks them again. How many do."""
    found = _unsigned(quarterly_return)
    before, found.figures_json = found.figures["sections"], _counted(found.quarter, at=at)
    found.counted_at = at
    found.save(update_fields=["figures_json", "counted_at"])
    after, again = found.figures["sections"], 0
    for part in found.parts.exclude(checked_at=None):
        if _of(part, before) != _of(part, after):
            part.checked_at = part.checked_by = None
            part.save(update_fields=["checked_at", "checked_by"])
            _ask(part, Kind.RETURN_RECOUNTED, by=by, at=at)
            again += 1
    record("return.recounted", found, by=by, at=at, parts_to_check_again=again)
    return again


def _of(part, found):
    return [section for section in found if section["of"] == part.organisation_id]


@one_act
def check_part(part, *, comment, by, at):
    """A provider has looked at its part. Nothing to say is an answer; so is a comment."""
    found = _unsigned(part.quarterly_return)
    part = ReturnPart.objects.select_for_update().get(pk=part.pk)
    part.comment, part.checked_at, part.checked_by = comment, at, by
    part.save(update_fields=["comment", "checked_at", "checked_by"])
    clocks.keep(part.deadlines, Promise.CHECK_RETURN, at=at)
    record("return.checked", found, by=by, at=at, part=part.pk)
    if not found.parts.filter(checked_at=None).exists():
        key = f"return_checked:{found.pk}:{found.counted_at.isoformat()}"
        raise_alert(Kind.RETURN_CHECKED, about=found, to=signers(found), key=key, at=at, by=by)
    return part


@one_act
def sign(quarterly_return, *, comment="", without_because="", by, at):
    """Sign it off. From now on it is what was signed, whatever becomes of the records it was counted from."""
    found = _unsigned(quarterly_return)
    unchecked = found.parts.filter(checked_at=None)
    if unchecked.exists() and not without_because.strip():
        raise Refused("Not everybody has checked. Wait for them, or say why you sign without.")
    if not unchecked.exists():
        without_because = ""
    words = document(found, at=at, by=by, comment=comment, without_because=without_because)
    found.comment, found.without_because = comment, without_because
    found.frozen_json = json.dumps(words, ensure_ascii=False)
    found.signed_at, found.signed_by = at, by
    for part in unchecked:
        clocks.stop(part.deadlines, at=at)
    clocks.keep(found.deadlines, Promise.SIGN_RETURN, at=at)
    found.save(update_fields=["comment", "without_because", "frozen_json", "signed_at", "signed_by"])
    record("return.signed", found, by=by, at=at, unchecked=unchecked.count())
    return found
