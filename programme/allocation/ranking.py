"""Which groups suit a man, best first, each with its reasons. Pure.

The hard rules are those of ``programme.fitting``; what he told of himself (where he can travel, when he is free) rules
a group out of the suggestions, though a person may still choose it after speaking with him.
"""

from dataclasses import dataclass, field
from datetime import datetime, time

from programme.fitting import GroupFacts, ManFacts, reasons
from referrals.availability import DAYS, CanCome, Part, slot_of

ENGLISH = "english"


@dataclass(frozen=True)
class Waiting:
    """A man who waits. ``area``: key of his own; ``since``: when he was found suitable, as far as it is known."""

    key: int
    facts: ManFacts
    area: int
    can_come: CanCome
    since: datetime
    language: str = ""
    needs_interpreter: bool = False


@dataclass(frozen=True)
class Offer:
    """A group that has a session to come."""

    key: int
    facts: GroupFacts
    area: int
    area_name: str
    weekday: int
    starts: time
    next_session: int
    next_at: datetime
    language: str = "English"
    counted: bool = True

    @property
    def slot(self):
        return slot_of(self.weekday, self.starts)


@dataclass(frozen=True)
class Suggestion:
    """``rank``: smaller is better; it compares only suggestions for one man."""

    offer: Offer
    rank: tuple
    reasons: tuple = field(default=())


def suggestions(man, offers, *, at):
    """The Suggestions for a Waiting man among Offers, best first; none that breaks a hard rule or that he ruled out."""
    fitting = [offer for offer in offers if suits(man, offer) and not reasons(man.facts, offer.facts)]
    return sorted((_suggest(man, offer, at=at) for offer in fitting), key=lambda found: found.rank)


def suits(man, offer):
    """Whether he could come there and then, for all that he has told; and it is a group of the programme itself."""
    return (
        offer.counted
        and (offer.area == man.area or man.can_come.to(offer.area))
        and man.can_come.at(offer.weekday, offer.starts) is not False
    )


def rank_of(man, offer):
    """His language first, then his own area, then the soonest session, then the emptier group."""
    return (
        not _understands(man, offer),
        offer.area != man.area,
        offer.next_at,
        -(offer.facts.capacity - len(offer.facts.members)),
        offer.key,
    )


def _understands(man, offer):
    wanted = man.language.casefold() if man.needs_interpreter and man.language else ENGLISH
    return offer.language.casefold() == wanted


def _suggest(man, offer, *, at):
    return Suggestion(offer, rank_of(man, offer), tuple(_why(man, offer, at=at)))


def _why(man, offer, *, at):
    days = (offer.next_at.date() - at.date()).days
    yield {0: "Next session today", 1: "Next session tomorrow"}.get(days, f"Next session in {days} days")
    yield "In his own area" if offer.area == man.area else f"In {offer.area_name}, to which he can travel"
    part = "in the evening" if offer.slot.endswith(Part.EVENING) else "in the daytime"
    if man.can_come.is_known:
        yield f"He is free on {DAYS[offer.weekday]} {part}"
    else:
        yield "When he is free is not recorded: ask him"
    if man.needs_interpreter and man.language:
        if _understands(man, offer):
            yield f"Held in {offer.language}, as he needs"
        else:
            yield f"Held in {offer.language}: he needs an interpreter for {man.language}"
    left = offer.facts.capacity - len(offer.facts.members)
    yield "1 place left" if left == 1 else f"{left} places left of {offer.facts.capacity}"
