"""What a status means and what follows, in plain words for the social worker. Complete: a test walks every status.

Nothing here says what was found, what she said, or that anybody is in touch with her.
"""

from dataclasses import dataclass

from accounts.roles import Permission

from .next_steps import ATTENDED, BOOKED, UNBOOKED
from .statuses import CloseReason, Status, UnsuitableReason

S = Status


@dataclass(frozen=True)
class Meaning:
    """``now``: where he stands. ``next``: what happens then. ``you``: what the social worker does, or need not do."""

    now: str
    next: str
    you: str


BY_STAGE = {
    S.RECEIVED: Meaning(
        "My Time has your referral.",
        "The single point of contact checks it against the criteria, looks whether he has been referred before, and "
        "passes it to the facilitators of the area.",
        "You are told when it is passed on, and to whom.",
    ),
    S.ACKNOWLEDGED: Meaning(
        "Your referral has been checked and is with the facilitators of the area.",
        "They contact him, then offer him an assessment.",
        "Tell him to expect a call from My Time. You are told when they have spoken with him.",
    ),
    S.CONTACTED: Meaning(
        "My Time has spoken with him.",
        "The facilitators offer him a date for his assessment.",
        "Encourage him to take it. You are told the date.",
    ),
    BOOKED: Meaning(
        "His assessment has a date.",
        "The facilitators meet him, and decide whether he is provisionally suitable.",
        "Remind him of the date. You are told whether he came.",
    ),
    UNBOOKED: Meaning(
        "An assessment was offered and did not take place.",
        "The facilitators offer him another date.",
        "Find out what kept him, and write to whoever has the file if it helps.",
    ),
    ATTENDED: Meaning(
        "He came to his assessment.",
        "The facilitators record what they decide.",
        "You are told the decision.",
    ),
    S.PENDING: Meaning(
        "He is assessed, and a joint discussion is due. He has not been told anything of the outcome.",
        "The joint discussion decides whether the programme is suitable.",
        "Do not tell him. You are told the decision, and then he is told.",
    ),
    S.SUITABLE: Meaning(
        "The joint discussion found him suitable.",
        "My Time gives him a place in a group and confirms his first session to him.",
        "You may speak with him about starting. You are told the date.",
    ),
    S.ON_PROGRAMME: Meaning(
        "He has a place on the programme.",
        "He comes once a week. Two sessions missed in a row without contact close the file, and he is referred back to "
        "you. You get a report at half way and one when he completes.",
        "Ask him how it goes. If he tells you that he cannot come, tell him to call My Time before the session.",
    ),
    S.ON_HOLD: Meaning(
        "The file is on hold for a time.",
        "My Time looks at the hold again on the day it has set, and goes on from where it was. Clocks that may pause "
        "stand still.",
        "Write to whoever has the file if what it waits for has happened.",
    ),
    S.UNSUITABLE: Meaning(
        "The programme is not suitable for him now. He has been told that, and the reason in general words.",
        "He is referred back to you. Children’s services review the case: read the risks and what is recommended.",
        "Say that you have read it, then record what children’s services will do. He can be referred again when what "
        "spoke against it has changed.",
    ),
    S.COMPLETED: Meaning(
        "He has completed the programme: every required session is credited.",
        "You get the completion report. Completing does not say that he is safe: read it before you decide anything.",
        "Say that you have the referral back. Children’s services decide what the family needs now.",
    ),
    S.CLOSED: Meaning(
        "The file is closed. He is not being worked with.",
        "He is referred back to you. Children’s services review the case with the risks on this page.",
        "Say that you have read it, then record what children’s services will do. If things change, refer him again or "
        "ask My Time to reopen the file.",
    ),
    S.MERGED: Meaning(
        "He had been referred before: this referral was a duplicate.",
        "My Time goes on with the other referral. How far that has come is shown here.",
        "Call whoever has the other referral if you need to know more.",
    ),
}
# Why a file ended, in a sentence. A category alone left referrers guessing.
WHY_UNSUITABLE = {
    UnsuitableReason.DENIAL: "He does not accept that he has been abusive. The programme needs a man who accepts some of it.",
    UnsuitableReason.NEEDS_ALTERNATE_SUPPORT: "He needs other support first, or instead.",
    UnsuitableReason.MENTAL_HEALTH: "His mental health has to be looked after before he could take part.",
    UnsuitableReason.TOO_HIGH_RISK: "The risk is too high for this programme.",
    UnsuitableReason.UNWILLING_TO_ENGAGE: "He is not willing to take part.",
    UnsuitableReason.UNKNOWN: "The reason was not recorded.",
}
WHY_CLOSED = {
    CloseReason.INELIGIBLE: "He does not meet the criteria of the programme.",
    CloseReason.NOT_CONTACTABLE: "My Time could not reach him.",
    CloseReason.DECLINED: "He declined before he was assessed.",
    CloseReason.DID_NOT_ATTEND_ASSESSMENT: "He did not come to his assessment.",
    CloseReason.WITHDRAWN_BY_REFERRER: "The referral was withdrawn by children’s services.",
    CloseReason.DECLINED_PLACE: "He was offered a place and declined it.",
    CloseReason.TWO_MISSES: "He missed two sessions in a row without contact.",
    CloseReason.WITHDREW: "He left the programme.",
    CloseReason.BREACH: "He broke the rules of the programme.",
    CloseReason.INCREASED_RISK: "The risk has increased.",
    CloseReason.MOVED_AWAY: "He has moved out of the area.",
    CloseReason.UNSUITABLE: "The programme was not suitable for him.",
    CloseReason.OTHER: "For another reason. Ask whoever has the file.",
}


def status_words(user, status):
    """The status as the person is told it: a provisional finding is nobody's news outside My Time yet."""
    if status == Status.PENDING and not user.may(Permission.SEE_HIS_CONTENT):
        return "Assessed, joint discussion due"
    return Status(status).label


def meaning(stage):
    """``stage``: a status, or a stage of the assessment (see ``next_steps.stage``)."""
    return BY_STAGE[stage]


def why_ended(referral):
    """A sentence, or empty while the file has not ended for a reason."""
    if referral.status == Status.UNSUITABLE:
        return WHY_UNSUITABLE.get(referral.unsuitable_reason, "")
    if referral.status == Status.CLOSED:
        return WHY_CLOSED.get(referral.close_reason, "")
    return ""
