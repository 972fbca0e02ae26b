"""How her two agreements stand. Pure: her answers in, one Standing for each question out."""

from dataclasses import dataclass

from iss.models import HerAgreement

NOT_ASKED, IN_WORDS, SIGNED, REFUSED = "not asked", "agreed in words", "signed", "refused"
TONES = {NOT_ASKED: "grey", IN_WORDS: "green", SIGNED: "green", REFUSED: "orange"}


@dataclass(frozen=True)
class Standing:
    """``about``: what she was asked; ``latest``: the answer that stands, or None."""

    about: HerAgreement.About
    state: str
    latest: object = None

    @property
    def tone(self):
        return TONES[self.state]

    @property
    def may_be_signed(self):
        return self.state == IN_WORDS


def standings(agreements):
    """``agreements``: her answers, the latest first."""
    return [
        _standing(about, [each for each in agreements if each.about == about]) for about in HerAgreement.About
    ]


def _standing(about, answers):
    latest = next(iter(answers), None)
    if latest is None:
        return Standing(about, NOT_ASKED)
    if not latest.agreed:
        return Standing(about, REFUSED, latest)
    return Standing(about, SIGNED if latest.is_signed else IN_WORDS, latest)
