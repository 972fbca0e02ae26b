"""The referrer's progress line: eight steps, what is promised next, and by when. Pure: facts in, words out.

Only what a social worker may know goes in (pathway.md section 8): no finding, no session missed, nothing of hers.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from timescales.promises import Promise
from timescales.words import on, span, when

from .statuses import OPEN, Status

STEPS = {
    "received": "Received",
    "acknowledged": "Acknowledged",
    "contacted": "Contacted",
    "assessed": "Assessed",
    "decided": "Decided",
    "started": "Started",
    "halfway": "Halfway",
    "completed": "Completed",
}
DONE, NOW, TO_COME, NOT_REACHED = "done", "now", "to_come", "not_reached"
MARKS = {DONE: "Done", NOW: "Next", TO_COME: "To come", NOT_REACHED: "Not reached"}

# Promise: (what will be done by a moment, what should have been done by it, what waits while its clock stands still)
PROMISED = {
    Promise.ACKNOWLEDGE: (
        "You will be told who has it by {}",
        "You should have been told who has it by {}",
        "The check of your referral waits",
    ),
    Promise.CONTACT_HIM: (
        "He will be contacted by {}",
        "He should have been contacted by {}",
        "The contact with him waits",
    ),
    Promise.OFFER_ASSESSMENT: (
        "He will be offered an assessment by {}",
        "He should have been offered an assessment by {}",
        "The offer of an assessment waits",
    ),
    Promise.JOINT_DISCUSSION: (
        "The joint discussion will decide by {}",
        "The joint discussion should have decided by {}",
        "The joint discussion waits",
    ),
    Promise.COMMENCE_HIM: (
        "He will have a place and a first session confirmed by {}",
        "He should have had a place and a first session confirmed by {}",
        "His place waits",
    ),
    Promise.MIDWAY_REPORT: (
        "You will have the midway report by {}",
        "You should have had the midway report by {}",
        "The midway report waits",
    ),
    Promise.COMPLETION_REPORT: (
        "You will have the completion report by {}",
        "You should have had the completion report by {}",
        "The completion report waits",
    ),
}


@dataclass(frozen=True)
class Facts:
    """What is stored. ``days``: {step: its day, or None where none is recorded} of the steps that were taken.

    ``clocks``: running promises, soonest first. ``appointment_at``: of an assessment without an outcome.
    """

    status: str
    days: dict[str, date | None] = field(default_factory=dict)
    clocks: Sequence = ()
    appointment_at: datetime | None = None
    first_session_date: date | None = None
    hold_review_date: date | None = None
    ended_date: date | None = None
    why_ended: str = ""


@dataclass(frozen=True)
class Step:
    name: str
    words: str
    mark: str
    day: date | None = None

    @property
    def mark_words(self):
        return MARKS[self.mark]

    @property
    def short_day(self):
        """ "22 Nov 2026": eight of them fit beside each other."""
        return f"{self.day.day} {self.day:%b %Y}"


@dataclass(frozen=True)
class Progress:
    """``reached``: the latest step taken, with its day. ``next``: what is promised, or what is waited for."""

    steps: tuple[Step, ...]
    reached: str
    next: str
    late: bool = False


def progress(facts, *, at):
    steps = tuple(_steps(facts))
    done = [step for step in steps if step.mark == DONE]
    words, late = _next(facts, at=at)
    return Progress(steps, _reached(done[-1], len(done)), words, late)


def _steps(facts):
    """What comes before a step that was taken has been taken too, also where nobody recorded its day."""
    names = list(STEPS)
    last = max((names.index(name) for name in facts.days), default=0)
    for position, (name, words) in enumerate(STEPS.items()):
        if position <= last:
            yield Step(name, words, DONE, facts.days.get(name))
        elif facts.status not in OPEN:
            yield Step(name, words, NOT_REACHED)
        else:
            yield Step(name, words, NOW if position == last + 1 else TO_COME)


def _reached(step, number):
    day = f" on {on(step.day)}" if step.day else ""
    return f"{step.words}{day}: step {number} of {len(STEPS)}"


def _next(facts, *, at):
    """(What comes next in a sentence, whether it is late)."""
    promised = [clock for clock in facts.clocks if clock.promise in PROMISED and clock.started_at <= at]
    ticking = [clock for clock in promised if not clock.paused_at]
    if ticking:
        return _promise(ticking[0], at=at)
    if facts.status == Status.ON_HOLD:
        review = (
            f" The hold is looked at again on {on(facts.hold_review_date)}." if facts.hold_review_date else ""
        )
        return f"On hold.{review}", False
    if promised:
        return f"{PROMISED[promised[0].promise][2]} for what you were asked.", False
    return _WAITING[facts.status](facts, at), False


def _promise(clock, *, at):
    will, should, _ = PROMISED[clock.promise]
    if clock.due_at > at:
        return f"{will.format(when(clock.due_at))}.", False
    return f"{should.format(when(clock.due_at))}. This is {span(at - clock.due_at)} late.", True


def _assessment(facts, at):
    if facts.appointment_at is None:
        return "The facilitators record what they decide."
    if facts.appointment_at > at:
        return f"His assessment is on {when(facts.appointment_at)}."
    return f"His assessment was on {when(facts.appointment_at)}. What came of it is not recorded yet."


def _programme(facts, at):
    if "halfway" in facts.days:
        return "He is past half way. You get a report when he completes."
    if "started" in facts.days:
        return "He has started. You get a report at half way."
    if facts.first_session_date:
        return f"His first session: {on(facts.first_session_date)}."
    return "He has a place on the programme."


def _ended(words):
    def said(facts, at):
        day = f" on {on(facts.ended_date)}" if facts.ended_date else ""
        why = f": {facts.why_ended[:1].lower()}{facts.why_ended[1:]}" if facts.why_ended else ""
        return f"{words}{day}{why}."

    return said


# Where no promise runs. Every status has a line; a test holds that.
_WAITING = {
    Status.RECEIVED: lambda facts, at: "My Time’s single point of contact checks it.",
    Status.ACKNOWLEDGED: lambda facts, at: "The facilitators of the area contact him.",
    Status.CONTACTED: lambda facts, at: "The facilitators offer him another assessment.",
    Status.ASSESSMENT_BOOKED: _assessment,
    Status.PENDING: lambda facts, at: "Assessed: the joint discussion is due.",
    Status.SUITABLE: lambda facts, at: "He waits for a place on the programme.",
    Status.ON_PROGRAMME: _programme,
    Status.ON_HOLD: lambda facts, at: "On hold.",
    Status.UNSUITABLE: _ended("Found unsuitable"),
    Status.CLOSED: _ended("Closed"),
    Status.COMPLETED: _ended("Completed the programme"),
    Status.MERGED: lambda facts, at: "This was a duplicate of another referral of the same man.",
}
