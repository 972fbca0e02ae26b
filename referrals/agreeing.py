"""How his agreement stands, and what his refusal suggests."""

from dataclasses import dataclass

from .statuses import CloseReason
from .statuses import Status as S

NOT_ASKED, IN_WORDS, SIGNED, REFUSED = "not asked", "agreed in words", "signed", "refused"
TONES = {NOT_ASKED: "grey", IN_WORDS: "yellow", SIGNED: "green", REFUSED: "red"}


@dataclass(frozen=True)
class Standing:
    """``state``: one of the words above; ``latest``: the Agreement it rests on, or None."""

    state: str
    latest: object = None

    @property
    def tone(self):
        return TONES[self.state]

    @property
    def is_refused(self):
        return self.state == REFUSED


def standing(agreements):
    """``agreements``: his answers, the latest first. A signed form stands until he takes it back."""
    latest = next(iter(agreements), None)
    if latest is None:
        return Standing(NOT_ASKED)
    if not latest.agreed:
        return Standing(REFUSED, latest)
    since = []
    for agreement in agreements:
        if not agreement.agreed:
            break
        since.append(agreement)
    signed = next((agreement for agreement in since if agreement.is_signed), None)
    return Standing(SIGNED, signed) if signed else Standing(IN_WORDS, latest)


def why_he_leaves(status):
    """The reason to suggest when somebody closes the file of a man who refuses: nothing is closed by itself."""
    if status == S.SUITABLE:
        return CloseReason.DECLINED_PLACE
    return CloseReason.WITHDREW if status == S.ON_PROGRAMME else CloseReason.DECLINED
