"""A draft begun with the pages of an earlier release opens in the present ones, and nothing typed is lost."""

from importlib import import_module

import pytest

from intake.forms.equality import BACKGROUNDS, boxes_of
from intake.models import Draft

from .form import text

as_now = import_module("intake.migrations.0003_pages_of_older_drafts").as_now

OLD = {
    "him": {"first_name": "Gareth", "phone": "077 oo", "ethnicity": "White: Irish"},
    "why": {"area": "1", "lives_there": "both", "source": "cin"},
    "children": {"rows": "1", "child_1_name": "Robin", "child_1_age": "6", "child_1_plan": "cp"},
    "abuse": {"what_happened": "Pushed her.", "risk": "medium"},
    "agreement": {"asked": "yes", "asked_date_0": "1", "agreed": "yes", "how": "verbal"},
    "availability": {"times": ["mornings", "evenings"], "note": "Works shifts"},
    "partner": {
        "first_name": "Marisol",
        "asked": "refused",
        "refused_date_0": "1",
        "refused_how": "verbal",
        "agreed_date_0": "",
        "risk_note": "She fears zibeline.",
    },
    "partner-contact": {"phone": "07700 900456", "another": "no"},
}


def test_what_was_typed_stands_where_it_is_asked_now():
    now = as_now(OLD)
    assert "why" not in now
    assert "availability" not in now
    assert now["where"] == {
        "area": "1",
        "lives_there": "both",
        "daytime": ["0", "1", "2", "3", "4"],
        "evening": ["0", "1", "2", "3", "4"],
        "note": "In the daytime only mornings. Works shifts",
    }
    assert now["children"]["source"] == "plan"
    assert now["equality"] == {"ethnic_group": "White", "background_white": "Irish"}
    assert now["partner"] == {
        "first_name": "Marisol",
        "asked": "yes",
        "asked_date_0": "1",
        "agreed": "no",
        "how": "verbal",
        "risk_note": "She fears zibeline.",
    }


def test_what_is_up_to_date_stays_as_it_is():
    now = as_now(OLD)
    assert as_now(now) == now
    assert as_now({}) == {}


@pytest.mark.parametrize("times", ["unknown", ["unknown"]])
def test_times_that_were_not_known_are_still_not_known(times):
    assert as_now({"availability": {"times": times}})["where"] == {"times_unknown": "on"}


def test_every_ethnicity_that_is_kept_leads_back_to_its_boxes():
    for group, backgrounds in BACKGROUNDS.items():
        assert boxes_of(group) == {"ethnic_group": group}
        for more in backgrounds:
            found = boxes_of(f"{group}: {more}")
            assert set(found.values()) == {group, more}
    assert boxes_of("Not asked") == {"ethnic_group": "Not asked"}
    assert boxes_of("as somebody wrote it") == {}


@pytest.mark.parametrize("data", [OLD, as_now(OLD), {"why": {}, "nonsense": {"x": "y"}, "him": {}}])
def test_every_page_of_an_old_draft_opens(referrer, data):
    draft = Draft.objects.get(pk=referrer.draft.pk)
    draft.data = data
    draft.save()
    for page in (
        "him",
        "children",
        "abuse",
        "others",
        "where",
        "agreement",
        "equality",
        "partner",
        "partner-contact",
    ):
        assert referrer.open(page).status_code == 200
    for page in ("draft", "draft_check"):
        assert referrer.client.get(referrer.url(page)).status_code == 200
    if data.get("him"):
        assert "077 oo" in referrer.open("him").content.decode()
        assert "Refer Gareth" in text(referrer.client.get(referrer.url("draft")))
