"""DASH: only a yes counts; judgement raises and never lowers; thresholds are the area's own."""

import pytest

from accounts.refusal import Refused
from iss import actions
from iss.dash import ITEMS, JudgementLowers, Level, Thresholds, final_level, level_of, recommends_marac
from iss.models import DashThreshold
from tests.world import NOON

COUNTS = range(len(ITEMS) + 1)
ORDER = [Level.STANDARD, Level.MEDIUM, Level.HIGH]


def expected(yes, thresholds):
    return ORDER[(yes >= thresholds.medium) + (yes >= thresholds.high)]


def dash(world, file, yes, *, rest="no", **more):
    answers = ["yes"] * yes + [rest] * (24 - yes)
    return actions.record_dash(
        file, asked_date=NOON.date(), answers=answers, by=world.iss_worker, at=NOON, **more
    )


@pytest.fixture
def in_contact(world, file):
    return world.her_contacted(file)


@pytest.mark.parametrize(
    "thresholds", [Thresholds(), Thresholds(medium=8, high=12, events=2)], ids=["region", "area"]
)
@pytest.mark.parametrize("yes", COUNTS)
def test_the_count_gives_the_level_and_fourteen_recommends_marac(yes, thresholds):
    assert level_of(yes, thresholds) == expected(yes, thresholds)
    assert recommends_marac(yes, thresholds) is (yes >= thresholds.high)


@pytest.mark.parametrize("judgement", ORDER)
@pytest.mark.parametrize("yes", COUNTS)
def test_judgement_raises_a_level_and_never_lowers_it(yes, judgement):
    counted = level_of(yes, Thresholds())
    if ORDER.index(judgement) < ORDER.index(counted):
        with pytest.raises(JudgementLowers):
            final_level(yes, Thresholds(), judgement)
    else:
        assert final_level(yes, Thresholds(), judgement) == judgement


@pytest.mark.parametrize(("events", "recommended"), [(0, False), (2, False), (3, True), (7, True)])
def test_three_events_in_a_year_recommend_marac_whatever_the_count(events, recommended):
    assert recommends_marac(0, Thresholds(), events=events) is recommended


def test_judged_high_or_a_repeat_recommends_marac():
    assert recommends_marac(2, Thresholds(), judged_high=True)
    assert recommends_marac(2, Thresholds(), repeat=True)


@pytest.mark.parametrize("yes", COUNTS)
def test_what_is_recorded_is_what_the_rules_say(world, in_contact, yes):
    recorded = dash(world, in_contact, yes, rest="dont_know")
    assert (recorded.yes, recorded.dont_know) == (yes, 24 - yes)
    assert recorded.level == expected(yes, Thresholds())
    assert recorded.marac_recommended is (yes >= 14)


def test_an_area_has_its_own_thresholds(world, in_contact):
    DashThreshold.objects.create(area=world.area, valid_from=NOON, medium=6, high=9, events=2)
    assert dash(world, in_contact, 9).level == Level.HIGH
    assert dash(world, in_contact, 3, events=2).marac_recommended


def test_judgement_needs_reasons(world, in_contact):
    with pytest.raises(Refused, match="reasons"):
        dash(world, in_contact, 3, judgement=Level.HIGH, judgement_because=" ")


def test_a_lower_judgement_is_refused_in_words(world, in_contact):
    with pytest.raises(Refused, match="14 yes answers mean high risk"):
        dash(world, in_contact, 14, judgement=Level.MEDIUM, judgement_because="She is calm.")


def test_a_dash_is_completed_with_her(world, file):
    with pytest.raises(Refused, match="with her"):
        dash(world, file, 3)


def test_the_first_dash_makes_the_file_assessed(world, in_contact):
    dash(world, in_contact, 3)
    in_contact.refresh_from_db()
    assert in_contact.status == "assessed"


def test_the_answers_before_the_gravest_harm_are_named(world, in_contact):
    answers = ["no"] * 24
    for number in (6, 8, 14, 15):
        answers[number - 1] = "yes"
    recorded = actions.record_dash(
        in_contact, asked_date=NOON.date(), answers=answers, by=world.iss_worker, at=NOON
    )
    assert recorded.key_yes == [ITEMS[5], ITEMS[7], ITEMS[13], ITEMS[14]]
