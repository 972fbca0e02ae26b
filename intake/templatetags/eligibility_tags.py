from django import template

from intake.eligibility import explanations
from referrals.eligibility import Criterion as C

register = template.Library()

# The question by which each criterion is judged
ASKED_BY = {
    C.ADULT: "date_of_birth",
    C.HETEROSEXUAL: "against_a_woman",
    C.MEDIUM_RISK: "risk",
    C.CHILD_ON_PLAN: "no_children",
    C.CHILD_ON_PLAN_OR_EARLY_HELP: "no_children",
    C.IN_AREA: "lives_there",
    C.WILLING: "willing",
    C.NO_STRANGULATION: "strangulation",
    C.STRANGULATION_SIGN_OFF: "strangulation",
}


@register.inclusion_tag("intake/criteria_beside.html")
def criteria_beside(form):
    """The criteria in force that this page of the referral form asks about, in plain words."""
    asked = {criterion for criterion, question in ASKED_BY.items() if question in form.fields}
    return {"criteria": [each for each in explanations(form.at) if each.criterion in asked] if asked else []}
