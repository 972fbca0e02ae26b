"""An answer that somebody else has saved since the form was opened is shown beside what was typed, and chosen between."""

import re
from datetime import UTC, date, datetime

import pytest

from forms import ChoosingForm, Overtaken
from tests.forms.kit import EveryKind, day_boxes, posted

STORED = {
    "name": "Sean Maddox",
    "note": "First line\nSecond line",
    "phone": "0121 496 0000",
    "email": "",
    "children": 2,
    "born": date(1990, 2, 3),
    "spoken_at": datetime(2026, 11, 2, 9, 30, tzinfo=UTC),
    "channel": "call",
    "area": "b",
    "needs": ["int"],
    "answered": False,
    "checked": True,
}
TYPED = posted(
    name="Sean Maddox",
    note="First line\r\nSecond line",
    phone="0121 496 0000",
    email="",
    children="2",
    **day_boxes("born", "3", "2", "1990"),
    **day_boxes("spoken_at", "2", "11", "2026", "9:30"),
    channel="call",
    which="",
    area="b",
    needs=["int"],
    answered="no",
    checked="on",
)
OTHERWISE = {
    "name": "Sean Madox",
    "note": "Another note",
    "phone": "0121 496 0001",
    "email": "sean@maddox.example",
    "children": 3,
    "born": date(1991, 2, 3),
    "spoken_at": datetime(2026, 11, 2, 9, 31, tzinfo=UTC),
    "channel": "other",
    "area": "c",
    "needs": [],
    "answered": True,
    "checked": False,
}


class Edited(EveryKind):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["agreement"]
        for field in self.fields.values():
            field.required = False


def token(form):
    return re.search(r'name="opened_with" value="([^"]*)"', str(form.form_key_input))[1]


def sent(stored, opened, **changes):
    """The form as it comes back: opened with ``opened``, while ``stored`` is what is stored now."""
    data = TYPED.copy()
    data["opened_with"] = token(Edited(stored=opened))
    for name, value in changes.items():
        data[name] = value
    return Edited(data, stored=stored)


def chosen(whose, overtaken):
    """What the page between the two versions sends when ``whose`` stands in each answer."""
    page = ChoosingForm(overtaken)
    data = TYPED.copy()
    data["opened_with"] = re.search(r'name="opened_with" value="([^"]*)"', str(page.form_key_input))[1]
    for name, field in page.fields.items():
        data[name] = next(value for value, _ in field.choices if value.startswith(whose))
    return data


def test_what_nobody_else_has_changed_is_saved():
    assert sent(STORED, STORED, name="Sean Mattox").is_valid()


@pytest.mark.parametrize("name", sorted(OTHERWISE))
def test_an_answer_that_somebody_else_has_saved_is_not_written_over(name):
    with pytest.raises(Overtaken) as raised:
        sent(STORED | {name: OTHERWISE[name]}, STORED).is_valid()
    assert raised.value.fields == [name]


@pytest.mark.parametrize("name", sorted(OTHERWISE))
def test_the_same_answer_of_both_is_no_choice(name):
    assert sent(STORED, STORED | {name: OTHERWISE[name]}).is_valid()


@pytest.mark.parametrize("name", sorted(OTHERWISE))
def test_theirs_stands_where_it_was_chosen(name):
    now = STORED | {name: OTHERWISE[name]}
    with pytest.raises(Overtaken) as raised:
        sent(now, STORED).is_valid()
    form = Edited(chosen("theirs", raised.value), stored=now)
    assert form.is_valid(), form.errors
    assert (form.cleaned_data[name] or None) == (OTHERWISE[name] or None)
    unchanged = set(STORED) - {name}
    assert {each: form.cleaned_data[each] for each in unchanged} == {each: STORED[each] for each in unchanged}


@pytest.mark.parametrize("name", sorted(OTHERWISE))
def test_mine_stands_where_it_was_chosen(name):
    now = STORED | {name: OTHERWISE[name]}
    with pytest.raises(Overtaken) as raised:
        sent(now, STORED).is_valid()
    form = Edited(chosen("mine", raised.value), stored=now)
    assert form.is_valid(), form.errors
    assert form.cleaned_data[name] == STORED[name]


def test_a_choice_holds_against_the_version_that_was_shown_alone():
    with pytest.raises(Overtaken) as raised:
        sent(STORED | {"name": "Shaun Maddox"}, STORED).is_valid()
    data = chosen("mine", raised.value)
    with pytest.raises(Overtaken):
        Edited(data, stored=STORED | {"name": "Shawn Maddox"}).is_valid()


def test_both_versions_are_shown_and_what_came_back_untouched_is_not_asked_for():
    with pytest.raises(Overtaken) as raised:
        sent(STORED | {"name": "Shaun Maddox", "area": "c"}, STORED, name="Sean Mattox").is_valid()
    page = ChoosingForm(raised.value)
    name, area = page.fields["meanwhile-name"], page.fields["meanwhile-area"]
    assert list(name.hints.values()) == ["Shaun Maddox", "Sean Mattox"]
    assert list(area.hints.values()) == ["Coventry", "Birmingham"]
    assert name.initial is None
    assert area.initial.startswith("theirs:")


def test_what_was_chosen_can_be_looked_at_before_it_is_saved():
    now = STORED | {"name": "Shaun Maddox"}
    with pytest.raises(Overtaken) as raised:
        sent(now, STORED).is_valid()
    data = chosen("theirs", raised.value)
    data["meanwhile_edit"] = "1"
    form = Edited(data, stored=now)
    assert not form.is_valid()
    assert not form.errors
    assert form["name"].value() == "Shaun Maddox"
    assert token(form) == token(Edited(stored=now))


def test_a_form_with_mistakes_shows_them_first_and_keeps_what_it_was_opened_with():
    form = sent(STORED | {"name": "Shaun Maddox"}, STORED, phone="none")
    assert not form.is_valid()
    assert token(form) == token(Edited(stored=STORED))


def test_what_is_asked_each_time_is_not_drawn_but_compared():
    class Asked(Edited):
        asked_anew = ("channel",)

    assert Asked(stored=STORED)["channel"].value() is None
    data = TYPED.copy()
    data["opened_with"] = token(Asked(stored=STORED))
    with pytest.raises(Overtaken):
        Asked(data, stored=STORED | {"channel": "other"}).is_valid()


def test_the_token_tells_nothing_of_the_answers():
    drawn = token(Edited(stored=STORED))
    assert "Maddox" not in drawn
    assert "4960000" not in drawn.replace(" ", "")
