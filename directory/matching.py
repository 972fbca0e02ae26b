"""Which services fit a case, and why, in words. Pure.

What is not recorded of a service never rules it out: it becomes something to ask before referring. What is not known
of the case rules nothing out either.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from .words import Against, Asked, ForWhom, Need, Risk, Sex, labels, listed


@dataclass(frozen=True)
class Case:
    """What is known of a person; None, empty and "" where it is not known."""

    for_whom: str = ForWhom.HARM
    sex: str = ""  # Sex.MEN or Sex.WOMEN
    age: int | None = None  # whole years
    risk: str = ""
    against: str = ""
    has_plan: bool | None = None  # a child on a plan or in Early Help
    by_order: bool | None = None  # a court order, licence condition or police caution
    needs: Collection[str] = frozenset()


@dataclass(frozen=True)
class Terms:
    """What a service asks, and since when and until when it is open (both days included)."""

    for_whom: str = ""
    sexes: str = ""
    youngest: int | None = None
    oldest: int | None = None
    risks: Collection[str] = frozenset()
    against: Collection[str] = frozenset()
    plan: str = ""
    order: str = ""
    needs: Collection[str] = frozenset()
    only_with_need: bool = False
    areas: Collection[str] = frozenset()
    part_of_area: str = ""
    open_from: date | None = None
    open_to: date | None = None


@dataclass
class Fit:
    """``reasons`` speak for it, ``ask`` has to be asked first, ``why_not`` rules it out; sentences without a stop."""

    reasons: list = field(default_factory=list)
    ask: list = field(default_factory=list)
    why_not: list = field(default_factory=list)

    @property
    def fits(self):
        return not self.why_not

    @property
    def order(self):
        """The lower the better: what has to be asked first weighs twice what speaks for it."""
        return 2 * len(self.ask) - len(self.reasons)


def fit(case, terms, *, area, day):
    """How ``terms`` fit ``case`` in ``area`` (its name, or "" where it is not known) on ``day``."""
    found = Fit()
    _dates(found, terms, day)
    _area(found, terms, area)
    _person(found, case, terms)
    _abuse(found, case, terms)
    _conditions(found, case, terms)
    _needs(found, case, terms)
    return found


def ranked(case, services, *, area, day):
    """``services``: [(service, its Terms)]. Two lists of (service, Fit): those that fit, best first; the others.

    Services that fit equally well keep their order.
    """
    fits = [(service, fit(case, terms, area=area, day=day)) for service, terms in services]
    fitting = sorted((pair for pair in fits if pair[1].fits), key=lambda pair: pair[1].order)
    return fitting, [pair for pair in fits if not pair[1].fits]


def _dates(found, terms, day):
    if terms.open_to and day > terms.open_to:
        found.why_not.append(f"It closed on {terms.open_to:%-d %B %Y}")
    elif terms.open_from and day < terms.open_from:
        found.why_not.append(f"It opens on {terms.open_from:%-d %B %Y}")


def _area(found, terms, area):
    if not terms.areas:
        found.ask.append("Which areas it covers is not recorded")
    elif not area:
        found.ask.append(f"It covers {_named(terms.areas)}")
    elif area not in terms.areas:
        found.why_not.append(f"It does not cover {area}")
    else:
        found.reasons.append(f"It covers {area}")
        if terms.part_of_area:
            found.ask.append(f"It covers only a part: {terms.part_of_area}")


def _person(found, case, terms):
    if terms.for_whom and case.for_whom and terms.for_whom != case.for_whom:
        found.why_not.append(f"It is for {ForWhom(terms.for_whom).label.lower()}")
    if case.sex and terms.sexes in (Sex.MEN, Sex.WOMEN) and terms.sexes != case.sex:
        found.why_not.append(f"It is for {Sex(terms.sexes).label.lower()}")
    elif case.sex and terms.sexes:
        found.reasons.append(f"It is for {Sex(terms.sexes).label.lower()}")
    elif case.sex == Sex.WOMEN:
        found.ask.append("Whether it takes women is not recorded")
    if case.age is not None:
        _age(found, case.age, terms)


def _age(found, age, terms):
    if terms.youngest is not None and age < terms.youngest:
        found.why_not.append(f"It is for people of {terms.youngest} or over")
    elif terms.oldest is not None and age > terms.oldest:
        found.why_not.append(f"It is for people of {terms.oldest} or under")
    elif age < 18 and terms.youngest is not None:
        found.reasons.append(f"It takes people from the age of {terms.youngest}")
    elif age < 18:
        found.ask.append("From which age it takes people is not recorded")


def _abuse(found, case, terms):
    if case.risk and not terms.risks:
        found.ask.append("For which level of risk it is meant is not recorded")
    elif case.risk and case.risk not in terms.risks:
        found.why_not.append(f"It is for {listed(labels(Risk, terms.risks)).lower()} risk")
    elif case.risk:
        found.reasons.append(f"It works with {Risk(case.risk).label.lower()} risk")
    if not case.against or not terms.against:
        return
    if case.against in terms.against:
        found.reasons.append(f"It is for abuse against {_lower(Against(case.against).label)}")
    else:
        found.why_not.append(
            f"It is for abuse against {_lower(listed(labels(Against, terms.against), 'or'))}"
        )


_CONDITIONS = (
    ("plan", "has_plan", "a child with a children’s services plan or in Early Help"),
    ("order", "by_order", "a court order, a licence condition or a police caution"),
)


def _conditions(found, case, terms):
    for asked, known, words in _CONDITIONS:
        if getattr(terms, asked) != Asked.NEEDED:
            continue
        answer = getattr(case, known)
        if answer is None:
            found.ask.append(f"It needs {words}")
        elif answer:
            found.reasons.append(f"There is {words}")
        else:
            found.why_not.append(f"It needs {words}")


def _needs(found, case, terms):
    shared = set(case.needs) & set(terms.needs)
    if shared:
        found.reasons.append(f"It works with: {listed(labels(Need, shared)).lower()}")
    elif terms.only_with_need and terms.needs:
        found.ask.append(
            f"It is only for people with this need: {listed(labels(Need, terms.needs), 'or').lower()}"
        )


def _named(areas):
    return " and ".join(filter(None, [", ".join(sorted(areas)[:-1]), sorted(areas)[-1]]))


def _lower(words):
    return words[0].lower() + words[1:]
