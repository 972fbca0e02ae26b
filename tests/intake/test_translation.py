"""The pure half: pages of the form, and what they are turned into."""

import json
from datetime import date

from intake import pages, translate
from intake.forms.children import CHILDREN
from intake.forms.page import as_post
from intake.forms.rows import without

HIS_PAGES = ["him", "children", "abuse", "others", "where", "agreement", "equality"]


def names(data):
    return [page.name for page in pages.pages_of(data)]


def test_pages_of_a_second_partner_are_asked_when_there_is_one():
    first = ["partner", "partner-contact"]
    assert names({}) == HIS_PAGES + first
    second = {"partner-contact": {"another": "yes"}}
    assert names(second) == HIS_PAGES + first + ["partner-2", "partner-contact-2"]
    # A third is reached only through the second
    assert "partner-3" not in names({"partner-contact-2": {"another": "yes"}})


def test_page_after_the_last_is_none():
    assert pages.page_after(pages.page_named("him", {}), {}).name == "children"
    assert pages.page_after(pages.page_named("partner-contact", {}), {}) is None


def test_what_is_kept_survives_json_and_is_posted_again():
    kept = json.loads(json.dumps({"times": ["mornings", "evenings"], "note": "Ünïcode"}))
    post = as_post(kept)
    assert post.getlist("times") == ["mornings", "evenings"]
    assert post["note"] == "Ünïcode"


def test_child_taken_out_moves_those_after_it_up():
    values = {"rows": "3", "child_1_name": "A", "child_2_name": "B", "child_2_age": "2", "child_3_name": "C"}
    assert without(values, CHILDREN, 2, 3) == {"rows": "2", "child_1_name": "A", "child_2_name": "C"}
    assert without({"rows": "1", "child_1_name": "A"}, CHILDREN, 1, 1) == {"rows": "1"}


def test_both_answers_are_needed_to_be_willing():
    def willing(**answers):
        return translate.facts({"abuse": answers}, today=date(2026, 6, 3)).willing

    assert willing(accepts_responsibility="yes", willing="yes") is True
    assert willing(accepts_responsibility="unknown", willing="no") is False
    assert willing(accepts_responsibility="yes", willing="unknown") is None


def test_nothing_is_assumed_of_pages_that_are_not_finished():
    facts = translate.facts({}, today=date(2026, 6, 3))
    assert (facts.age, facts.in_area, facts.willing, facts.risk, facts.plans) == (None, None, None, "", ())


def test_availability_fits_its_column_however_much_is_said():
    days = ["0", "1", "2", "3", "4", "6"]
    page = {"daytime": days, "evening": days, "note": "x" * 110}
    assert len(translate.availability(page)) <= 200
    assert translate.availability({"daytime": [], "evening": [], "note": ""}) == "Not known"
