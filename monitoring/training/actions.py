"""A training is recorded, corrected, and withdrawn where it was entered by mistake."""

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record
from monitoring.models import Training

FACTS = ("held_date", "kind", "social_workers", "led_by")


@one_act
def record_training(*, area, held_date, kind, social_workers, known=(), led_by="", by, at):
    """``known``: those who came and can sign in here; ``social_workers``: all who came."""
    training = Training.objects.create(
        area=area,
        held_date=held_date,
        kind=kind,
        social_workers=social_workers,
        led_by=led_by,
        recorded_by=by,
        recorded_at=at,
    )
    training.known.set(known)
    record("training.recorded", training, by=by, at=at, kind=kind, social_workers=social_workers)
    return training


@one_act
def correct_training(training, *, held_date, kind, social_workers, known=(), led_by="", by, at):
    """What was recorded is put right; the trail keeps what it was."""
    training = _standing(training)
    said = {"held_date": held_date, "kind": kind, "social_workers": social_workers, "led_by": led_by}
    told = {name: value for name, value in said.items() if name != "led_by"}
    before = {name: str(getattr(training, name)) for name in told if getattr(training, name) != told[name]}
    for name, value in said.items():
        setattr(training, name, value)
    training.save(update_fields=FACTS)
    training.known.set(known)
    record("training.corrected", training, by=by, at=at, was=before)
    return training


@one_act
def withdraw_training(training, *, by, at):
    """It was entered by mistake: no figure counts it any more."""
    training = _standing(training)
    training.withdrawn_at = at
    training.save(update_fields=["withdrawn_at"])
    record("training.withdrawn", training, by=by, at=at)
    return training


def _standing(training):
    training = Training.objects.select_for_update().get(pk=training.pk)
    if training.withdrawn_at:
        raise Refused("This training has been withdrawn. Record it again if it was held after all.")
    return training
