"""Letters to him at every stage of their way: not begun, a draft, to be posted, and gone; and a social worker's pulse."""

from accounts.models import Organisation
from joint.pulse.asking import answer_pulse, to_ask
from programme.actions import issue_letter, keep_letter, send_letter
from programme.letters.drafting import draft, gaps, source_of
from programme.letters.kinds import LetterKind
from programme.letters.owed import owed
from referrals.models import Referral

from .steps import HOUR

PULSE = {"SW1": 4, "SW2": 4, "SW3": "skipped", "SW4": 5}


def write_letters(people, *, at):
    """The oldest of each kind goes as far as ``FAR`` says; what is left waits on the list."""
    ours = Organisation.objects.filter(kind=Organisation.Kind.MY_TIME, phone="")
    ours.update(phone="0121 496 0900")  # one of Ofcom's drama numbers
    waiting = {}
    for each in owed(Referral.objects.filter(area__name="Birmingham"), at=at):
        waiting.setdefault(each.kind, each)
    for kind, step in FAR.items():
        if kind in waiting:
            step(waiting[kind], by=people["facilitator"], at=at - HOUR)


def _draft(each, *, by, at):
    made = draft(source_of(each.referral, each.kind, each.fact, at=at))
    if gaps(made.words):
        return None
    return keep_letter(each.referral, kind=each.kind, fact=each.fact, words=made.words, by=by, at=at)


def _issue(each, *, by, at):
    letter = _draft(each, by=by, at=at)
    return letter and issue_letter(letter, by=by, at=at)


def _send(each, *, by, at):
    if letter := _issue(each, by=by, at=at):
        send_letter(letter, how="posted", gone_date=at.date(), by=by, at=at)


FAR = {LetterKind.PLACE: _draft, LetterKind.APPOINTMENT: _issue, LetterKind.NOT_SUITABLE: _send}


def answer_a_pulse(people, *, at):
    """One has answered; the others are still asked."""
    by = people["social-worker"]
    ended = to_ask(Referral.objects.visible_to(by), at=at).order_by("pk")
    if ended.count() > 1:
        answer_pulse(ended.first(), answers=PULSE, by=by, at=at - HOUR)
