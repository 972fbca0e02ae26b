"""Eligibility while the form is filled in: what the criteria are today, and which of them he does not meet."""

from django.utils.timezone import localtime

from accounts.models import Area
from referrals.eligibility import Criterion, warnings
from referrals.explained import explained
from referrals.models import EligibilityRule

from .pages import cleaned
from .translate import facts

NOT_MET = {
    Criterion.MALE: "The programme is for men.",
    Criterion.ADULT: "He is under 18.",
    Criterion.HETEROSEXUAL: "The abuse is not against a woman who is or was his partner.",
    Criterion.MEDIUM_RISK: "You judge the risk to be low or high. The programme is for medium risk.",
    Criterion.CHILD_ON_PLAN: "None of the children is on a child protection or child in need plan.",
    Criterion.CHILD_ON_PLAN_OR_EARLY_HELP: (
        "None of the children is on a child protection or child in need plan, or in Early Help."
    ),
    Criterion.IN_AREA: "Neither he nor the child lives in the area.",
    Criterion.WILLING: "He does not accept any responsibility, or is not willing to change.",
    Criterion.NO_STRANGULATION: "He has a history of strangulation.",
    Criterion.STRANGULATION_SIGN_OFF: "He has a history of strangulation: a My Time manager must sign this off.",
}
ABOUT_PLANS = {Criterion.CHILD_ON_PLAN, Criterion.CHILD_ON_PLAN_OR_EARLY_HELP}


def criteria(at):
    """The criteria in force on the local day of ``at``, in the order in which they are asked."""
    return [Criterion(code) for code in EligibilityRule.objects.in_force(localtime(at).date())]


def not_met(data, *, at):
    """The criteria that the finished pages of a draft do not meet."""
    pages = cleaned(data, at=at)
    return judged(facts(pages, today=localtime(at).date()), at=at, plans_asked="children" in pages)


def judged(known, *, at, plans_asked):
    """The criteria in force that the Facts ``known`` do not meet. The one place that judges them, for the form and
    for the checker; a plan that nobody was asked about is not held against him."""
    found = warnings(known, criteria(at))
    if plans_asked:
        return found
    return [criterion for criterion in found if criterion not in ABOUT_PLANS]


def explanations(at):
    """The criteria in force in plain words, with the day since when each applies."""
    areas = list(Area.objects.order_by("name").values_list("name", flat=True))
    return explained(EligibilityRule.objects.on(localtime(at).date()), areas=areas)


def in_words(found):
    return [NOT_MET[criterion] for criterion in found]
