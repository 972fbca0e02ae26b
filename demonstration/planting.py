"""The published cohort's referrals, each with an invented man: whoever was referred more than once is written down
anew each time, with mistakes. For tests and the benchmark.
"""

import csv
import random
import tempfile
from datetime import date
from pathlib import Path

from demonstration.cohort import make_cohort
from demonstration.identities import Identity, invented, somebody_near, written_again
from referrals.likeness import Description, Kid, remember_all
from referrals.models import Child, Man, Referral

# So many of those referred look like somebody else who was
NEAR = 0.08


def published() -> list[tuple[str, date]]:
    """(person, day received) of the 1,074 referrals; without a day, the middle of the three years."""
    with tempfile.TemporaryDirectory() as folder:
        make_cohort(Path(folder))
        with (Path(folder) / "referrals.csv").open(newline="") as file:
            rows = list(csv.DictReader(file))
    days = (row["received_on"] for row in rows)
    return [
        (row["person_ref"] or row["my_time_ref"], date.fromisoformat(day) if day else date(2018, 6, 1))
        for row, day in zip(rows, days, strict=True)
    ]


def planted(rng: random.Random, rows: list[tuple[str, date]]) -> list[Identity]:
    """What each referral's form says of its man."""
    people: dict[str, Identity] = {}
    forms = []
    for person, _ in rows:
        if person in people:
            forms.append(written_again(rng, people[person]))
            continue
        near = people and rng.random() < NEAR
        people[person] = somebody_near(rng, rng.choice(list(people.values()))) if near else invented(rng)
        forms.append(people[person])
    return forms


def described(identity: Identity, on: date) -> Description:
    """The form of ``identity`` filled in on a day, when his children have an age."""
    kids = (Kid.aged(age_on(kid.born, on), on, kid.first_name) for kid in identity.children if kid.born <= on)
    told = {
        name: getattr(identity, name)
        for name in ("first_name", "last_name", "date_of_birth", "phone", "address")
    }
    return Description(**told, children=tuple(kids))


def store(forms: list[Identity], days: list[date], *, prefix: str) -> list[Man]:
    """One man and one referral for each form, as if nobody had seen that some are the same; in bulk."""
    told = ("first_name", "last_name", "date_of_birth", "phone", "address")
    men = Man.objects.bulk_create(
        [
            Man(reference=f"{prefix}{number:06}", **{name: getattr(form, name) for name in told})
            for number, form in enumerate(forms)
        ],
        batch_size=5000,
    )
    referrals = Referral.objects.bulk_create(
        [
            Referral(reference=f"{prefix}R{number:06}", man=man, imported=True, received_date=day)
            for number, (man, day) in enumerate(zip(men, days, strict=True))
        ],
        batch_size=5000,
    )
    Child.objects.bulk_create(
        [
            Child(referral=referral, first_name=kid.first_name, age=age_on(kid.born, day), plan="none")
            for referral, form, day in zip(referrals, forms, days, strict=True)
            for kid in form.children
            if kid.born <= day
        ],
        batch_size=5000,
    )
    remember_all(men)
    return men


def age_on(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
