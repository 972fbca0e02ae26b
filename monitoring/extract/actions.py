"""An extract for an evaluator: asked for, decided by a second person, made by the worker, handed over, gone."""

import logging

from django.conf import settings
from django.db import transaction
from kombu.exceptions import OperationalError

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record
from monitoring.figures.period import Period
from monitoring.models import Extract
from referrals.references import new_reference

from .pseudonyms import KeyMissing, Pseudonyms
from .size import is_too_large, rows_of, why_too_large
from .tasks import make_extracts

logger = logging.getLogger(__name__)


@one_act
def ask_for_extract(
    *, evaluator, organisation, purpose, basis, first_day, last_day, by, at, joins=None, left_out=()
):
    """``joins``: an extract already made, whose references this one would share; ``left_out``: codes of ABOUT_HIM."""
    _check_size(Period(first_day, last_day, as_at=at))
    reference = new_reference("EXT")
    extract = Extract.objects.create(
        reference=reference,
        evaluator=evaluator,
        organisation=organisation,
        purpose=purpose,
        basis=basis,
        first_day=first_day,
        last_day=last_day,
        joins=joins,
        left_out=list(left_out),
        key_label=joins.key_label if joins else reference,
        asked_by=by,
        asked_at=at,
    )
    record("extract.asked", extract, by=by, at=at, joins=joins.reference if joins else "")
    return extract


@one_act
def approve(extract, *, handover, note="", by, at):
    """The worker makes it as at now."""
    extract = _undecided(extract, by=by)
    _check_key(extract)
    _check_size(Period(extract.first_day, extract.last_day, as_at=at))
    extract.approved, extract.decided_by, extract.decided_at = True, by, at
    extract.handover, extract.decision_note = handover, note
    extract.save(update_fields=["approved", "decided_by", "decided_at", "handover", "decision_note"])
    record("extract.approved", extract, by=by, at=at)
    transaction.on_commit(_ring, robust=True)
    return extract


@one_act
def refuse(extract, *, note, by, at):
    extract = _undecided(extract, by=by)
    extract.approved, extract.decided_by, extract.decided_at = False, by, at
    extract.decision_note = note
    extract.save(update_fields=["approved", "decided_by", "decided_at", "decision_note"])
    record("extract.refused", extract, by=by, at=at)
    return extract


def _undecided(extract, *, by):
    extract = Extract.objects.select_for_update().without_content().get(pk=extract.pk)
    if extract.approved is not None:
        raise Refused("Somebody has decided on this extract already.")
    if extract.asked_by_id == by.pk:
        raise Refused("You asked for this extract yourself. A second person has to decide on it.")
    return extract


def _check_key(extract):
    """Nothing is approved that could not be made, or would be joined with references of another secret."""
    try:
        mark = Pseudonyms(settings.EXTRACT_KEY, extract.key_label).mark
    except KeyMissing as missing:
        raise Refused(f"{missing} Ask whoever operates the service to set it.") from missing
    if extract.joins_id and extract.joins.key_mark != mark:
        raise Refused(
            f"The secret of the references has changed since {extract.joins.reference} was made: "
            "this extract cannot be joined with it."
        )


def _check_size(period):
    rows = rows_of(period)
    if is_too_large(rows):
        raise Refused(why_too_large(rows))


@one_act
def take_away(extract, *, by, at):
    """The zip, for whoever hands it over; each time is written down. Refused once its time is over."""
    extract = Extract.objects.select_for_update().get(pk=extract.pk)
    if not extract.is_ready or extract.expires_at <= at:
        raise Refused("The file is not there any more. Ask for a new extract.")
    record("extract.downloaded", extract, by=by, at=at)
    return bytes(extract.content)


def _ring():
    """Wake a worker; without Redis the next tick of the clock finds the extract."""
    try:
        make_extracts.apply_async(ignore_result=True, retry=False)
    except (OperationalError, OSError):
        logger.warning("No worker could be woken; the next sweep makes the extract.")
