"""Whether two men may be one, from what their forms say."""

from datetime import date

import pytest

from referrals.likeness import Description, Kid, likeness
from referrals.likeness.keys import keys, tokens

BORN = date(1987, 4, 9)
HOME = "14 Foundry Lane, Walsall WS2 8HG"
HIM = Description("James", "Whitlow", BORN, "07700 900321", HOME, (Kid("Robin", 2014), Kid("Maya", 2017)))


def him(**changed):
    told = {name: getattr(HIM, name) for name in HIM.__dataclass_fields__}
    return Description(**told | changed)


def reasons(other, **more):
    found = likeness(HIM, other, **more)
    return {*found.reasons, *found.against}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({}, "The name is the same"),
        ({"first_name": "Jimmy"}, "The first name is a short or other form of the other one’s"),
        ({"last_name": "Whitlwo"}, "The last name differs by a typing error"),
        ({"first_name": "Whitlow", "last_name": "James"}, "First and last name are swapped"),
        ({"last_name": "Whitlow-Barnes"}, "Part of the last name is the same"),
        ({"first_name": "James Lee"}, "Part of the first name is the same"),
        ({"date_of_birth": date(1987, 9, 4)}, "Day and month of the date of birth are swapped"),
        ({"date_of_birth": date(1978, 4, 9)}, "One digit of the date of birth differs"),
        ({"date_of_birth": date(1987, 4, 8)}, "One digit of the date of birth differs"),
        ({"phone": "+44 7700 900 321"}, "The telephone number is the same"),
        ({"phone": "07700 900 322"}, "One digit of the telephone number differs"),
        ({"address": "14 foundry ln, ws28hg"}, "The address is the same"),
        ({"address": "14 Foundry Ln, Walsall"}, "The address is nearly the same"),
        ({"children": (Kid("Robyn", 2014),)}, "A child has the same name"),
        ({"children": (Kid("Maya", 2016), Kid("Robin", 2015))}, "2 children have the same names"),
    ],
)
def test_what_is_alike_is_said_in_words(changed, reason):
    other = him(**changed)
    assert reason in reasons(other)
    assert likeness(HIM, other).band == "same"
    assert keys(HIM) & keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zieliński", "Zielinski"),
        ("O’Connor", "O Connor"),
        ("Björk", "Bjork"),
        ("al-Rashid", "Rashid"),
        ("Łukasz", "Lukasz"),
    ],
)
def test_marks_and_small_words_make_no_other_name(one, other):
    assert "The name is the same" in likeness(him(last_name=one), him(last_name=other)).reasons


@pytest.mark.parametrize(
    ("one", "other"), [("Mohammed", "Muhammad"), ("Yusuf", "Yousef"), ("Krzysztof", "Chris")]
)
def test_a_name_has_more_than_one_spelling(one, other):
    assert likeness(him(first_name=one), him(first_name=other)).band == "same"


@pytest.mark.parametrize("missing", ["date_of_birth", "phone", "address", "children"])
def test_what_is_missing_says_nothing_for_or_against(missing):
    empty = {"date_of_birth": None, "children": ()}.get(missing, "")
    without = him(**{missing: empty})
    assert likeness(without, HIM).score == likeness(HIM, without).score == likeness(without, without).score
    assert not likeness(without, HIM).against


def test_his_brother_his_son_and_his_namesake_are_not_he():
    brother = him(first_name="Darren", date_of_birth=date(1990, 11, 30), phone="", children=())
    son = him(date_of_birth=date(2009, 4, 9), phone="", children=())
    namesake = Description(
        "James", "Whitlow", date(1962, 12, 24), "07700 900111", "3 Park Road, Dudley DY1 2AB"
    )
    for other in (brother, son, namesake):
        assert likeness(HIM, other).band == "no"


def test_name_and_birth_date_alone_do_not_make_it_very_likely():
    other = Description("James", "Whitlow", BORN, "07700 900111", "3 Park Road, Dudley DY1 2AB")
    assert likeness(HIM, other).band == "perhaps"


def test_a_common_name_says_less():
    other = him(date_of_birth=None, phone="", children=())
    assert likeness(HIM, other, namesakes=400).score < likeness(HIM, other).score
    assert "It is a common name" in likeness(HIM, other, namesakes=400).against


@pytest.mark.parametrize("other", [Description(), Description("James"), Description(last_name="Whitlow")])
def test_who_is_hardly_described_is_nobody(other):
    assert likeness(HIM, other).band == "no"
    assert likeness(other, other).band == "no"


def test_keys_say_nothing_without_the_secret(settings):
    settings.LIKENESS_KEY = "one"
    first = tokens(HIM)
    settings.LIKENESS_KEY = "another"
    assert not set(first) & set(tokens(HIM))
    assert all(-(2**63) <= token < 2**63 for token in first)
