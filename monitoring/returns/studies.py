"""Case studies: written by one, looked at by another of the same service, and attached only then."""

from accounts.acting import one_act
from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.kinds import Kind
from audit.trail import record
from monitoring.models import CaseStudy

from .actions import SIGNED
from .owners import readers


@one_act
def write_study(part, *, title, body, by, at):
    """A colleague is asked to look. Until then nobody outside the service reads a word of it."""
    if part.quarterly_return.signed_at:
        raise Refused(SIGNED)
    study = CaseStudy.objects.create(part=part, title=title, body=body, by=by, at=at)
    raise_alert(Kind.CASE_STUDY, about=study, to=readers(study), key=f"case_study:{study.pk}", at=at, by=by)
    record("case_study.written", part.quarterly_return, by=by, at=at, study=study.pk)
    return study


@one_act
def pass_study(study, *, by, at):
    """Nobody can be known from it: it is attached."""
    return _look(study, CaseStudy.State.PASSED, note="", by=by, at=at)


@one_act
def send_back(study, *, note, by, at):
    """Somebody could be known from it. It is never attached as it is; it can be written anew."""
    if not note.strip():
        raise Refused("Say what has to go.")
    return _look(study, CaseStudy.State.SENT_BACK, note=note, by=by, at=at)


def _look(study, state, *, note, by, at):
    study = CaseStudy.objects.select_for_update(of=("self",)).select_related("part").get(pk=study.pk)
    if study.by_id == by.pk:
        raise Refused(
            "You wrote this. Somebody else of your service looks whether anybody can be known from it."
        )
    if study.part.quarterly_return.signed_at:
        raise Refused(SIGNED)
    if study.state != CaseStudy.State.WAITING:
        raise Refused("Somebody has looked at this already.")
    study.state, study.note, study.checked_by, study.checked_at = state, note, by, at
    study.save(update_fields=["state", "note", "checked_by", "checked_at"])
    record(f"case_study.{state}", study.part.quarterly_return, by=by, at=at, study=study.pk)
    return study
