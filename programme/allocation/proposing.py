"""A place for each of many men at once: nobody over capacity, nobody beside whom he must not be. Pure.

Who has waited longest chooses first. Who then finds no place gets one if somebody placed before him can move to
another group that suits that one too, so that a man who can come anywhere does not keep the only place of one who cannot.
"""

from collections import defaultdict
from dataclasses import dataclass

from programme.fitting import reasons

from .ranking import Offer, rank_of, suits


@dataclass(frozen=True)
class Proposal:
    """``places``: {key of the man: Offer}; ``nowhere``: keys of those for whom no group is left, longest waiting first."""

    places: dict[int, Offer]
    nowhere: list[int]


def propose(men, offers):
    """A Proposal for Waiting men among Offers."""
    return _Places(men, offers).propose()


class _Places:
    def __init__(self, men, offers):
        self.men = {man.key: man for man in sorted(men, key=lambda man: (man.since, man.key))}
        self.offers = {offer.key: offer for offer in offers}
        self.choices = {key: self._choices(man) for key, man in self.men.items()}
        self.taken = defaultdict(set)
        self.place = {}

    def _choices(self, man):
        """Keys of the groups that suit him as they stand, best first."""
        fitting = [o for o in self.offers.values() if suits(man, o) and not reasons(man.facts, o.facts)]
        return [offer.key for offer in sorted(fitting, key=lambda offer: rank_of(man, offer))]

    def propose(self):
        nowhere = [key for key in self.men if not self._seat(key)]
        nowhere = [key for key in nowhere if not self._make_room(key)]
        return Proposal({key: self.offers[place] for key, place in self.place.items()}, nowhere)

    def _seat(self, key, *, but=None):
        for place in self.choices[key]:
            if place != but and self._has_room(place) and self._may_sit(key, place):
                self._put(key, place)
                return True
        return False

    def _make_room(self, key):
        for place in self.choices[key]:
            for other in sorted(self.taken[place]):
                self.taken[place].remove(other)
                if self._may_sit(key, place) and self._seat(other, but=place):
                    self._put(key, place)
                    return True
                self.taken[place].add(other)
        return False

    def _put(self, key, place):
        self.taken[place].add(key)
        self.place[key] = place

    def _has_room(self, place):
        facts = self.offers[place].facts
        return len(facts.members) + len(self.taken[place]) < facts.capacity

    def _may_sit(self, key, place):
        """Beside those proposed for the group: those who are in it already were looked at before."""
        facts = self.men[key].facts
        others = (self.men[other].facts for other in self.taken[place])
        return all(
            other.man != facts.man and other.man not in facts.not_with and facts.man not in other.not_with
            for other in others
        )
