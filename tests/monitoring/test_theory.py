"""The theory of change: a whole chain, with how complete its measures are, and nothing of what they say."""

from html import unescape

import pytest
from django.urls import reverse

from monitoring.theory.benchmark import PRINCIPLES, evidence
from monitoring.theory.chain import ACTIVITIES, SHOWN_BESIDES
from monitoring.theory.completeness import questions, taken
from monitoring.theory.page import outcomes
from outcomes import intended
from referrals.models import HisMeasure
from tests.world import DAY, NOON, World
from timescales.models import PromiseRule

OUTCOMES = {code: outcome for code, outcome in intended.OUTCOMES.items() if code != "CONTEXT"}


@pytest.fixture
def world(db):
    return World(NOON)


def test_every_outcome_rests_on_an_activity_and_is_shown_by_something(world):
    asked = questions(day=NOON.date())
    for code in OUTCOMES:
        assert any(code in activity.leads_to for activity in ACTIVITIES), code
        assert asked.get(code) or code in SHOWN_BESIDES, code


def test_every_activity_leads_to_outcomes_there_are():
    for activity in ACTIVITIES:
        assert activity.leads_to
        assert set(activity.leads_to) <= set(OUTCOMES)
    assert set(SHOWN_BESIDES) <= set(OUTCOMES)


def test_a_measure_counts_once_a_file_and_stage(world):
    referral = world.received()
    rule = PromiseRule.objects.in_force("initial_measures", NOON)
    owed = {"promise": "initial_measures", "rule": rule, "started_at": NOON - DAY}
    assert taken(at=NOON)["M"]["initial"].due == 0
    clock = referral.deadlines.create(**owed, due_at=NOON + DAY)
    assert taken(at=NOON)["M"]["initial"].late == 0
    assert taken(at=NOON + DAY)["M"]["initial"].late == 1
    row = {"referral": referral, "stage": "initial", "by": world.facilitator, "at": NOON}
    for _ in range(2):
        HisMeasure.objects.create(**row, why_not="declined")
    type(clock).objects.filter(pk=clock.pk).update(kept_at=NOON)
    found = taken(at=NOON + DAY)["M"]["initial"]
    assert (found.asked, found.not_asked, found.late, found.percent) == (0, 1, 0, 0.0)
    HisMeasure.objects.create(**row, asked_date=NOON.date())
    found = taken(at=NOON + DAY)["M"]["initial"]
    assert (found.asked, found.not_asked, found.percent) == (1, 0, 100.0)


def test_everybody_reads_the_chain_and_only_those_of_the_region_its_counts(client, world):
    for name, sees in (("social_worker", False), ("iss_manager", False), ("opcc", True), ("manager", True)):
        client.force_login(getattr(world, name))
        page = unescape(client.get(reverse("theory")).content.decode())
        for outcome in OUTCOMES.values():
            assert outcome.words in page
        assert ("How complete it is" in page) is sees, name


def test_who_sees_no_counts_gets_no_links_to_them(world):
    assert not any(shown.besides and shown.besides[1] for shown in outcomes(None, day=NOON.date()))


def test_each_principle_of_the_report_has_its_number(client, world):
    world.suitable()
    shown = evidence(at=NOON)
    figures = [figure for principle in PRINCIPLES for figure, _ in principle.found]
    assert [figures.count(f"Figure {n}") for n in (9, 16, 29)] == [7, 4, 5]
    client.force_login(world.opcc)
    page = unescape(client.get(reverse("benchmark_principles")).content.decode())
    for principle in PRINCIPLES:
        assert principle.number(shown)
        assert principle.words in page
    client.force_login(world.iss_manager)
    assert "Where it is shown" not in client.get(reverse("benchmark_principles")).content.decode()


def test_the_pages_take_as_many_queries_however_many_files(client, world, django_assert_max_num_queries):
    client.force_login(world.opcc)
    client.get(reverse("theory"))
    for _ in range(5):
        world.contacted()
    with django_assert_max_num_queries(17):
        client.get(reverse("theory"))
    with django_assert_max_num_queries(40):
        client.get(reverse("benchmark_principles"))
