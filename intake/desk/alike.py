"""Who of all men may be the one referred, for the desk: with reasons, side by side, and what can be done about it.

His side only: nothing of hers is compared or shown.
"""

from collections import defaultdict
from dataclasses import dataclass

from accounts.acting import for_the_service
from audit.restricting import closed_to_whoever_asks
from intake.merging import ways
from referrals.likeness import Band, Likeness, describe, describe_all, find_all, likeness
from referrals.models import Man, NotTheSame, Referral
from referrals.statuses import Status

SHOWN, COMPARED_IN_QUEUE = 5, 40


@dataclass(frozen=True)
class Way:
    """A merge that is possible between this referral and another."""

    duplicate: Referral
    into: Referral


@dataclass(frozen=True)
class Other:
    """Another referral of what may be the same man."""

    referral: Referral
    ways: list


@dataclass(frozen=True)
class Alike:
    """``rows``: [(what, of this referral, of the other)] side by side. ``likeness`` is None where it is the same man."""

    man: Man
    likeness: Likeness | None
    others: list
    rows: list

    @property
    def latest(self):
        return self.others[0].referral


@for_the_service("whoever checks duplicates has to find him, passed on or not")
def duplicates(referral):
    """Up to five Alikes, likeliest first: his own other referrals, and those of men who may be he."""
    man = referral.man
    mine = describe(man)
    found = find_all([(mine, man)], among=_men(), most=SHOWN)[0]
    referrals = _referrals([man.pk, *(each.man.pk for each in found)], but=referral)
    told = describe_all([each.man for each in found])
    own = [Alike(man, None, _others(referral, referrals[man.pk]), [])] if referrals[man.pk] else []
    return own + [
        Alike(
            each.man,
            each.likeness,
            _others(referral, referrals[each.man.pk]),
            side_by_side(mine, told[each.man.pk], referral.received_date),
        )
        for each in found
        if referrals[each.man.pk]
    ]


@for_the_service("whoever checks duplicates has to find him, passed on or not")
def may_be_he(referral, other):
    """Whether the man of another referral is that of this one, or may be."""
    man = referral.man
    if man.pk == other.man_id:
        return True
    told = describe_all([man, other.man])
    apart = NotTheSame.objects.among([man]).among([other.man]).exists()
    return not apart and likeness(told[man.pk], told[other.man_id]).band != Band.NO


@for_the_service("whoever checks duplicates has to find him, passed on or not")
def how_many_alike(referrals):
    """{id of a referral: number of men who may be its man} of a page of referrals, in a few queries for all."""
    told = describe_all([referral.man for referral in referrals])
    asked = [(told[referral.man_id], referral.man) for referral in referrals]
    found = find_all(asked, among=_men(), most=SHOWN, compared=COMPARED_IN_QUEUE) if asked else []
    return {referral.pk: len(alike) for referral, alike in zip(referrals, found, strict=True)}


@for_the_service("whoever checks duplicates has to find him, passed on or not")
def the_other_of(referral, pk):
    """Another referral of him, or of somebody who may be he; None for any other."""
    other = other_referrals(referral).filter(pk=pk).first()
    return other if other is not None and may_be_he(referral, other) else None


@for_the_service("whoever checks duplicates has to compare him, passed on or not")
def both_described(one, other):
    """{pk of a man: Description} of the men of two referrals."""
    return describe_all([one.man, other.man])


def other_referrals(referral):
    """Of anybody, passed on or not: whoever checks duplicates has to find him (pathway.md section 1). But not of a man
    who is restricted and does not name who asks: a manager hears of a new referral of his (intake/kept_back.py)."""
    rows = Referral.objects.exclude(pk=referral.pk).exclude(status=Status.MERGED)
    rows = rows.exclude(closed_to_whoever_asks("pk"))
    return rows.select_related("man", "area", "referrer")


def _men():
    closed = Referral.objects.filter(closed_to_whoever_asks("pk"))
    return Man.objects.exclude(pk__in=closed.values("man"))


def _referrals(men, *, but):
    """{pk of a man: his referrals, newest first}, without duplicates that have been merged."""
    by_man = defaultdict(list)
    for row in other_referrals(but).filter(man__in=men).by_newest():
        by_man[row.man_id].append(row)
    return by_man


def _others(referral, referrals):
    return [Other(each, [Way(*way) for way in ways(referral, each)]) for each in referrals]


def side_by_side(mine, his, day):
    """Two Descriptions as rows of a table."""
    return [
        ("Name", _name(mine), _name(his)),
        ("Date of birth", mine.date_of_birth, his.date_of_birth),
        ("Telephone", mine.phone, his.phone),
        ("Address", mine.address, his.address),
        ("Children", _kids(mine, day), _kids(his, day)),
    ]


def _name(told):
    return f"{told.first_name} {told.last_name}".strip()


def _kids(told, day):
    return ", ".join(_kid(kid, day) for kid in told.children)


def _kid(kid, day):
    name = kid.first_name or "Name not given"
    return f"{name}, about {max(day.year - kid.born, 0)}" if kid.born is not None and day else name
