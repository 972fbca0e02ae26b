"""What the page shows, and that every link of the error summary lands on something that takes focus."""

import uuid

import pytest
from django.template import engines

from forms import GovForm, NoteField, TextField
from tests.forms.kit import EveryKind, day_boxes, drawn, elements, posted

FOCUSED_BY_A_LINK = {"input", "textarea", "select"}

MOMENT_WITHOUT_TIME = day_boxes("spoken_at", "1", "2", "2026", "")


def page(form, body='{% include "components/form.html" %}', **context):
    text = '{% extends "base.html" %}{% block title %}Contact{% endblock %}{% block content %}' + body
    return engines["django"].from_string(text + "{% endblock %}").render({"form": form, **context})


@pytest.mark.parametrize("prefix", [None, "second"])
def test_every_link_of_the_error_summary_lands_on_an_input(prefix):
    form = EveryKind(posted(), prefix=prefix)
    ids = {attrs["id"]: tag for tag, attrs in elements(drawn(form)) if "id" in attrs}
    assert len(form.error_links) == len(form.fields) - 1, "all but the optional one"
    for address, message in form.error_links:
        assert ids.get(address.removeprefix("#")) in FOCUSED_BY_A_LINK, message


def test_a_link_lands_on_the_box_that_is_wrong():
    form = EveryKind(posted(**MOMENT_WITHOUT_TIME))
    assert ("#id_spoken_at_3", "Time of contact must include a time") in form.error_links


def test_an_error_of_the_whole_form_lands_on_its_first_input():
    class Pair(GovForm):
        one = TextField(label="One")

        def clean(self):
            self.add_error(None, "These do not belong together")

    assert Pair(posted(one="1")).error_links == [("#id_one", "These do not belong together")]


def test_every_label_belongs_to_an_input_and_no_id_is_used_twice():
    found = elements(drawn(EveryKind(posted())))
    ids = [attrs["id"] for _, attrs in found if "id" in attrs]
    assert len(ids) == len(set(ids))
    for tag, attrs in found:
        if tag == "label":
            assert attrs["for"] in ids
        for described in attrs.get("aria-describedby", "").split():
            assert described in ids


def test_drawing_twice_draws_the_same():
    form = EveryKind(posted())
    first = drawn(form)
    form.rendered_fields = set()
    assert drawn(form) == first


def test_a_note_of_limited_length_needs_no_hint():
    class Short(GovForm):
        note = NoteField(label="Note")

    assert 'data-maxlength="5000"' in drawn(Short())


def test_what_was_typed_comes_back_escaped():
    form = EveryKind(posted(note="<script>x</script>", name='"><b>', **day_boxes("born", '"><i>', "", "")))
    html = drawn(form)
    assert "&lt;script&gt;x" in html
    for raw in ("<script>x", '"><b>', '"><i>'):
        assert raw not in html


def test_optional_questions_say_so_unless_a_choice_requires_them():
    class Some(GovForm):
        one = TextField(label="One", required=False)
        two = TextField(label="Two", required=False)
        unmarked = ["two"]

    assert drawn(Some()).count("(optional)") == 1
    assert "(optional)" not in drawn(EveryKind())


def test_fields_left_out_of_the_fieldsets_are_drawn_all_the_same_and_none_twice():
    names = [attrs["name"] for tag, attrs in elements(drawn(EveryKind())) if attrs.get("name")]
    assert set(EveryKind.base_fields) <= {name.rsplit("_", 1)[0] for name in names} | set(names)
    assert names.count("which") == 1


def test_the_key_of_a_form_is_new_for_a_new_form_and_kept_when_it_comes_back():
    key = uuid.uuid4()
    assert EveryKind().form_key != EveryKind().form_key
    assert EveryKind(posted(form_key=str(key))).form_key == key
    assert str(key) in page(EveryKind(posted(form_key=str(key))))
    assert isinstance(EveryKind(posted(form_key="<not a key>")).form_key, uuid.UUID)


def test_the_page_says_that_there_is_an_error_once_and_in_its_title():
    html = page(EveryKind(posted()))
    assert "<title>Error: Contact –" in html
    assert html.count("govuk-error-summary__title") == 1
    assert "<title>Contact –" in page(EveryKind())


def test_a_form_with_a_document_is_sent_in_parts_and_only_once():
    html = page(EveryKind(), submit="Record", cancel="/back")
    assert 'enctype="multipart/form-data"' in html
    assert 'data-prevent-double-click="true"' in html
    assert "Record</button>" in html
    assert 'href="/back"' in html


def test_a_page_has_nothing_inline():
    for tag, attrs in elements(page(EveryKind(posted()), banners=["Not sent"], demo=True)):
        assert not [name for name in attrs if name == "style" or name.startswith("on")], tag
        assert tag != "style"
        assert tag != "script" or attrs.get("src")
