"""The overview: charts whose numbers are those of the figures, of the part that may be seen."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from accounts.models import Area
from monitoring.figures import Audience, Period, compute
from monitoring.figures.facts import Facts
from monitoring.figures.quarter import Quarter
from monitoring.figures.spread import spread
from monitoring.models import Target
from monitoring.overview import board
from monitoring.overview.months import months_until, promises_by_month, sessions_a_week
from monitoring.quarters.actions import set_target
from monitoring.quarters.page import page as quarter_page
from referrals.models import Referral
from tests.world import NOON, World

HOUR = timedelta(hours=1)


@pytest.fixture
def world(db):
    return World(NOON)


def charts_of(client, person, **asked):
    client.force_login(person)
    return {chart.question: chart for chart in client.get(reverse("overview"), asked).context["charts"]}


def test_the_months_are_thirteen_in_a_row_across_the_year():
    found = months_until(date(2020, 2, 29))
    assert (found[0], found[-1], len(found)) == (date(2019, 2, 1), date(2020, 2, 1), 13)


def test_a_promise_stands_in_the_month_and_area_in_which_it_fell_due(world):
    world.contacted(at=NOON)
    world.acknowledged(at=NOON)
    found = promises_by_month(at=NOON + 49 * HOUR)
    month = found.months[f"{NOON + 48 * HOUR:%b %Y}"]
    assert (month.in_time >= 1, month.not_kept) == (True, 1)
    assert found.areas[world.area.name] == found.total
    other = Area.objects.exclude(pk=world.area.pk).first()
    assert sum(promises_by_month(at=NOON + 49 * HOUR, area=other.pk).total) == 0


def test_a_month_without_a_session_is_a_month_of_none(world):
    assert set(sessions_a_week(at=NOON).values()) == {0.0}
    assert len(sessions_a_week(at=NOON)) == 12


def test_the_funnel_is_made_of_the_figures(client, world):
    world.attended()
    world.contacted()
    chart = charts_of(client, world.opcc)["How many men are left at each step?"]
    figures = compute(Period(), Audience.INTERNAL)
    assert dict(chart.rows)["Referred"] == figures["fig13"]["individuals"] == 2
    assert dict(chart.rows)["Assessed"] == figures["fig13"]["assessed"] == 1


def test_times_say_median_and_quartiles_of_those_whom_the_mean_is_of(world):
    for days in (2, 4, 6, 12):
        referral = world.suitable()
        received = referral.received_date
        Referral.objects.filter(pk=referral.pk).update(
            assessment_offered_date=received + timedelta(days=days)
        )
    later = Period(as_at=datetime(2030, 1, 1, tzinfo=UTC))
    found = spread(Facts(later))["fig21"]["total"]
    assert tuple(found) == (2, 3.5, 5, 7.5, 12)
    assert compute(later, Audience.INTERNAL)["fig21"]["total"] == {"n": 4, "mean": 6.0}


def test_completion_is_read_against_other_studies_with_their_source(client, world):
    chart = charts_of(client, world.opcc)["How does completion compare with other studies?"]
    assert [line.value for line in chart.reference_lines] == [50, 63, 25]
    assert all(line.source for line in chart.reference_lines)


def test_the_target_of_sessions_a_week_is_the_one_that_is_set(client, world):
    assert board.sessions({"Jan 2020": 3.0}, 12).reference_lines[0].value == 12
    assert Target.objects.a_week("sessions_held", NOON.date()) == 12
    said = {"measure": "sessions_held", "amount": 14, "per": "week", "first_day": NOON.date()}
    set_target(**said, by=world.opcc, at=NOON)
    assert Target.objects.a_week("sessions_held", NOON.date()) == 14


def test_conversion_stands_beside_its_target(world):
    world.suitable()
    world.contacted()
    quarter = Quarter.of(NOON.date())
    said = {"measure": "conversion", "amount": 40, "per": "per_cent", "first_day": quarter.first_day}
    set_target(**said, by=world.opcc, at=NOON)
    line = quarter_page(quarter, at=NOON + 3000 * HOUR).counts[-1]
    assert line == ["Conversion: found suitable by now, of men referred in it", "50.0%", "–", "–", "40%"]


def test_a_part_has_no_targets(client, world):
    charts = charts_of(client, world.opcc, area=world.area.pk)
    assert charts["Are as many sessions held as were agreed?"].reference_lines == ()
    assert "Where are promises missed?" not in charts


def test_whoever_commissions_finds_no_name_and_no_reference(client, world):
    referral = world.suitable()
    client.force_login(world.opcc)
    shown = client.get(reverse("overview")).content.decode()
    assert referral.reference not in shown
    assert referral.man.name not in shown


def test_the_page_takes_as_many_queries_however_many_cases(client, world, django_assert_max_num_queries):
    client.force_login(world.opcc)
    for _ in range(4):
        world.contacted()
    with django_assert_max_num_queries(33):
        assert client.get(reverse("overview")).status_code == 200
