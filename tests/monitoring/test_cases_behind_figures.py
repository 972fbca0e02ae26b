"""A list of the cases behind a number is as long as the number, whatever the cohort, and shows what may be seen."""

import random
from datetime import UTC, date, datetime

import pytest

from iss.models import PartnerFile
from monitoring.cohort_import import import_cohort
from monitoring.figures import Audience, Only, Period, compute
from monitoring.figures.facts import Facts
from monitoring.figures.listing import cases_behind, listed
from monitoring.figures.tables import counts_of
from referrals.models import Referral

from .folders import write_cohort
from .invented_cohorts import random_cohort

NOW = datetime(2020, 4, 1, 12, tzinfo=UTC)
# Numbers that add up something else than cases: sessions, attendances, people who are no case, rows of registers
OF_NO_CASES = {
    ("fig13", "sessions_held"),
    ("fig13", "attendances"),
    ("fig13", "trained_assessment_and_referral"),
    ("fig13", "trained_motivating"),
    # stands behind a percentage only
    ("fig30", "positive"),
}


@pytest.mark.parametrize(
    "period",
    [
        Period(),
        Period(first=date(2018, 4, 1), last=date(2019, 3, 31), as_at=datetime(2019, 3, 31, 12, tzinfo=UTC)),
        Period(only=Only(source="cin", youngest=25)),
    ],
    ids=["everything", "a year as it was known then", "a part"],
)
@pytest.mark.parametrize("seed", range(4))
def test_every_number_of_cases_lists_as_many_as_it_counts(system, tmp_path, seed, period):
    tables = random_cohort(random.Random(seed), men=70, days=700)
    assert not import_cohort(write_cohort(tmp_path, **tables), by=None, at=NOW).problems
    figures, facts, drilled = compute(period, Audience.INTERNAL), Facts(period), 0
    for path, number in counts_of(figures).items():
        cases = cases_behind(*path)
        if cases is None:
            assert path in OF_NO_CASES or path[:2] in (
                ("not_recorded", "sessions"),
                ("not_recorded", "training"),
            )
            continue
        keys = listed(cases, facts)
        assert len(keys) == len(set(keys)) == number, path
        model = PartnerFile if cases.table == "partner" else Referral
        assert model.objects.filter(pk__in=keys).count() == number, path
        drilled += number > 0
    assert drilled > 60


@pytest.mark.parametrize(
    "path",
    [
        ("fig99", "x"),
        ("fig13",),
        ("fig13", "accepted", "more"),
        ("fig18", "Dudley"),
        ("fig18", "Dudley", "suitable_pct"),
        ("fig20", "Dudley", "2018/20 Q3"),
        ("fig20", "Dudley", "2018/19 Q5"),
        ("fig21", "everybody", "n"),
        ("fig30", "positive_pct"),
        ("fig30", "many"),
        ("rates", "suitable_of_referrals", "pct"),
        ("rates", "none", "numerator"),
        ("support_types", "magic", "count"),
        ("not_recorded", "sessions", "held_on"),
    ],
    ids="/".join,
)
def test_what_is_no_number_of_cases_lists_nothing(path):
    assert cases_behind(*path) is None
