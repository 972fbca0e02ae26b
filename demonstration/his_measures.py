"""What the men of the demonstration answered: most admit less as they go on, one in three admits more half way."""

from outcomes.scales import NOT_APPLICABLE, PREFER_NOT, SKIPPED
from outcomes.stages import Stage
from referrals.actions import record_measure
from referrals.measuring.actions import HANDED, begin, finish, keep_so_far, put_questions, rate
from referrals.statuses import Status

# The items M1 to M5, then M6 to M12; M13 is what he hopes for
FIRST = ((1, 0, 2, 2, 1), (2, 2, 2, 3, 2, 2, 4))
HALF_WAY = ((0, 0, 1, 1, 0), (0, 4, 3, 4, 3, 4, 4))
LAST = ((0, 0, 0, 1, 0), (0, 5, 4, 4, 4, 5, 5))
# He says more than he did at the start
MORE_OPEN = ((1, 1, 3, 3, NOT_APPLICABLE), (1, 4, 4, NOT_APPLICABLE, 3, 4, SKIPPED))
GUARDED = ((0, PREFER_NOT, 1, 1, NOT_APPLICABLE), (1, 2, SKIPPED, NOT_APPLICABLE, 2, 2, SKIPPED))
HOPE = "To be calm at home, and to see the children more"


def he_answers(steps, referral, stage, at):
    """Alone, on a screen handed to him after the session. Whose file is closed does not answer the telephone."""
    asked = {"by": steps.facilitator, "at": at}
    referral.refresh_from_db()
    if referral.status == Status.CLOSED:
        record_measure(referral, stage=stage, why_not="not_reached", **asked)
        return
    questions = put_questions(referral, stage=stage, way=HANDED, **asked)
    begin(questions, at=at)
    keep_so_far(questions, answers_of(referral, stage), at=at)
    finish(questions, at=at)
    if stage in (Stage.MIDWAY, Stage.END):
        score = 3 if stage == Stage.END else 2
        ratings = {"F1": score, "F2": score, "F3": score - 1, "F4": score}
        rate(referral, stage=stage, answers=ratings, **asked)


def answers_of(referral, stage):
    opens_up = referral.pk % 3 == 0
    first, later = (GUARDED, MORE_OPEN) if opens_up else (FIRST, HALF_WAY)
    behaviours, says = {Stage.INITIAL: first, Stage.MIDWAY: later}.get(stage, LAST)
    answers = {f"M{number}": value for number, value in enumerate((*behaviours, *says), start=1)}
    return answers | ({"M13a": HOPE} if stage == Stage.INITIAL else {"M13b": 3})
