import pytest
from django.core.exceptions import ValidationError

from forms import ChoiceField, FilterForm, GovForm, ManyField, TickField, YesNoField
from tests.forms.kit import drawn, elements, posted


def refusal(field, value):
    with pytest.raises(ValidationError) as caught:
        field.clean(value)
    return caught.value.messages[0]


def inputs(form):
    return [attrs for tag, attrs in elements(drawn(form)) if tag == "input"]


class Contact(GovForm):
    channel = ChoiceField(label="Channel", choices=[("call", "Call", "By voice"), ("text", "Text")])
    answered = YesNoField(label="Did he answer?", required=False)


def test_yes_and_no_become_true_and_false():
    field = YesNoField(label="Did he answer?", required=False)
    assert [field.clean(value) for value in ("yes", "no", "")] == [True, False, None]
    assert refusal(YesNoField(label="Did he answer?"), "") == "Select yes or no: “Did he answer?”"
    assert refusal(YesNoField(label="x?", name="answered"), "") == "Select yes or no for answered"


@pytest.mark.parametrize(("value", "ticked"), [(True, "yes"), (False, "no")])
def test_a_stored_answer_is_shown(value, ticked):
    form = Contact(initial={"answered": value, "channel": "text"})
    checked = [attrs["value"] for attrs in inputs(form) if "checked" in attrs]
    assert checked == ["text", ticked]


def test_an_answer_sent_is_kept_when_the_form_comes_back():
    form = Contact(posted(answered="no"))
    assert [attrs["value"] for attrs in inputs(form) if "checked" in attrs] == ["no"]


def test_a_choice_that_was_not_offered_is_refused():
    field = ChoiceField(label="Channel", choices=[("call", "Call")])
    assert refusal(field, "fax") == "Select one of the answers listed"
    assert refusal(field, "") == "Select channel"


def test_a_hint_belongs_to_its_choice():
    html = drawn(Contact())
    described = [attrs.get("aria-describedby") for attrs in inputs(Contact())]
    assert described == ["id_channel_0-hint", None, None, None]
    assert 'id="id_channel_0-hint"' in html
    assert "By voice" in html


def test_none_of_these_excludes_the_others():
    field = ManyField(label="Needs", choices=[("a", "A"), ("none", "None of these")], exclusive="none")
    assert field.clean(["none"]) == ["none"]
    assert refusal(field, ["a", "none"]) == "Select other answers or “None of these”, not both"
    assert refusal(field, []) == "Select needs"


def test_a_required_tick_must_be_made():
    assert refusal(TickField(label="I have checked"), False) == "Tick “I have checked” to go on"
    assert TickField(label="I have checked").clean("on") is True


def test_a_drop_down_begins_with_nothing_chosen():
    class Place(GovForm):
        area = ChoiceField(label="Area", select=True, choices=[("b", "Birmingham")])

    assert Place(posted(area="")).errors["area"] == ["Select area"]
    assert "Choose" in drawn(Place())


def test_a_filter_requires_nothing_and_offers_any():
    class Filter(FilterForm):
        area = ChoiceField(label="Area", select=True, choices=[("b", "Birmingham")])

    form = Filter(posted())
    assert form.is_valid()
    html = drawn(form)
    assert "Any" in html
    assert "(optional)" not in html


def test_radios_have_no_empty_choice():
    class Odd(GovForm):
        kind = ChoiceField(label="Kind", choices=[("", "Nothing"), ("a", "A")])

    assert [attrs["value"] for attrs in inputs(Odd())] == ["a"]
