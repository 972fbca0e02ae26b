import pytest
from django.core.exceptions import ValidationError

from forms import EmailField, NoteField, PhoneField, TextField, WholeNumberField
from forms.naming import lower_first


def refusal(field, value):
    with pytest.raises(ValidationError) as caught:
        field.clean(value)
    return caught.value.messages[0]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0121 496 0000", "0121 496 0000"),
        ("+44 (0)121-496-0000", "+44 0 121 496 0000"),
        ("  07700   900123 ", "07700 900123"),
    ],
)
def test_a_phone_number_is_taken_as_people_write_it(typed, kept):
    assert PhoneField().clean(typed) == kept


@pytest.mark.parametrize(
    "typed", ["ring me", "0121 496", "0121 496 000x", "1" * 16, "+", "0121+4960000", "٠١٢١٤٩٦٠٠٠٠"]
)
def test_a_phone_number_of_anything_else_is_refused(typed):
    assert refusal(PhoneField(), typed) == "Enter a phone number, like 0121 496 0000"


def test_an_optional_phone_number_may_be_left_out():
    assert PhoneField(required=False).clean("  ") == ""


def test_a_note_too_long_says_by_how_much():
    note = NoteField(label="What was said")
    assert note.clean("x" * 5000) == "x" * 5000
    assert refusal(note, "x" * 5012) == (
        "What was said must be 5,000 characters or fewer. It is 12 characters too long"
    )
    assert refusal(note, "x" * 5001).endswith("It is 1 character too long")


def test_a_note_of_two_megabytes_is_refused_and_not_a_crash():
    assert "2,092,152 characters too long" in refusal(NoteField(label="Note"), "x" * (2 * 1024 * 1024))


def test_a_line_end_counts_once_whatever_the_browser_sends():
    note = NoteField(label="Note", max_length=3)
    assert note.clean("a\r\nb") == "a\nb"


def test_a_null_character_is_refused():
    assert refusal(TextField(label="Name"), "a\x00b")


def test_text_is_limited_and_trimmed():
    assert TextField(label="Name").clean("  Ann ") == "Ann"
    assert refusal(TextField(label="GP name", max_length=2), "abc").startswith("GP name must be 2")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("two", "Number of children must be a whole number, like 3"),
        ("1.5", "Number of children must be a whole number, like 3"),
        ("9" * 40, "Number of children must be a whole number, like 3"),
        ("-1", "Number of children must be 0 or more"),
        ("21", "Number of children must be 20 or fewer"),
        ("", "Enter number of children"),
    ],
)
def test_a_number_that_does_not_fit_is_refused(typed, message):
    assert refusal(WholeNumberField(label="Number of children", min_value=0, max_value=20), typed) == message


def test_a_number_may_be_nought():
    assert WholeNumberField(label="Children").clean("0") == 0
    assert WholeNumberField(label="Children", required=False).clean("") is None


def test_an_email_address_says_what_one_looks_like_and_leaves_django_alone():
    from django.core.validators import validate_email

    assert refusal(EmailField(label="Email"), "x") == "Enter an email address, like name@example.com"
    assert validate_email.message == "Enter a valid email address."


def test_a_question_without_a_name_is_asked_again():
    assert refusal(TextField(label="Who was there?"), "") == "Answer the question “Who was there?”"
    assert refusal(TextField(label="Who was there?", name="people"), "") == "Enter people"


def test_abbreviations_keep_their_capitals():
    assert (lower_first("Date"), lower_first("DASH level"), lower_first("GP")) == ("date", "DASH level", "GP")
