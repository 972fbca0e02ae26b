"""Eligibility: dated criteria, a warning with a reason to override, never a wall (pathway.md section 3). Pure."""

from dataclasses import dataclass

from django.db import models


class Criterion(models.TextChoices):
    MALE = "male", "He is a man"
    ADULT = "adult", "He is 18 or over"
    HETEROSEXUAL = "heterosexual", "The abuse is in a heterosexual relationship"
    MEDIUM_RISK = "medium_risk", "The risk is medium in the assessor's overall judgement"
    CHILD_ON_PLAN = (
        "child_on_plan",
        "He is father or stepfather of a child on a child protection or child in need plan",
    )
    CHILD_ON_PLAN_OR_EARLY_HELP = (
        "child_on_plan_or_early_help",
        "He is father or stepfather of a child on a child protection or child in need plan, or in Early Help",
    )
    IN_AREA = "in_area", "He or the child lives in one of the areas"
    WILLING = "willing", "He accepts some responsibility and is willing to change"
    NO_STRANGULATION = "no_strangulation", "He has no history of strangulation"
    STRANGULATION_SIGN_OFF = "strangulation_sign_off", "A history of strangulation needs a manager's sign-off"


@dataclass(frozen=True)
class Facts:
    """What is known of a man when eligibility is looked at; None where it is not known.

    ``age`` in whole years, ``plans`` codes of ``referrals.Child.Plan``, ``risk`` one of low, medium, high.
    """

    is_man: bool | None = None
    age: int | None = None
    heterosexual: bool | None = None
    risk: str = ""
    plans: tuple[str, ...] = ()
    in_area: bool | None = None
    willing: bool | None = None
    strangulation: bool | None = None


_BROKEN = {
    Criterion.MALE: lambda facts: facts.is_man is False,
    Criterion.ADULT: lambda facts: facts.age is not None and facts.age < 18,
    Criterion.HETEROSEXUAL: lambda facts: facts.heterosexual is False,
    Criterion.MEDIUM_RISK: lambda facts: facts.risk in ("low", "high"),
    Criterion.CHILD_ON_PLAN: lambda facts: not {"cp", "cin"} & set(facts.plans),
    Criterion.CHILD_ON_PLAN_OR_EARLY_HELP: lambda facts: not {"cp", "cin", "early_help"} & set(facts.plans),
    Criterion.IN_AREA: lambda facts: facts.in_area is False,
    Criterion.WILLING: lambda facts: facts.willing is False,
    Criterion.NO_STRANGULATION: lambda facts: facts.strangulation is True,
    Criterion.STRANGULATION_SIGN_OFF: lambda facts: facts.strangulation is True,
}


def warnings(facts, criteria):
    """The criteria (those in force) that the facts do not meet, in their order. What is not known warns of nothing,
    except a missing plan: that is what the referral rests on."""
    return [criterion for criterion in map(Criterion, criteria) if _BROKEN[criterion](facts)]


_NOT_KNOWN = {
    Criterion.MALE: lambda facts: facts.is_man is None,
    Criterion.ADULT: lambda facts: facts.age is None,
    Criterion.HETEROSEXUAL: lambda facts: facts.heterosexual is None,
    Criterion.MEDIUM_RISK: lambda facts: not facts.risk,
    Criterion.CHILD_ON_PLAN: lambda facts: not facts.plans,
    Criterion.CHILD_ON_PLAN_OR_EARLY_HELP: lambda facts: not facts.plans,
    Criterion.IN_AREA: lambda facts: facts.in_area is None,
    Criterion.WILLING: lambda facts: facts.willing is None,
    Criterion.NO_STRANGULATION: lambda facts: facts.strangulation is None,
    Criterion.STRANGULATION_SIGN_OFF: lambda facts: facts.strangulation is None,
}


def unanswered(facts, criteria):
    """The criteria (those in force) that cannot be judged, because what they ask is not known; in their order."""
    return [criterion for criterion in map(Criterion, criteria) if _NOT_KNOWN[criterion](facts)]


def age_on(day, date_of_birth):
    """Whole years of age on ``day``."""
    before_birthday = (day.month, day.day) < (date_of_birth.month, date_of_birth.day)
    return day.year - date_of_birth.year - before_birthday


def all_so(*answers):
    """Whether every answer is yes: False when one is no, None when one is not known."""
    if False in answers:
        return False
    return None if None in answers else True
