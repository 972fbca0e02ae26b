"""Partners and former partners: referral to the ISS, support, and what they said of it."""

import random
from dataclasses import dataclass
from datetime import date, datetime

from demonstration.cohort import published
from demonstration.cohort.cases import SUITABLE, Case, Part, of
from demonstration.cohort.days import later, moment

UNMATCHED = 24  # no man's reference was recorded
AFTER_ASSESSMENT_FROM = date(2018, 4, 1)  # before, her details went to the ISS at receipt
SATISFACTION = {-1: (1, 2), 0: (3,), 1: (4, 5)}  # answers from 1 to 5 that count so
CHANGES = {-1: "deteriorated", 0: "no_change", 1: "improved"}
STATEMENTS = ("satisfaction", "health_wellbeing", "everyday_life", "safety")


@dataclass(eq=False)
class Partner:
    """One row of partners.csv in the making."""

    iss_ref: str
    my_time_ref: str
    provider: str
    referred: date
    contacted_at: datetime | None = None
    support: tuple[str, ...] = ()
    satisfaction: int | None = None
    benefits: dict[str, int] | None = None
    closed: date | None = None


def partners_of(rng: random.Random, cases: list[Case]) -> list[Partner]:
    """The partners of published figure 30; at most one of each man here."""
    assessed = [case for case in cases if case.part != Part.UNASSESSED and (case.attended or case.decided)]
    suitable = of(assessed, *SUITABLE)
    others = rng.sample(
        [case for case in assessed if case not in suitable], published.PARTNERS - len(suitable)
    )
    chosen = sorted([*suitable, *others], key=lambda case: case.my_time_ref)
    partners = [_partner(rng, number, case) for number, case in enumerate(chosen, 1)]
    for partner in rng.sample(partners, UNMATCHED):
        partner.my_time_ref = ""
    supported = rng.sample(partners, published.SUPPORTED)
    _support(rng, supported)
    _benefits(rng, supported)
    for partner in partners:
        _contact(rng, partner)
    return partners


def _partner(rng: random.Random, number: int, case: Case) -> Partner:
    after = case.attended or case.decided
    start = after if case.received >= AFTER_ASSESSMENT_FROM else case.received
    referred = later(rng, start, 0, 4, until=published.CUT)
    return Partner(f"ISS{number:04}", case.my_time_ref, published.PROVIDERS[case.area], referred)


def _support(rng: random.Random, supported: list[Partner]) -> None:
    """Every supported woman has at least one kind; each kind is had by its published number."""
    kinds: dict[Partner, set[str]] = {partner: set() for partner in supported}
    by_telephone = published.SUPPORT["telephone"]
    elsewhere = supported[by_telephone:]
    for partner in supported[:by_telephone]:
        kinds[partner].add("telephone")
    for kind, number in published.SUPPORT.items():
        if kind != "telephone":
            sure = elsewhere if kind == "face_to_face" else []
            drawn = rng.sample([p for p in supported if p not in sure], number - len(sure))
            for partner in [*sure, *drawn]:
                kinds[partner].add(kind)
    for partner, had in kinds.items():
        partner.support = tuple(kind for kind in published.SUPPORT if kind in had)


def _benefits(rng: random.Random, supported: list[Partner]) -> None:
    """Answers whose sum is the published one; some of the four are not recorded."""
    sums = [total for total, count in published.BENEFITS.items() for _ in range(count)]
    for partner, total in zip(rng.sample(supported, len(sums)), sums, strict=True):
        answered = rng.sample(STATEMENTS, rng.randint(max(1, abs(total)), len(STATEMENTS)))
        values = [0] * len(answered)
        while sum(values) != total:
            values = rng.choices((-1, 0, 1), (1, 4, 4), k=len(answered))
        partner.benefits = dict(zip(answered, values, strict=True))
        if "satisfaction" in partner.benefits:
            partner.satisfaction = rng.choice(SATISFACTION[partner.benefits["satisfaction"]])


def _contact(rng: random.Random, partner: Partner) -> None:
    if not partner.support and rng.random() < 0.5:
        partner.closed = later(rng, partner.referred, 10, 40, until=published.CUT)
        return
    contacted = later(rng, partner.referred, 0, 3, until=published.CUT)
    partner.contacted_at = moment(rng, contacted)
    if rng.random() < 0.7:
        partner.closed = later(rng, contacted, 30, 360, until=published.CUT)
