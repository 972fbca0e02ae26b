"""How one field of two men compares: points for or against, and the reason in words. Pure.

Points are rough logarithms of odds: what is rarely alike by chance weighs more. They were set on invented pairs
(docs/decisions/0011), never on the ones that the tests draw.
"""

from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from .words import Place, names_in, number, plain, root


@dataclass(frozen=True)
class Evidence:
    """``points`` above zero speak for the same man, below zero against; ``reason`` is empty where nothing is worth saying."""

    points: float
    reason: str = ""


NOTHING = Evidence(0)
# What address and children can say for him at most
MOST_OF_HOME = 12


def date_of_birth(one, other):
    if one is None or other is None:
        return NOTHING
    if one == other:
        return Evidence(8, "The date of birth is the same")
    swapped = (one.year, one.day, one.month)
    if swapped == (other.year, other.month, other.day):
        return Evidence(6.5, "Day and month of the date of birth are swapped")
    digits = f"{other:%Y%m%d}"
    if OSA.distance(f"{one:%Y%m%d}", digits) == 1:
        return Evidence(5.5, "One digit of the date of birth differs")
    if OSA.distance("{:04}{:02}{:02}".format(*swapped), digits) == 1:
        return Evidence(2, "Day and month of the date of birth are swapped, and one digit differs")
    if (one.month, one.day) == (other.month, other.day):
        # A father and his son may have everything else in common
        return Evidence(-5, "The year of birth differs")
    return Evidence(-9, "The date of birth differs")


def phone(one, other):
    one, other = number(one), number(other)
    if not one or not other:
        return NOTHING
    if one == other:
        return Evidence(7, "The telephone number is the same")
    if OSA.distance(one, other) == 1:
        return Evidence(2.5, "One digit of the telephone number differs")
    return Evidence(-0.5, "The telephone number differs")


def address(one, other):
    """People move: another address says little."""
    one, other = Place.of(one), Place.of(other)
    if not one or not other:
        return NOTHING
    same_house = bool(one.house) and one.house == other.house
    if one.postcode and one.postcode == other.postcode:
        return (
            Evidence(6, "The address is the same") if same_house else Evidence(3, "The postcode is the same")
        )
    alike = bool(one.street and other.street) and fuzz.token_set_ratio(one.street, other.street) >= 88
    if alike and same_house:
        return Evidence(4.5, "The address is nearly the same")
    if alike and min(len(one.street), len(other.street)) >= 8:
        return Evidence(1.5, "The street is the same")
    return Evidence(-0.5, "The address differs")


def children(ones, others):
    """Ages move on between two referrals, and not every child is named each time."""
    if not ones or not others:
        return NOTHING
    named = _matched(ones, others, same_child)
    if named:
        return Evidence(
            min(2 + 2 * named, 6),
            "A child has the same name" if named == 1 else f"{named} children have the same names",
        )
    if _all_named(ones) and _all_named(others):
        return Evidence(-2, "The children have other names")
    aged = _matched(ones, others, _same_age)
    if aged == len(ones) == len(others) and aged > 1:
        return Evidence(min(0.75 * aged, 2), f"{aged} children of the same ages")
    return NOTHING


def _matched(ones, others, alike):
    """How many of ``ones`` find a partner of their own among ``others``."""
    left, found = list(others), 0
    for one in ones:
        partner = next((other for other in left if alike(one, other)), None)
        if partner is not None:
            left.remove(partner)
            found += 1
    return found


def same_child(one, other):
    """A name that is nearly the same, and ages that fit."""
    ages_fit = one.born is None or other.born is None or abs(one.born - other.born) <= 1
    return ages_fit and any(
        nearly(a, b) for a in names_in(one.first_name)[:1] for b in names_in(other.first_name)[:1]
    )


def _same_age(one, other):
    return one.born is not None and other.born is not None and abs(one.born - other.born) <= 1


def _all_named(kids):
    return all(plain(kid.first_name) for kid in kids)


def nearly(one, other):
    """Whether two single names are the same, one a short form of the other, or one typing error apart."""
    return one == other or root(one) == root(other) or typed_alike(one, other)


def typed_alike(one, other):
    """One typing error apart, or two in a long name; short names must be equal."""
    shorter = min(len(one), len(other))
    allowed = 0 if shorter < 4 else 1 if shorter < 7 else 2
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed
