"""The figures against a second calculation that shares nothing with them, over any small cohort; and live cases."""

import io
import json
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Organisation
from iss.models import PartnerFile
from monitoring.cohort_import import import_cohort
from monitoring.figures import DEFINITIONS, FIGURES, WITHIN, Audience, Period, compute
from monitoring.figures.disclosure import protect
from referrals.models import Man, Referral
from tests.proof import size

from . import oracle
from .folders import write_cohort

NOW = datetime(2020, 4, 1, 12, tzinfo=UTC)
START, DAYS = date(2017, 9, 1), 700

days = st.integers(0, DAYS).map(lambda n: START + timedelta(days=n))
maybe = st.booleans()


def blank_or(strategy):
    return st.one_of(st.just(""), strategy.map(str))


def code(*codes):
    return st.sampled_from(["", *codes])


@st.composite
def referral(draw, number):
    received = draw(st.one_of(st.none(), days, days, days))
    later = blank_or(st.integers(0, 200).map(lambda n: (received or START) + timedelta(days=n)))
    decision = draw(code("suitable", "suitable", "unsuitable"))
    contacted = draw(later)
    return {
        "my_time_ref": draw(st.sampled_from(["MT", "mt", "Ä", "M-"])) + str(number),
        "person_ref": draw(code("P1", "P2", "P3", "P4")),
        "area": draw(code("Dudley", "Walsall", "Solihull")),
        "source": draw(code(*oracle.SOURCES)),
        "received_on": received or "",
        "contacted_at": contacted and f"{contacted}T{draw(st.integers(0, 23)):02}:30:00+01:00",
        "assessment_offered_on": draw(later),
        "assessment_attended_on": draw(later),
        "decision": decision,
        "decision_on": draw(later),
        "unsuitable_reason": "" if decision == "suitable" else draw(code(*oracle.REASONS)),
        "first_session_offered_on": draw(later),
        "sessions_required": draw(blank_or(st.integers(1, 8))),
        "sessions_attended": draw(blank_or(st.integers(0, 9))),
        "completed_on": draw(st.one_of(st.just(""), later)),
        "closed_on": draw(later),
        "close_reason": draw(code("two_misses", "withdrew", "breach", "unsuitable")),
        "age_at_referral": draw(blank_or(st.integers(18, 60))),
        "ethnicity": draw(code("White: Irish", "Other", "Not asked")),
        "religion": draw(code("Sikh")),
        "additional_needs": draw(code("literacy;hearing")),
        "children_ages": draw(code("4", "4;4", "17;9;0")),
        "children_count": draw(blank_or(st.integers(0, 5))),
    }


@st.composite
def cohorts(draw):
    referrals = [draw(referral(number)) for number in range(draw(st.integers(0, 7)))]
    for row in referrals:
        if row["contacted_at"] and row["received_on"]:
            # half past midnight with this offset is the day before in London's winter
            row["contacted_at"] = row["contacted_at"].replace("T00:", "T02:")
    refs = [row["my_time_ref"] for row in referrals]
    outcomes = code(*oracle.CREDITED, "not_taking_part", "absent_notice", "absent_no_contact", "cancelled")
    pairs = st.tuples(st.sampled_from(refs or [""]), st.integers(1, 6))
    sessions = [
        {
            "my_time_ref": ref,
            "session_ref": f"S{n}",
            "held_on": draw(blank_or(days)),
            "outcome": draw(outcomes),
        }
        for ref, n in draw(st.lists(pairs, unique=True, max_size=14 if refs else 0))
    ]
    partners = [draw(partner(number, refs)) for number in range(draw(st.integers(0, 4)))]
    training = st.fixed_dictionaries(
        {
            "held_on": blank_or(days),
            "area": code("Dudley"),
            "kind": code("assessment_and_referral", "motivating"),
            "social_workers": st.integers(1, 9),
        }
    )
    trainings = draw(st.lists(training, max_size=3))
    return {"referrals": referrals, "sessions": sessions, "partners": partners, "training": trainings}


@st.composite
def partner(draw, number, refs):
    referred = draw(blank_or(days))
    change = code("deteriorated", "no_change", "improved")
    contacted = referred and draw(maybe) and date.fromisoformat(referred) + timedelta(days=1)
    return {
        "iss_ref": f"I{number}",
        "my_time_ref": draw(code(*refs)),
        "provider": "Coventry Haven",
        "referred_on": referred,
        "contacted_at": contacted and f"{contacted}T09:00:00+00:00",
        "support": ";".join(draw(st.lists(st.sampled_from(oracle.KINDS), max_size=3))),
        "satisfaction": draw(blank_or(st.integers(1, 5))),
        "health_wellbeing": draw(change),
        "everyday_life": draw(change),
        "safety": draw(change),
    }


periods = st.fixed_dictionaries(
    {
        "first": st.none() | days,
        "last": st.none() | days,
        "as_at": st.none() | days.map(lambda day: datetime(day.year, day.month, day.day, 23, 30, tzinfo=UTC)),
    }
)


@given(cohort=cohorts(), period=periods)
@pytest.mark.proof
@settings(max_examples=size(short=60, whole=1000), deadline=None, suppress_health_check=list(HealthCheck))
def test_sql_and_plain_reading_agree(system, cohort, period):
    for rows in cohort.values():
        for row in rows:
            row.update({column: "" for column, value in row.items() if value is False})
    with tempfile.TemporaryDirectory() as name, transaction.atomic():
        folder = write_cohort(Path(name), **cohort)
        assert import_cohort(folder, by=None, at=NOW).problems == []
        figures = compute(Period(**period), Audience.INTERNAL)
        expected = oracle.figures(folder, **period)
        transaction.set_rollback(True)
    for key in expected:
        assert figures[key] == expected[key], key
    json.dumps(protect(figures))


def test_a_merged_duplicate_is_not_a_referral(system, tmp_path):
    rows = [{"my_time_ref": f"MT{n}", "person_ref": f"P{n}", "received_on": "2019-05-01"} for n in (1, 2)]
    import_cohort(write_cohort(tmp_path, referrals=rows), by=None, at=NOW)
    first, second = Referral.objects.order_by("reference")
    second.move("merged", by=None, at=NOW, merged_into=first)
    figures = compute(Period(), Audience.INTERNAL)
    assert (figures["fig13"]["referrals"], figures["fig13"]["individuals"]) == (1, 1)


def test_details_that_are_only_held_are_no_partner_referred(system):
    provider = Organisation.objects.get(name="Coventry Haven")
    PartnerFile.objects.create(reference="H1", provider=provider)
    PartnerFile.objects.create(
        reference="H2", provider=provider, status="released", referred_date=date(2020, 1, 2)
    )
    assert compute(Period(), Audience.INTERNAL)["fig13"]["partners_referred"] == 1


def test_a_live_referral_counts_from_the_moment_it_was_received(system):
    received = datetime(2020, 3, 31, 22, 30, tzinfo=UTC)
    man = Man.objects.create(reference="M1")
    Referral.objects.create(reference="R1", man=man, received_at=received, received_date=date(2020, 3, 31))
    before = Period(as_at=received - timedelta(minutes=1))
    assert compute(before, Audience.INTERNAL)["fig13"]["referrals"] == 0
    assert compute(Period(as_at=received), Audience.INTERNAL)["fig13"]["referrals"] == 1


def test_nothing_gives_zeros_and_nulls(system):
    figures = compute(Period(), Audience.INTERNAL)
    assert figures["fig20"]["total"] == {"total": 0}
    assert figures["rates"]["suitable_of_decided"] == {"numerator": 0, "denominator": 0, "pct": None}
    assert figures["fig21"]["total"] == {"n": 0, "mean": None}
    assert figures["fig30"]["positive_pct"] is None


def test_halves_go_up(system, tmp_path):
    ages = (30, 30, 30, 31) * 5
    rows = [
        {"my_time_ref": f"MT{n}", "person_ref": f"P{n}", "decision": "suitable", "age_at_referral": age}
        for n, age in enumerate(ages)
    ]
    import_cohort(write_cohort(tmp_path, referrals=rows), by=None, at=NOW)
    assert compute(Period(), Audience.INTERNAL)["fig26"]["no_sessions"]["mean"] == 30.3


def test_every_figure_has_its_words():
    assert set(DEFINITIONS) == set(FIGURES | WITHIN)
    assert all(len(words) > 60 for words in DEFINITIONS.values())


# The command


def printed(*arguments):
    out = io.StringIO()
    call_command("figures", *arguments, stdout=out)
    return json.loads(out.getvalue())


def test_the_command_prints_json_and_nothing_else(db):
    arguments = (
        "--audience",
        "internal",
        "--from",
        "2019-04-01",
        "--to",
        "2020-03-31",
        "--as-at",
        "2020-03-31T12:00+01:00",
    )
    assert list(printed(*arguments)) == list(FIGURES)
    assert list(printed("--audience", "public")) == list(FIGURES)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--audience", "press"),
        ("--audience", "internal", "--from", "yesterday"),
        ("--audience", "internal", "--as-at", "noon"),
        ("--audience", "internal", "--from", "2020-01-02", "--to", "2020-01-01"),
    ],
)
def test_the_command_refuses_what_it_does_not_understand(db, arguments):
    with pytest.raises(CommandError):
        call_command("figures", *arguments, stdout=io.StringIO())
