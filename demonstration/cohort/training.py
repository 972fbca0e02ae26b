"""Training of social workers. The report has no number ("Not available"): these are invented."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from demonstration.cohort import published
from demonstration.cohort.days import later

EVERY = 70  # days, about, between two trainings in one area
MOTIVATING_FROM = date(2019, 1, 14)


@dataclass(frozen=True)
class Training:
    """One row of training.csv."""

    held: date
    area: str
    kind: str
    social_workers: int


def training(rng: random.Random) -> list[Training]:
    """Sessions held for social workers, in order of their day."""
    held = []
    for area in published.AREAS:
        day = published.OPENED
        while (
            day := later(rng, day, EVERY - 30, EVERY + 30, until=published.CUT)
        ) < published.CUT - timedelta(days=5):
            motivating = day >= MOTIVATING_FROM and rng.random() < 0.4
            kind = "motivating" if motivating else "assessment_and_referral"
            held.append(Training(day, area, kind, rng.randint(4, 22)))
    return sorted(held, key=lambda one: (one.held, one.area))
