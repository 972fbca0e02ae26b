"""“Completed at least half, by area, last year”: one table, and a year that is chosen and not typed."""

import random

import pytest
from django.urls import reverse

from monitoring.cohort_import import import_cohort
from monitoring.figures import Audience, Period, compute
from monitoring.figures.completion import half_by_area
from monitoring.figures.facts import Facts
from monitoring.figures.listing import cases_behind, listed
from tests.world import NOON, World

from .folders import write_cohort
from .invented_cohorts import random_cohort

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(tmp_path):
    World()
    import_cohort(write_cohort(tmp_path, **random_cohort(random.Random(7), men=60)), by=None, at=NOON)


def test_the_areas_together_are_what_is_said_of_the_whole(cohort):
    found = half_by_area(Facts(Period()))
    whole = compute(Period(), Audience.INTERNAL)["foi_completion"]
    assert whole["base"] > 0
    assert found["total"]["started"] == whole["base"]
    assert found["total"]["half_or_more"] == whole["half_or_more"]
    assert found["total"]["pct"] == whole["half_or_more_pct"]


def test_each_number_is_as_long_as_its_list(cohort):
    facts = Facts(Period())
    for area, row in half_by_area(facts).items():
        for name in ("started", "half_or_more", "completed"):
            assert row[name] == len(listed(cases_behind("half_by_area", area, name), facts)), (area, name)


def test_the_page_shows_it_and_a_year_is_one_choice(client):
    world = World()
    client.force_login(world.opcc)
    page = client.get(reverse("figures"), {"when": "2025"})
    assert (page.context["period"].first.year, page.context["period"].last.year) == (2025, 2026)
    assert "Half or more, by area" in page.content.decode()


def test_days_that_are_typed_say_more_than_the_year(client):
    world = World()
    client.force_login(world.opcc)
    typed = {"first_day_0": "1", "first_day_1": "6", "first_day_2": "2025"}
    period = client.get(reverse("figures"), {"when": "2025", **typed}).context["period"]
    assert (str(period.first), str(period.last)) == ("2025-06-01", "2026-03-31")


def test_it_is_no_part_of_what_is_released(cohort):
    assert "half_by_area" not in compute(Period(), Audience.PUBLIC)
