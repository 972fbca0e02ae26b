import contextlib
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from forms import DayField, GovForm, MomentField

NOW = datetime(2026, 11, 21, 14, 30, 20, tzinfo=UTC)


def day_field(**options):
    field = DayField(label="Date of birth", **options)
    field.at = NOW
    return field


def moment_field(**options):
    field = MomentField(label="When did you speak to him?", name="time of contact", **options)
    field.at = NOW
    return field


def refusal(field, *boxes):
    with pytest.raises(ValidationError) as caught:
        field.clean(list(boxes))
    return caught.value.message, getattr(caught.value, "boxes", ())


@pytest.mark.parametrize("month", ["4", "04", "Apr", "april", " APRIL ", "apr."])
def test_a_month_may_be_a_number_or_a_name(month):
    assert day_field().clean(["3", month, "1988"]) == date(1988, 4, 3)


def test_september_has_two_short_names():
    assert day_field().clean(["1", "sept", "2000"]) == day_field().clean(["1", "sep", "2000"])


@pytest.mark.parametrize(
    ("typed", "message", "boxes"),
    [
        (("", "", ""), "Enter date of birth", ()),
        (("31", "2", "2020"), "Date of birth must be a real date", (0, 1, 2)),
        (("29", "2", "2019"), "Date of birth must be a real date", (0, 1, 2)),
        (("32", "1", "2020"), "Date of birth must be a real date", (0,)),
        (("1", "13", "2020"), "Date of birth must be a real date", (1,)),
        (("1", "x", "now"), "Date of birth must be a real date", (1, 2)),
        (("-1", "1", "2020"), "Date of birth must be a real date", (0,)),
        (("٣", "1", "2020"), "Date of birth must be a real date", (0,)),
        (("1", "1", "88"), "Date of birth must have a year of 4 numbers, like 2018", (2,)),
        (("1", "1", "0000"), "Date of birth must have a year of 4 numbers, like 2018", (2,)),
        (("", "4", "1988"), "Date of birth must include a day", (0,)),
        (("", "", "1988"), "Date of birth must include a day and a month", (0, 1)),
    ],
)
def test_a_date_that_is_not_one_is_refused_with_the_boxes_that_are_wrong(typed, message, boxes):
    assert refusal(day_field(), *typed) == (message, boxes)


def test_a_future_date_is_refused_where_it_must_be_past():
    message, _ = refusal(day_field(not_future=True), "22", "11", "2026")
    assert message == "Date of birth must be today or in the past"
    assert day_field(not_future=True).clean(["21", "11", "2026"]) == date(2026, 11, 21)


def test_a_past_date_is_refused_where_it_must_be_future():
    message, _ = refusal(day_field(not_past=True), "20", "11", "2026")
    assert message == "Date of birth must be today or in the future"


def test_today_is_that_of_the_country_and_not_of_utc():
    field = day_field(not_future=True)
    field.at = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert field.clean(["1", "7", "2026"]) == date(2026, 7, 1)


def test_limits_are_said_in_words():
    message, _ = refusal(day_field(earliest=date(2018, 4, 1)), "31", "3", "2018")
    assert message == "Date of birth must be on or after 1 April 2018"


def test_an_optional_date_may_be_left_out_but_not_half_filled():
    assert day_field(required=False).clean(["", "", ""]) is None
    assert day_field(required=False).clean(None) is None
    assert refusal(day_field(required=False), "1", "", "")[1] == (1, 2)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_every_date_survives_being_shown_and_sent_back(day):
    field = day_field()
    assert field.clean(field.widget.decompress(day)) == day


@given(st.lists(st.text(max_size=8), max_size=5))
def test_nothing_typed_into_the_boxes_breaks_the_field(typed):
    for field in (day_field(), moment_field()):
        with contextlib.suppress(ValidationError):
            field.clean(typed)


@pytest.mark.parametrize(
    ("typed", "hour", "minute"),
    [
        ("14:30", 14, 30),
        ("14.30", 14, 30),
        ("1430", 14, 30),
        ("2:30pm", 14, 30),
        ("2.30 p.m.", 14, 30),
        ("9am", 9, 0),
        ("12am", 0, 0),
        ("12pm", 12, 0),
        ("midday", 12, 0),
        ("midnight", 0, 0),
        ("09:05", 9, 5),
    ],
)
def test_a_time_may_be_written_as_people_write_it(typed, hour, minute):
    moment = moment_field().clean(["20", "11", "2026", typed])
    assert (moment.hour, moment.minute) == (hour, minute)


@pytest.mark.parametrize("typed", ["25:00", "12:60", "13pm", "0am", "9", "soon", "14:3", "1:2:3"])
def test_a_time_that_is_not_one_is_refused(typed):
    message, boxes = refusal(moment_field(), "20", "11", "2026", typed)
    assert message == "Time of contact must have a time, like 14:30 or 2:30pm"
    assert boxes == (3,)


def test_a_moment_is_that_of_the_clocks_of_the_country():
    assert moment_field().clean(["1", "7", "2026", "14:30"]) == datetime(2026, 7, 1, 13, 30, tzinfo=UTC)
    assert moment_field().clean(["1", "12", "2025", "14:30"]) == datetime(2025, 12, 1, 14, 30, tzinfo=UTC)


def test_a_time_that_the_clocks_skip_is_refused_with_the_reason():
    message, boxes = refusal(moment_field(), "29", "3", "2026", "01:30")
    assert message == (
        "There was no 01:30 on 29 March 2026, because the clocks went forward. Enter 02:30 or another time"
    )
    assert boxes == (3,)
    assert moment_field().clean(["29", "3", "2026", "02:00"]) == datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert moment_field().clean(["29", "3", "2026", "00:59"]) == datetime(2026, 3, 29, 0, 59, tzinfo=UTC)


def test_a_time_that_happens_twice_is_the_second():
    assert moment_field().clean(["25", "10", "2026", "01:30"]) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_this_very_minute_is_neither_past_nor_future():
    assert moment_field(not_future=True, not_past=True).clean(["21", "11", "2026", "14:30"])
    message, _ = refusal(moment_field(not_future=True), "21", "11", "2026", "14:31")
    assert message == "Time of contact must be in the past"
    message, _ = refusal(moment_field(not_past=True), "21", "11", "2026", "14:29")
    assert message == "Time of contact must be in the future"


def test_a_form_hands_its_moment_to_its_fields_and_shows_its_initial_value():
    class Visit(GovForm):
        on = DayField(label="Visit", not_past=True)
        seen_at = MomentField(label="Seen")

    form = Visit(
        {"v-on_0": "20", "v-on_1": "11", "v-on_2": "2026"},
        prefix="v",
        at=NOW,
        initial={"seen_at": datetime(2026, 7, 1, 13, 30, tzinfo=UTC)},
    )
    assert form.errors["on"] == ["Visit must be today or in the future"]
    assert form.fields["seen_at"].widget.decompress(form.initial["seen_at"]) == [1, 7, 2026, "14:30"]
