"""DASH: only a yes counts; judgement raises and never lowers; thresholds are the area's own."""

import pytest
from django.urls import reverse

from accounts.refusal import Refused
from iss import actions
from iss.dash import ITEMS, JudgementLowers, Level, Thresholds, final_level, level_of, recommends_marac
from iss.models import DashDraft, DashThreshold
from tests.world import DAY, NOON

COUNTS = range(25)
LEVEL = {"s": "standard", "m": "medium", "h": "high"}
# The level of every count from 0 to 24, written out.
#            0         1         2
#            0123456789012345678901234
TABLE = {
    (10, 14): "ssssssssssmmmmhhhhhhhhhhh",
    (8, 12): "ssssssssmmmmhhhhhhhhhhhhh",
    (1, 24): "smmmmmmmmmmmmmmmmmmmmmmmh",
}
# What a judgement makes of every count under 10 and 14: "-" is refused, because it would lower the level.
JUDGED = {
    "standard": "ssssssssss---------------",
    "medium": "mmmmmmmmmmmmmm-----------",
    "high": "hhhhhhhhhhhhhhhhhhhhhhhhh",
}


def dash(world, file, yes, *, rest="no", **more):
    answers = ["yes"] * yes + [rest] * (24 - yes)
    return actions.record_dash(
        file, asked_date=NOON.date(), answers=answers, by=world.iss_worker, at=NOON, **more
    )


@pytest.fixture
def in_contact(world, file):
    return world.her_contacted(file)


def test_the_table_is_whole():
    assert len(ITEMS) == 24
    assert {len(row) for row in (*TABLE.values(), *JUDGED.values())} == {25}


@pytest.mark.parametrize("thresholds", TABLE, ids=["region", "area", "the widest"])
@pytest.mark.parametrize("yes", COUNTS)
def test_the_count_gives_the_level_and_high_recommends_marac(yes, thresholds):
    expected = LEVEL[TABLE[thresholds][yes]]
    medium, high = thresholds
    values = Thresholds(medium=medium, high=high)
    assert level_of(yes, values) == expected
    assert recommends_marac(yes, values) is (expected == "high")


@pytest.mark.parametrize("judgement", JUDGED)
@pytest.mark.parametrize("yes", COUNTS)
def test_judgement_raises_a_level_and_never_lowers_it(yes, judgement):
    expected = JUDGED[judgement][yes]
    if expected == "-":
        with pytest.raises(JudgementLowers):
            final_level(yes, Thresholds(), judgement)
    else:
        assert final_level(yes, Thresholds(), judgement) == LEVEL[expected]


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
    assert recorded.level == LEVEL[TABLE[10, 14][yes]]
    assert recorded.marac_recommended is (TABLE[10, 14][yes] == "h")


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


def test_an_older_dash_keeps_the_level_it_was_given(world, in_contact):
    before = dash(world, in_contact, 12)
    row = actions.change_threshold(
        area=world.area,
        medium=6,
        high=9,
        events=3,
        valid_date=(NOON + DAY).date(),
        by=world.administrator,
        at=NOON,
    )
    at = NOON + 2 * DAY
    after = actions.record_dash(
        in_contact, asked_date=at.date(), answers=before.answers, by=world.iss_worker, at=at
    )
    before.refresh_from_db()
    assert (before.level, after.level) == ("medium", "high")
    assert after.threshold == row


def test_what_counts_changes_in_the_future_only(world):
    with pytest.raises(Refused, match="future"):
        actions.change_threshold(
            area=None, medium=6, high=9, events=3, valid_date=NOON.date(), by=world.administrator, at=NOON
        )


def test_half_filled_it_survives_and_the_finished_one_takes_its_place(client, world, in_contact):
    client.force_login(world.iss_worker)
    address = reverse("her_dash", args=[in_contact.pk])
    typed = {"item_3": "yes", "note_3": "Since May.", "asked_date_0": "31", "events": "many"}
    client.post(reverse("her_dash_half", args=[in_contact.pk]), typed)
    page = client.get(address).content.decode()
    assert "It is as you left it" in page
    assert "Since May." in page
    assert 'value="many"' in page
    assert "There is a problem" not in page
    client.post(address, typed | {"item_4": "no", "later": "1"})
    assert DashDraft.objects.get().values["item_4"] == ["no"]
    client.force_login(world.iss_manager)
    assert "Since May." not in client.get(address).content.decode()
    dash(world, in_contact, 3)
    assert not DashDraft.objects.exists()


def test_what_no_keyboard_makes_is_left_out_of_a_half_filled_one(client, world, in_contact):
    client.force_login(world.iss_worker)
    client.post(reverse("her_dash_half", args=[in_contact.pk]), {"item_3": "yes", "note_3": "Since\x00 May."})
    assert DashDraft.objects.get().values["note_3"] == ["Since May."]


def test_dashes_stand_side_by_side_with_what_changed(client, world, in_contact):
    first, second = ["no"] * 24, ["no"] * 24
    first[0], second[0], second[14] = "yes", "dont_know", "yes"
    for day, answers in enumerate((first, second)):
        at = NOON + day * DAY
        actions.record_dash(in_contact, asked_date=at.date(), answers=answers, by=world.iss_worker, at=at)
    client.force_login(world.iss_worker)
    response = client.get(reverse("her_dashes", args=[in_contact.pk]))
    since = response.context["since"]
    assert (since.now_yes, since.no_longer) == ([ITEMS[14]], [ITEMS[0]])
    changed = [line.number for line in response.context["lines"] if line.changed]
    assert changed == [1, 15]


def test_before_the_first_dash_the_page_says_so_and_leads_to_it(client, world, in_contact):
    client.force_login(world.iss_worker)
    page = client.get(reverse("her_dashes", args=[in_contact.pk])).content.decode()
    assert "No DASH has been made with her" in page
    assert f'href="{reverse("her_dash", args=[in_contact.pk])}"' in page
