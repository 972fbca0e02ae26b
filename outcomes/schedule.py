"""When each measure belongs: the day it hangs on, and the days before and after that count as the same time. Pure.

His hang on what he did: the first session, half of them credited, the end. Hers hang on weeks of the calendar from his
start - or from where he would have started - and run on whatever he does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from timescales.working_time import LONDON, add_calendar_months

from .stages import Stage

Spans = Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class Window:
    """Both ends belong to it."""

    opens: date
    anchor: date
    closes: date

    def __contains__(self, day):
        return self.opens <= day <= self.closes

    @property
    def in_words(self):
        """Such as "3 to 31 March 2026"."""
        first = f"{self.opens:%-d}"
        if self.opens.month != self.closes.month or self.opens.year != self.closes.year:
            first += f" {self.opens:%B}"
        if self.opens.year != self.closes.year:
            first += f" {self.opens:%Y}"
        return f"{first} to {self.closes:%-d %B %Y}"


def around(anchor: date, *, early: int, late: int) -> Window:
    """``early`` days before to ``late`` days after ``anchor``."""
    return Window(anchor - timedelta(days=early), anchor, anchor + timedelta(days=late))


def follow_up_day(ended: date, months: int) -> date:
    """So many calendar months after the end: from 31 August to the last day of February."""
    return add_calendar_months(datetime.combine(ended, time(12), tzinfo=LONDON), months).date()


def his(*, first_session=None, halfway=None, ended=None, months: int, spans: Spans) -> dict[str, Window]:
    """{stage: window} of each of his measures whose day is known. ``spans``: {stage: (days early, days late)}."""
    anchors = {
        Stage.INITIAL: first_session,
        Stage.MIDWAY: halfway,
        Stage.END: ended,
        Stage.FOLLOW_UP: follow_up_day(ended, months) if ended else None,
    }
    return _windows(anchors, spans)


def hers(*, start: date, weeks: int, months: int, spans: Spans) -> dict[str, Window]:
    """{stage: window} of each of hers: ``weeks`` of the programme from ``start``, half of them, and months after.

    ``start``: the day of his first session, or on which he would have started; nothing that he does later moves it.
    """
    end = start + timedelta(weeks=weeks)
    anchors = {
        Stage.INITIAL: start,
        Stage.MIDWAY: start + timedelta(weeks=weeks // 2),
        Stage.END: end,
        Stage.FOLLOW_UP: follow_up_day(end, months),
    }
    return _windows(anchors, spans)


def _windows(anchors, spans):
    return {
        stage.value: around(day, early=spans[stage][0], late=spans[stage][1])
        for stage, day in anchors.items()
        if day is not None
    }
