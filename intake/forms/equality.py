"""Equality monitoring by the questions of the Design System: "not asked" and "prefer not to say" are two answers.

What case work does not need is not asked: docs/decisions/0009.
"""

from forms import ChoiceField
from referrals.models import ConditionLimits, LongCondition

from .page import PageForm

PREFER_NOT, NOT_ASKED = "Prefer not to say", "Not asked"
NO_ANSWER = [(PREFER_NOT, "He prefers not to say"), (NOT_ASKED, "He has not been asked")]
# The ethnic groups of the 2021 census of England and Wales
BACKGROUNDS = {
    "White": (
        "English, Welsh, Scottish, Northern Irish or British",
        "Irish",
        "Gypsy or Irish Traveller",
        "Roma",
        "any other White background",
    ),
    "Mixed": (
        "White and Black Caribbean",
        "White and Black African",
        "White and Asian",
        "any other Mixed background",
    ),
    "Asian": ("Indian", "Pakistani", "Bangladeshi", "Chinese", "any other Asian background"),
    "Black": ("African", "Caribbean", "any other Black background"),
    "Other": ("Arab", "any other ethnic group"),
}
GROUPS = [
    ("White", "White"),
    ("Mixed", "Mixed or multiple ethnic groups"),
    ("Asian", "Asian or Asian British"),
    ("Black", "Black, African, Caribbean or Black British"),
    ("Other", "Other ethnic group"),
]
RELIGIONS = (
    "No religion",
    "Christian",
    "Buddhist",
    "Hindu",
    "Jewish",
    "Muslim",
    "Sikh",
    "Any other religion",
)


def background(group):
    """Name of the box of the second step."""
    return f"background_{group.lower()}"


def _second_step(group, words):
    return ChoiceField(
        label=f"Which of these describes his background best? ({words})",
        choices=[(each, each[0].upper() + each[1:]) for each in BACKGROUNDS[group]],
        required=False,
    )


class EqualityForm(PageForm):
    ethnic_group = ChoiceField(
        label="What is his ethnic group?", name="his ethnic group", choices=[*GROUPS, *NO_ANSWER]
    )
    background_white, background_mixed, background_asian, background_black, background_other = (
        _second_step(group, words) for group, words in GROUPS
    )
    religion = ChoiceField(
        label="What is his religion?",
        name="his religion",
        choices=[*((each, each) for each in RELIGIONS), *NO_ANSWER],
    )
    long_condition = ChoiceField(
        label="Does he have a physical or mental health condition that has lasted, or will last, 12 months or more?",
        name="whether he has a health condition of 12 months or more",
        choices=[
            (LongCondition.YES, "Yes"),
            (LongCondition.NO, "No"),
            (LongCondition.PREFER_NOT, NO_ANSWER[0][1]),
            (LongCondition.NOT_ASKED, NO_ANSWER[1][1]),
        ],
    )
    condition_limits = ChoiceField(
        label="Does it reduce what he can do from day to day?",
        name="whether the condition reduces what he can do",
        choices=[
            (ConditionLimits.A_LOT, "Yes, a lot"),
            (ConditionLimits.A_LITTLE, "Yes, a little"),
            (ConditionLimits.NOT_AT_ALL, "Not at all"),
            (ConditionLimits.PREFER_NOT, NO_ANSWER[0][1]),
            (ConditionLimits.NOT_ASKED, NO_ANSWER[1][1]),
        ],
        required=False,
    )

    reveals = {
        "ethnic_group": {group: [background(group)] for group in BACKGROUNDS},
        "long_condition": {LongCondition.YES.value: ["condition_limits"]},
    }

    def clean(self):
        given = super().clean()
        if given.get("long_condition") == LongCondition.YES:
            self.require("condition_limits")
        return given


def ethnicity(page):
    """As ``Man.ethnicity`` keeps it: "White: Irish", "White", "Not asked"."""
    group = page["ethnic_group"]
    more = page.get(background(group)) if group in BACKGROUNDS else ""
    return f"{group}: {more}" if more else group


def boxes_of(ethnicity):
    """The two steps that lead to an ethnicity as it is kept; nothing where no step does."""
    group, _, more = ethnicity.partition(": ")
    if group in dict(NO_ANSWER):
        return {"ethnic_group": group}
    if group not in BACKGROUNDS:
        return {}
    return {"ethnic_group": group} | ({background(group): more} if more in BACKGROUNDS[group] else {})
