"""What is typed into a letter by hand is looked at before it goes."""

import pytest

from programme.letters.checking import check

DRAFT = "Dear Gareth Pemberwick\n\nPlease ring 0121 496 0000. We meet at Millpond Hall."


def asked(more, **known):
    return check(f"{DRAFT}\n\n{more}", drafted=DRAFT, **known).parts


@pytest.mark.parametrize(
    "more",
    [
        "We haven’t heard from you. I hope that you are well.",
        "You can come on Monday or in June. Please bring this letter to Millpond Hall.",
        "Your sessions begin at 10. Gareth, thank you. We'll ring you.",
    ],
)
def test_ordinary_words_are_asked_nothing(more):
    assert asked(more) == []


@pytest.mark.parametrize(
    ("more", "part"),
    [
        ("Marisol told us.", "Marisol"),
        ("We spoke with Ms Quillfeather.", "Quillfeather"),
        ("Marisol’s view is clear.", "Marisol"),
        ("We know what she said.", "she"),
        ("Your partner is afraid.", "partner"),
        ("Do not ring 07700 900456.", "07700 900456"),
        ("Write to m@example.org", "m@example.org"),
        ("Stay away from B12 9QX.", "B12 9QX"),
    ],
)
def test_a_name_a_number_and_a_word_of_somebody_else_are_asked_about(more, part):
    assert part in asked(more)


def test_a_child_is_asked_about_however_it_is_written():
    assert asked("give robin a hug", names=["Robin"]) == ["robin"]


def test_the_answer_is_the_same_for_her_name_as_for_any_other():
    """Or the check would tell who she is to somebody who guesses."""
    assert asked("Marisol said so.") == ["Marisol"]
    assert asked("Ermintrude said so.") == ["Ermintrude"]


@pytest.mark.parametrize(
    "more", ["The MARAC met.", "Your DASH score", "Coventry Haven says no", "a safety plan"]
)
def test_what_is_never_said_is_refused(more):
    assert check(f"{DRAFT} {more}", drafted=DRAFT, services=["Coventry Haven"]).never


def test_the_number_that_the_record_gave_is_no_slip():
    assert asked("Or ring 01214960000.") == []
