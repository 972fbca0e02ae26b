"""The words and components that every page is made of."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.template import engines
from django.utils.safestring import mark_safe

from tests.forms.kit import elements

NOW = datetime(2026, 7, 1, 13, 30, tzinfo=UTC)


class Due:
    due_at = NOW

    def words(self, at):
        return "2 days late" if at > self.due_at else "due in 5 hours"

    def tone(self, at):
        return "late" if at > self.due_at else "soon"


def draw(source, /, **context):
    html = engines["django"].from_string("{% load dvpp_tags %}" + source).render(context)
    return " ".join(html.split())


def test_a_moment_is_shown_on_the_clocks_of_the_country_with_its_exact_time():
    assert draw("{% moment at %}", at=NOW) == (
        '<time datetime="2026-07-01T14:30+01:00">1 July 2026 at 2:30pm</time>'
    )
    assert "at 12am" in draw("{% moment at %}", at=datetime(2026, 1, 1, tzinfo=UTC))
    assert draw("{% day on %}", on=date(2026, 7, 1)) == '<time datetime="2026-07-01">1 July 2026</time>'
    assert draw("{% day at %}", at=datetime(2026, 6, 30, 23, 30, tzinfo=UTC)).endswith("1 July 2026</time>")


@pytest.mark.parametrize("tag", ["moment", "day"])
def test_what_is_not_recorded_says_so(tag):
    assert draw("{% " + tag + " nothing %}", nothing=None) == "Not recorded"


def test_a_clock_says_how_it_stands_in_words_colour_and_exact_time():
    html = draw("{% clock deadline at %}", deadline=Due(), at=NOW)
    assert "govuk-tag--yellow" in html
    assert "Due in 5 hours" in html
    assert "1 July 2026 at 2:30pm</time>" in html
    assert "<time" not in draw("{% clock deadline at exact=False %}", deadline=Due(), at=NOW)
    assert draw("{% clock deadline at %}", deadline=None, at=NOW) == ""


def test_a_status_is_words_first_and_an_unknown_tone_is_grey():
    assert "govuk-tag--red" in draw('{% status_tag "Overdue" "late" %}')
    assert "govuk-tag--grey" in draw('{% status_tag "Odd" "chartreuse" %}')
    assert "&lt;b&gt;" in draw("{% status_tag text %}", text="<b>")


def test_a_badge_counts_up_to_a_point_and_shows_no_nought():
    assert draw("{% badge 0 %}") == ""
    assert draw("{% badge count %}", count=None) == ""
    assert "(7 not yet read)" in draw('{% badge 7 "not yet read" %}')
    assert ">99+<" in draw("{% badge 120 %}")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("", "Not recorded"),
        (None, "Not recorded"),
        (0, "0"),
        (False, "No"),
        (True, "Yes"),
        (date(2026, 7, 1), "1 July 2026"),
        (NOW, "1 July 2026 at 2:30pm"),
        ("1 Way\nB14", "1 Way<br>B14"),
        ("<i>", "&lt;i&gt;"),
    ],
)
def test_a_row_of_a_summary_shows_any_value(value, shown):
    assert shown in draw('{% summary_row "Address" value %}', value=value)


def test_what_a_row_says_is_escaped_and_is_nobody_elses():
    for value in ("<i>", "Next"):
        html = draw("{% summary_row key value %}", key="A & B", value=value)
        assert html.count("A &amp; B") == 1
        assert ("&lt;i&gt;" in html, "Next" in html) == (value == "<i>", value == "Next")
    assert "Next" not in draw("{% summary_row key value %}", key="A & B", value=None)
    assert "A & B" in draw("{% summary_row key value %}", key=mark_safe("A & B"), value="x")


def test_links_and_tabs_say_where_they_lead():
    html = draw("{% load link_tags %}{% links found %}", found=[("/a?b=1&c=2", "One < two"), ("/d", "Three")])
    assert html.count("<li>") == 2
    assert '<a class="govuk-link" href="/a?b=1&amp;c=2">One &lt; two</a>' in html
    html = draw(
        '{% include "components/sub_navigation.html" with items=items %}',
        items=[
            {"text": "One & two", "href": "/a?b=1&c=2", "active": True, "count": 3},
            {"text": "Three", "url": "/d"},
        ],
    )
    assert 'href="/a?b=1&amp;c=2" aria-current="page">One &amp; two<' in html
    assert html.count("aria-current") == html.count("app-badge") == 1
    assert 'href="/d">Three</a>' in html


def test_a_link_of_a_row_says_what_it_changes():
    html = draw('{% summary_row "Address" "x" href="/a" %}')
    assert 'Change<span class="govuk-visually-hidden"> address</span>' in html


def test_a_cell_carries_the_name_of_its_column():
    html = draw("{% cell label %}{{ text }}{% endcell %}", label='"Name"', text="<b>")
    assert 'data-label="&quot;Name&quot;"' in html
    assert "&lt;b&gt;" in html
    assert '<th scope="row"' in draw('{% cell "Name" header=True %}x{% endcell %}')


def test_a_table_names_its_columns_in_every_row():
    html = draw(
        '{% include "components/table.html" with columns=columns rows=rows caption="Men" %}',
        columns=["Man", {"text": "Sessions", "numeric": True}],
        rows=[[{"text": "A", "href": "/a"}, 0], ["B", {"text": None}]],
    )
    assert html.count('data-label="Sessions"') == 2
    assert html.count("govuk-table__cell--numeric") == 2
    assert '<div class="app-cell">0</div>' in html


@pytest.mark.parametrize(
    ("component", "context", "shown"),
    [
        ("next_action", {"text": "Ring him"}, "Do this next"),
        ("summary_list", {"rows": [{"key": "Name", "value": "x"}], "title": "Him"}, "Him"),
        ("task_list", {"tasks": [{"title": "Agreement", "status": "Overdue", "tone": "late"}]}, "Overdue"),
        ("timeline", {"items": [{"title": "Received", "at": NOW}]}, "Received"),
        ("pages", {"older": "/o"}, "Older"),
        ("empty", {"heading": "Nothing waits"}, "Nothing waits"),
        (
            "sub_navigation",
            {"items": [{"text": "Sessions", "href": "/s", "active": True}]},
            'aria-current="page"',
        ),
        ("page_heading", {"heading": "Referrals"}, "<h1"),
        ("consequence", {"items": ["close the file"]}, "This will"),
        ("warning", {"text": "Care"}, "Warning"),
        ("inset", {"text": "<b>"}, "&lt;b&gt;"),
        ("banner", {"text": "News"}, "Important"),
        ("back_link", {"href": "/"}, "Back"),
        ("breadcrumbs", {"items": [{"text": "Inbox", "href": "/"}]}, "Inbox"),
        ("print_button", {}, "hidden"),
        ("figures", {"items": [{"label": "Overdue", "value": 0}]}, ">0<"),
        ("exit_page", {}, "Exit this page"),
    ],
)
def test_a_component_needs_only_what_it_shows(component, context, shown):
    assert shown in draw('{% include "components/' + component + '.html" %}', **context)


def test_pages_of_a_list_that_fits_are_not_drawn():
    assert draw('{% include "components/pages.html" %}') == ""


def test_the_form_of_a_library_is_drawn_in_the_same_way():
    class Plain(forms.Form):
        login = forms.EmailField(label="Email address", widget=forms.EmailInput({"placeholder": "You"}))
        password = forms.CharField(widget=forms.PasswordInput)

    html = draw('{% include "components/form.html" %}', form=Plain({}))
    assert "Enter email address" in html
    assert "This field is required" not in html
    assert "placeholder" not in html
    assert 'data-module="govuk-password-input"' in html


def test_messages_say_how_it_went():
    class Message(str):
        level_tag = "success"

    html = draw('{% include "components/messages.html" %}', messages=[Message("Sent")])
    assert 'role="alert"' in html
    assert "Done" in html


def test_the_page_for_a_broken_server_needs_nothing():
    html = engines["django"].get_template("500.html").render()
    assert ("h1", {"class": "govuk-heading-l"}) in elements(html)
