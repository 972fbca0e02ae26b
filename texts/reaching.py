"""How he is reached: the room that knows him says it, at the moment of sending."""

from dataclasses import dataclass

from .occasions import Channel

_ASKED = {}


@dataclass(frozen=True)
class Reach:
    """``channel`` is empty where he does not want to be written to, or was not asked. ``ring``: whom he can ring."""

    channel: str = ""
    phone: str = ""
    address: str = ""
    name: str = ""
    language: str = ""
    ring: str = ""

    def why_not(self, channel):
        """Why he cannot be reached by ``channel`` now, in words for the record; empty where he can."""
        if self.channel != channel:
            return "He does not want to be written to in this way"
        if not self.ring:
            return "No telephone number of ours is set up"
        if channel == Channel.TEXT and not self.phone:
            return "No mobile number is recorded"
        if channel == Channel.LETTER and len(self.address.split("\n")) < 2:
            return "No full address is recorded"
        return ""


def reaches(model_label):
    """Register ``reach(id) -> Reach`` for a model such as ``referrals.referral``."""

    def register(reach):
        _ASKED[model_label] = reach
        return reach

    return register


_LANGUAGES = []


def speaks(languages):
    """Register ``languages() -> names``: of those who are written to now."""
    _LANGUAGES.append(languages)
    return languages


def languages_spoken():
    return {name for languages in _LANGUAGES for name in languages()}


_LEADS = {}


def leads(occasion):
    """Register ``link(thing_id) -> address`` for what a text of ``occasion`` leads to; empty where it leads nowhere now."""

    def register(link):
        _LEADS[occasion] = link
        return link

    return register


def link_of(occasion, thing_id):
    """Where a text of ``occasion`` leads, asked at the moment of sending; None where such a text leads nowhere."""
    return _LEADS[occasion](thing_id) if occasion in _LEADS else None


def reach_of(model_label, pk):
    return _ASKED[model_label](pk)
