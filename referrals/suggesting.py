"""Which other services may fit a man, from what his own file says. Nothing of hers is asked."""

from django.utils.timezone import localtime

from directory.matching import Case
from directory.models import Service
from directory.words import Against, Need, Sex

from .eligibility import Criterion, age_on

_PLANS = {"cp", "cin", "early_help"}


def case_of(referral, *, at, with_needs=True):
    """The Case of his file. ``with_needs``: whether what is known of his health and needs may be used."""
    warned = set(referral.eligibility_warnings)
    return Case(
        sex="" if Criterion.MALE in warned else Sex.MEN,
        age=_age(referral, localtime(at).date()),
        risk=referral.risk_level,
        against="" if referral.imported or Criterion.HETEROSEXUAL in warned else Against.PARTNER,
        has_plan=_has_plan(referral),
        needs=_needs(referral.man) if with_needs else frozenset(),
    )


def suggestions(referral, *, at, with_needs=True):
    """Two lists of (Service, Fit): those that fit what is known of him, best first, and the others."""
    case = case_of(referral, at=at, with_needs=with_needs)
    return Service.objects.matched(case, area=referral.area, day=localtime(at).date())


def as_choices(fitting):
    """(address, name, hint) of each service, for a question with checkboxes or radios."""
    return [(service.slug, service.name, _hint(found)) for service, found in fitting]


def chosen(fitting, slugs):
    """The services of the answers to such a question."""
    return [service for service, _ in fitting if service.slug in slugs]


def _hint(found):
    asked = [f"Ask first: {words[0].lower()}{words[1:]}" for words in found.ask]
    return ". ".join([*found.reasons, *asked])


def _age(referral, day):
    born = referral.man.date_of_birth
    return age_on(day, born) if born else referral.age_at_referral


def _has_plan(referral):
    plans = set(referral.children.values_list("plan", flat=True))
    return bool(plans & _PLANS) if plans else None


def _needs(man):
    told = " ".join(map(str, man.additional_needs)).lower()
    found = {need for need in Need if need.value.replace("_", " ") in told}
    return frozenset(found | {Need.LANGUAGE} if man.interpreter_needed else found)
