"""The one thing to do next on his file: a table of status and permission, then of promises, to words and a page."""

from dataclasses import dataclass

from accounts.addresses import address
from accounts.roles import Permission as P
from timescales.promises import Promise

from .acts import ACTS, why_not
from .statuses import Status as S

# A social worker is told where the referral stands, never what is found and measured on the way.
SHOWN_TO_REFERRER = frozenset(
    {
        Promise.ACKNOWLEDGE,
        Promise.CONTACT_HIM,
        Promise.OFFER_ASSESSMENT,
        Promise.JOINT_DISCUSSION,
        Promise.COMMENCE_HIM,
        Promise.MIDWAY_REPORT,
        Promise.COMPLETION_REPORT,
        Promise.REFER_BACK,
        Promise.CSC_REVIEW,
        Promise.ACT_ON_RECOMMENDATION,
        Promise.ANSWER_REQUEST,
        Promise.WRITTEN_AGREEMENT,
    }
)
BOOKED, ATTENDED, UNBOOKED = "booked", "attended", "unbooked"


@dataclass(frozen=True)
class Step:
    permission: P
    words: str
    button: str
    url: str
    promise: str = ""
    args: tuple = ()


_MEASURES = "Ask him the questions, or say why not."
_OFFER = Step(
    P.ASSESS, "Offer him an assessment.", "Offer an assessment", "offer_assessment", Promise.OFFER_ASSESSMENT
)
BY_STATUS = {
    S.RECEIVED: Step(
        P.ACKNOWLEDGE,
        "Check eligibility and duplicates, then pass it to the area.",
        "Check it and pass it on",
        "acknowledge",
        Promise.ACKNOWLEDGE,
    ),
    S.ACKNOWLEDGED: Step(
        P.CONTACT_HIM,
        "Contact him. Log every attempt; only contact that goes both ways keeps the promise.",
        "Log a contact or an attempt",
        "log_contact",
        Promise.CONTACT_HIM,
    ),
    S.CONTACTED: _OFFER,
    UNBOOKED: _OFFER,
    BOOKED: Step(
        P.ASSESS, "Record what came of his assessment.", "Record what came of it", "assessment_outcome"
    ),
    ATTENDED: Step(
        P.ASSESS, "He attended his assessment. Record the decision.", "Record the decision", "decide"
    ),
    S.PENDING: Step(
        P.MY_TIME_AT_TABLE,
        "Hold the joint case discussion and record My Time’s side of it.",
        "Record the discussion",
        "discussion",
        Promise.JOINT_DISCUSSION,
    ),
    S.SUITABLE: Step(
        P.ALLOCATE,
        "Give him a place and confirm his first session to him.",
        "Choose a group",
        "enrol",
        Promise.COMMENCE_HIM,
    ),
    S.ON_HOLD: Step(
        P.CLOSE_FILE, "End the hold when what it waited for has happened.", "End the hold", "resume_file"
    ),
}
BY_PROMISE = {
    Promise.CONFIRM_PLAN: Step(
        P.CONFIRM_PLAN,
        "He referred himself. Ask children’s services which plan the children are on.",
        "Record what they say",
        "confirm_plan",
    ),
    Promise.REFER_BACK: Step(
        P.ANSWER_RETURN,
        "He has been referred back to you. Read why, and say that you have it.",
        "Read and acknowledge",
        "acknowledge_return",
    ),
    Promise.CSC_REVIEW: Step(
        P.ANSWER_RETURN,
        "Record what children’s services will do now.",
        "Record the plan",
        "record_plan",
    ),
    Promise.ACT_ON_RECOMMENDATION: Step(
        P.ANSWER_RETURN,
        "A DASH or a MARAC referral was recommended for her. Say what became of it.",
        "Answer what was recommended for her",
        "answer_recommendation",
    ),
    Promise.ANSWER_REQUEST: Step(
        P.ANSWER_REQUEST, "My Time asks you for information about him.", "Answer", "answer_request"
    ),
    Promise.WRITTEN_AGREEMENT: Step(
        P.RECORD_AGREEMENT,
        "He agreed in words so far. Print the form, have it signed, and add it by his first session.",
        "Add the signed agreement",
        "agreement",
    ),
    Promise.INITIAL_MEASURES: Step(P.ASSESS, f"Initial measures. {_MEASURES}", "Ask him", "ask_him"),
    Promise.MIDWAY_MEASURES: Step(P.ASSESS, f"Midway measures. {_MEASURES}", "Ask him", "ask_him"),
    Promise.END_MEASURES: Step(P.ASSESS, f"End measures. {_MEASURES}", "Ask him", "ask_him"),
    Promise.FOLLOW_UP_MEASURES: Step(P.ASSESS, f"Six-month follow-up. {_MEASURES}", "Ask him", "ask_him"),
    Promise.JOINT_REVIEW: Step(
        P.MY_TIME_AT_TABLE, "Hold the monthly joint case review.", "Record the review", "review"
    ),
    Promise.MIDWAY_REPORT: Step(
        P.WRITE_REPORT, "Write the midway report.", "Write the report", "write_report", args=("midway",)
    ),
    Promise.COMPLETION_REPORT: Step(
        P.WRITE_REPORT,
        "Write the completion report.",
        "Write the report",
        "write_report",
        args=("completion",),
    ),
}
# The clock stands still while the referrer looks for what is missing.
ASKED_FOR_MORE = Step(
    P.ACKNOWLEDGE,
    "Wait for the referrer, who has been asked for what is missing. You may still pass it to the area without it.",
    "Look at it again",
    "acknowledge",
    Promise.ACKNOWLEDGE,
)
# Comes before everything else: a second miss closes the file.
GET_IN_TOUCH = Step(
    P.CONTACT_HIM,
    "He missed his last session without contact. Get in touch today: a second miss closes the file.",
    "Log a contact or an attempt",
    "log_contact",
)
# Nothing is closed by itself: he may still change his mind.
HE_REFUSES = Step(
    P.CLOSE_FILE,
    "He does not agree to take part. Speak with him; close the file if he stays with it.",
    "Close the file",
    "close_file",
)
# What happens next when it is not for the person who looks.
WAITING = {
    S.RECEIVED: "My Time’s single point of contact checks it and passes it to the area’s facilitators.",
    S.ACKNOWLEDGED: "The facilitators of the area contact him.",
    S.CONTACTED: "The facilitators of the area offer him an assessment.",
    S.ASSESSMENT_BOOKED: "The facilitators assess him and record what they decide.",
    S.PENDING: "My Time and the Integrated Support Service hold the joint case discussion.",
    S.UNSUITABLE: "He has been referred back to children’s services, who review the case.",
    S.SUITABLE: "My Time gives him a place and confirms his first session.",
    S.ON_PROGRAMME: "He is on the programme. A register is taken after each session.",
    S.COMPLETED: "He has completed the programme.",
    S.CLOSED: "The file is closed. He has been referred back to children’s services.",
    S.ON_HOLD: "The file is on hold. Clocks that may pause stand still.",
    S.MERGED: "This was a duplicate. Everything it held now hangs on the referral it was merged into.",
}


def stage(referral, offers):
    """The status, with an assessment's own stages where it has them. ``offers``: his AssessmentOffers."""
    if referral.status != S.ASSESSMENT_BOOKED:
        return referral.status
    if any(offer.outcome == "" for offer in offers):
        return BOOKED
    return ATTENDED if any(offer.outcome == "attended" for offer in offers) else UNBOOKED


def next_step(user, stage, running):
    """(Step, its Deadline or None) for this person, or (None, None). ``running``: deadlines, soonest first."""
    step = BY_STATUS.get(stage)
    if step and user.may(step.permission):
        deadline = next((d for d in running if d.promise == step.promise), None)
        waits = stage == S.RECEIVED and deadline is not None and deadline.paused_at
        return (ASKED_FOR_MORE if waits else step), deadline
    for deadline in running:
        step = BY_PROMISE.get(deadline.promise)
        if step and user.may(step.permission):
            return step, deadline
    return None, None


def address_of_step(user, referral, deadline):
    """Where this person does what the deadline asks for; empty where it is not theirs, or not possible now."""
    step = BY_PROMISE.get(deadline.promise)
    if step is None or not user.may(step.permission) or (step.url in ACTS and why_not(step.url, referral)):
        return ""
    return address(step.url, referral.pk, *step.args)


def others(user, referral, stage, *, but):
    """[(url name, words)] of what else the person may do, without what the stage of the assessment rules out."""
    ruled_out = {
        BOOKED: {"offer_assessment", "decide"},
        ATTENDED: {"assessment_outcome"},
        UNBOOKED: {"assessment_outcome", "decide"},
    }.get(stage, set())
    return [
        (name, act.words)
        for name, act in ACTS.items()
        if referral.status in act.statuses
        and name not in ruled_out
        and name != but
        and user.may(act.permission)
        and not why_not(name, referral)
    ]


def shown(user, deadlines):
    """Those of the deadlines that the person is shown."""
    if user.may(P.SEE_HIS_CONTENT):
        return list(deadlines)
    return [deadline for deadline in deadlines if deadline.promise in SHOWN_TO_REFERRER]
