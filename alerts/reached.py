"""Whom an alert has reached within one organisation, and who is next: what the notice shows of its ladder."""

from dataclasses import dataclass

from django.utils.timezone import localtime

from accounts.acting import for_the_service
from timescales.words import when

from .models import Notice


@dataclass(frozen=True)
class Reached:
    """``told``: who and when, first to last; ``next_words``: who is told next and when, empty at the top."""

    told: list
    acknowledged_by: object
    acknowledged_at: object
    next_words: str


@for_the_service("who else of the organisation was told of the alert that the person was told of")
def reached(notice):
    """Of the organisation of the one who was told; None where nobody has to acknowledge."""
    climb = notice.climb
    if climb is None:
        return None
    rows = Notice.objects.filter(climb=climb).select_related("person", "alert")
    told = sorted(((row.since, row.person.name) for row in rows), key=lambda row: (row[0], row[1]))
    return Reached(told, climb.acknowledged_by, climb.acknowledged_at, _next(climb))


def _next(climb):
    if climb.acknowledged_at or climb.next_at is None:
        return ""
    rung = climb.rule.rungs.filter(step__gt=climb.step).first()
    return f"{rung.get_audience_display()}: on {when(localtime(climb.next_at))}" if rung else ""
