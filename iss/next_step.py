"""The one thing to do next on her file. Pure: rows in, a step out."""

from dataclasses import dataclass
from datetime import timedelta

from outcomes.models import PROMISES
from timescales.promises import Promise

from .statuses import HerStatus

# How long before it is due that looking back with her becomes the next thing to do
LOOK_AHEAD = timedelta(weeks=2)
_LOOKS = {
    Promise.REVIEW_DASH: (
        "Go through the DASH with her again: three months are over.",
        "her_dash",
        "Complete a DASH",
    ),
    Promise.SUPPORT_REVIEW: (
        "Look at her support together: what has changed, and what does she want now?",
        "her_support_review",
        "Look at her support",
    ),
    Promise.SUPPORT_YEAR: (
        "Twelve months of support are over soon, or are over: decide with her how they end.",
        "her_support_review",
        "Look at her support",
    ),
}
_STAGES = {promise: stage for stage, promise in PROMISES.items()}


@dataclass(frozen=True)
class Step:
    """``url`` and ``second`` are names of pages of the file; ``posts``: the button acts at once."""

    text: str
    url: str
    button: str
    deadline: object = None
    second: str = ""
    second_text: str = ""
    posts: bool = False
    query: str = ""


def next_step(file, running, *, can_reach, dash, plan, at):
    """``running``: her running deadlines, soonest first; ``can_reach``: some way is safe now; ``dash``, ``plan``:
    her latest or None."""
    due = {deadline.promise: deadline for deadline in running}
    if Promise.ANSWER_DISTRESS in due:
        text = "He left a session in distress. Say that you have this, then decide what is safe for her."
        return Step(text, "her_distress", "I have this", due[Promise.ANSWER_DISTRESS], posts=True)
    if file.status == HerStatus.CLOSED:
        return Step("This file is closed. Reopen it when she comes back.", "her_reopen", "Reopen the file")
    if file.status == HerStatus.RELEASED:
        return _reach(due.get(Promise.CONTACT_HER) or due.get(Promise.FIND_SAFE_MOMENT), can_reach)
    if risk := _of_risk(due, at):
        return risk
    if file.status == HerStatus.SUPPORTED:
        return _in_support(running, plan, at)
    if Promise.COMMENCE_HER in due:
        text = "He was found suitable: her support is owed within a day."
        deadline = due[Promise.COMMENCE_HER]
        return Step(
            text, "her_open_support", "Open her support", deadline, "her_dash", "Complete a DASH first"
        )
    return _assess(file, dash, plan)


# What is owed because of the danger she is in comes before what is owed of support: the gravest first
_RISK = (
    (
        Promise.REFER_TO_MARAC,
        "A MARAC referral is recommended. Make it, or record why not.",
        "her_maracs",
        "MARAC",
    ),
    (
        Promise.REASSESS_DASH,
        "Something has changed: go through the DASH with her again.",
        "her_dash",
        "Complete a DASH",
    ),
    (
        Promise.ACT_ON_RECOMMENDATION,
        "My Time recommended something for her at the joint discussion. Answer it.",
        "her_maracs",
        "See what was recommended",
    ),
    (
        Promise.MARAC_OUTCOME,
        "She has been referred to the MARAC. Record what it decided once it has been heard.",
        "her_maracs",
        "MARAC",
    ),
)


def _of_risk(due, at):
    for promise, text, url, button in _RISK:
        if promise in due:
            return Step(text, url, button, due[promise])
    agreed = due.get(Promise.MARAC_ACTIONS)
    if agreed and agreed.due_at <= at:
        return Step("What the MARAC agreed is late: say what became of it.", "her_maracs", "MARAC", agreed)
    return None


def _reach(deadline, can_reach):
    second = ("her_no_safe_window", "There is no safe moment within the time") if deadline else ("", "")
    if can_reach:
        text = "Contact her by a way that is safe now, and log every attempt."
        return Step(text, "her_reach", "Before you contact her", deadline, *second)
    text = (
        "No way to reach her is known to be safe now. Find out from the referrer or in person, or wait for a time "
        "she named."
    )
    return Step(text, "her_safe_contact", "Record what is safe", deadline, *second)


def _assess(file, dash, plan):
    if dash is None:
        return Step("Complete a DASH with her.", "her_dash", "Complete a DASH")
    if plan is None:
        return Step("Write a safety plan with her.", "her_safety_plan", "Write a safety plan")
    return Step(
        "She has been assessed. Open her support when she wants it.", "her_open_support", "Open her support"
    )


def _in_support(running, plan, at):
    for deadline in running:
        if deadline.promise in _LOOKS and deadline.due_at <= at + LOOK_AHEAD:
            return Step(*_LOOKS[deadline.promise], deadline)
        stage = _STAGES.get(deadline.promise)
        if stage and deadline.started_at <= at:
            text = f"{stage.label} measures: ask her, or record why not."
            return Step(text, "her_measure", "Ask her the questions", deadline, query=f"?stage={stage}")
    if plan is None:
        return Step("Write a safety plan with her.", "her_safety_plan", "Write a safety plan")
    return Step("She is in support. Log what you do with and for her.", "her_support", "Log support")
