"""A part of the referrals: the figures of the rows that are left, and nothing of the others."""

import random
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from accounts.models import Area, Organisation
from iss.models import PartnerFile
from monitoring.cohort_import import import_cohort
from monitoring.figures import Audience, Only, Period, compute
from tests.world import NOON, World

from . import oracle
from .folders import write_cohort
from .invented_cohorts import random_cohort

NOW = datetime(2020, 4, 1, 12, tzinfo=UTC)
# What hangs on referrals alone
OF_REFERRALS = "fig18 fig19 fig20 fig21 fig22 fig23 fig24 fig25 fig26 fig27 foi_completion rates".split()


def figures_of(**only):
    return compute(Period(only=Only(**only)), Audience.INTERNAL)


def left(tables, folder, keep):
    """The figures of the rows that ``keep`` keeps, by the second calculation."""
    referrals = [row for row in tables["referrals"] if keep(row)]
    kept = {row["my_time_ref"] for row in referrals}
    sessions = [row for row in tables["sessions"] if row["my_time_ref"] in kept]
    return oracle.figures(write_cohort(folder, **tables | {"referrals": referrals, "sessions": sessions}))


PARTS = {
    "area": (lambda: {"area": Area.objects.get(name="Dudley").pk}, lambda row: row["area"] == "Dudley"),
    "source": (lambda: {"source": "cin"}, lambda row: row["source"] == "cin"),
    "age": (
        lambda: {"youngest": 25, "oldest": 34},
        lambda row: row["age_at_referral"] and 25 <= int(row["age_at_referral"]) <= 34,
    ),
    "oldest": (
        lambda: {"youngest": 55},
        lambda row: row["age_at_referral"] and int(row["age_at_referral"]) >= 55,
    ),
}


@pytest.mark.parametrize("part", PARTS)
def test_the_figures_are_those_of_the_rows_that_are_left(system, tmp_path, part):
    only, keep = PARTS[part]
    tables = random_cohort(random.Random(part), men=60, days=600)
    result = import_cohort(write_cohort(tmp_path / "all", **tables), by=None, at=NOW)
    assert not result.problems
    found, expected = figures_of(**only()), left(tables, tmp_path / "left", keep)
    for name in OF_REFERRALS:
        assert found[name] == expected[name], name
    assert 0 < found["fig13"]["referrals"] < len(tables["referrals"])


@pytest.fixture
def two_men(system, tmp_path):
    rows = [
        {
            "my_time_ref": "M1",
            "person_ref": "P1",
            "ethnicity": "Asian: Indian",
            "additional_needs": "hearing",
        },
        {"my_time_ref": "M2", "person_ref": "P2", "ethnicity": "Asian: Pakistani", "religion": "Sikh"},
    ]
    partners = [
        {"iss_ref": "I1", "my_time_ref": "M1", "provider": "Coventry Haven", "referred_on": "2019-05-01"},
        {"iss_ref": "I2", "my_time_ref": "", "provider": "Coventry Haven", "referred_on": "2019-05-01"},
    ]
    result = import_cohort(write_cohort(tmp_path, referrals=rows, partners=partners), by=None, at=NOW)
    assert not result.problems


@pytest.mark.parametrize(
    ("only", "men", "partners"),
    [
        ({"ethnicity": "Asian: Indian"}, 1, 1),
        ({"religion": "Sikh"}, 1, 0),
        ({"need": "hearing"}, 1, 1),
        ({"need": "sight"}, 0, 0),
        ({"ethnicity": "Asian: Indian", "religion": "Sikh"}, 0, 0),
    ],
    ids=str,
)
def test_what_is_known_of_him_narrows_to_him_and_to_her_who_is_linked(two_men, only, men, partners):
    found = figures_of(**only)["fig13"]
    assert (found["individuals"], found["partners_referred"]) == (men, partners)


def test_a_provider_has_its_own_partners_and_the_men_linked_to_them(two_men):
    provider = Organisation.objects.get(name="Coventry Haven").pk
    found = figures_of(provider=provider)["fig13"]
    assert (found["individuals"], found["partners_referred"]) == (1, 2)


def test_the_manager_of_a_support_service_sees_the_part_of_the_service_whatever_is_asked(client, db):
    world = World(NOON)
    mine = world.iss_manager.organisation
    for provider in (mine, Organisation.objects.exclude(pk=mine.pk).get(name="Coventry Haven")):
        PartnerFile.objects.create(
            reference=f"ISS-{provider.pk}", provider=provider, status="released", referred_date=NOON.date()
        )
    client.force_login(world.iss_manager)
    other = Organisation.objects.get(name="Coventry Haven").pk
    answer = client.get(reverse("figures"), {"provider": other})
    assert f"those linked to {mine}".replace("'", "&#x27;") in answer.content.decode()
    assert dict(answer.context["tables"][0].rows)["Partners referred to the ISS"]["text"] == "1"


def test_a_support_service_cannot_narrow_to_what_a_man_is_like(client, db):
    client.force_login(World(NOON).iss_manager)
    page = client.get(reverse("figures"), {"need": "hearing"})
    assert not {"age", "ethnicity", "religion", "need", "provider"} & set(page.context["form"].fields)
    assert "hearing" not in page.content.decode()


def test_the_page_says_what_it_is_of(client, db):
    world = World(NOON)
    client.force_login(world.opcc)
    area = Area.objects.get(name="Dudley").pk
    page = client.get(reverse("figures"), {"area": area, "age": "55"}).content.decode()
    assert "Only Area: Dudley; Age at referral: 55 or over." in page


def test_three_questions_are_in_sight_and_the_others_once_one_of_them_is_in_use(client, db):
    client.force_login(World(NOON).opcc)
    form = client.get(reverse("figures"), {"area": Area.objects.get(name="Dudley").pk}).context["form"]
    assert [field.name for field in form.in_sight] == ["when", "area", "provider"]
    assert not form.unfolds
    for asked in ({"age": "55"}, {"first_day_0": "1"}):
        assert client.get(reverse("figures"), asked).context["form"].unfolds
