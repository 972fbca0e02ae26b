"""DASH: items in our own words and the rules for its level. Pure.

The official wording is protected: the labels below only say what each item asks about, in its order; the worker has
the official form at hand (reference/domain.md section 1.1). Only a yes counts.
"""

from dataclasses import dataclass

from django.db import models

OFFICIAL_FORM = "https://safelives.org.uk/resources-library/dash-risk-checklist/"

ITEMS = (
    "Injury in what has just happened",
    "How frightened she is",
    "What she fears he will do",
    "Cut off from family or friends",
    "Low mood or thoughts of suicide",
    "Separated, or tried to, in the past year",
    "Conflict over contact with the children",
    "Constant contact, following or stalking",
    "Pregnant, or a baby in the last 18 months",
    "The abuse happens more often",
    "The abuse is getting worse",
    "He controls everything or is extremely jealous",
    "A weapon or an object used to hurt",
    "A threat to kill that she believed",
    "Strangling, choking, suffocating or drowning",
    "Sexual acts or words that hurt or degrade",
    "Someone else threatens her, or she is afraid of someone else",
    "He has hurt others",
    "He has hurt an animal",
    "Money problems, or she depends on him for money",
    "His drugs, alcohol or mental health",
    "He has threatened or tried suicide",
    "He has broken bail, an order or a contact agreement",
    "He is known to the police",
)


# What is shown large where she said yes: they go before the gravest harm.
KEY_ITEMS = (6, 8, 14, 15)


class DashAnswer(models.TextChoices):
    YES = "yes", "Yes"
    NO = "no", "No"
    DONT_KNOW = "dont_know", "Don't know"


class Level(models.TextChoices):
    STANDARD = "standard", "Standard"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"


_RANK = {Level.STANDARD: 0, Level.MEDIUM: 1, Level.HIGH: 2}


@dataclass(frozen=True)
class Thresholds:
    """Yes answers for each level, and events in twelve months for escalation; [D] per area."""

    medium: int = 10
    high: int = 14
    events: int = 3


class JudgementLowers(ValueError):
    """Judgement may raise a level, never lower it."""


def count_yes(answers):
    """How many of the 24 answers (``DashAnswer`` values in item order) are yes."""
    if len(answers) != len(ITEMS):
        raise ValueError(f"DASH has {len(ITEMS)} answers, not {len(answers)}.")
    return sum(answer == DashAnswer.YES for answer in answers)


def level_of(yes, thresholds):
    if yes >= thresholds.high:
        return Level.HIGH
    return Level.MEDIUM if yes >= thresholds.medium else Level.STANDARD


def final_level(yes, thresholds, judgement=""):
    """The level after professional judgement. Raises JudgementLowers when that is below the count's."""
    counted = level_of(yes, thresholds)
    if not judgement:
        return counted
    if _RANK[Level(judgement)] < _RANK[counted]:
        raise JudgementLowers(
            f"{yes} yes answers mean {counted.label.lower()} risk: judgement cannot lower that."
        )
    return Level(judgement)


# The four criteria for a MARAC referral
VISIBLE_HIGH, ESCALATION, JUDGEMENT, REPEAT = "visible_high", "escalation", "judgement", "repeat"
CRITERIA = {
    VISIBLE_HIGH: "Visible high risk: the number of yes answers",
    ESCALATION: "Escalation: the number of incidents in twelve months",
    JUDGEMENT: "Professional judgement",
    REPEAT: "Repeat: abuse again within twelve months of a MARAC",
}


def marac_criteria(yes, thresholds, *, events=0, judged_high=False, repeat=False):
    """Which of the four criteria hold; any one recommends a MARAC referral."""
    hold = {
        VISIBLE_HIGH: yes >= thresholds.high,
        ESCALATION: events >= thresholds.events,
        JUDGEMENT: judged_high,
        REPEAT: repeat,
    }
    return [criterion for criterion, holds in hold.items() if holds]


def recommends_marac(yes, thresholds, *, events=0, judged_high=False, repeat=False):
    return bool(marac_criteria(yes, thresholds, events=events, judged_high=judged_high, repeat=repeat))
