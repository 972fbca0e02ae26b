"""From the answers to what they mean: judged by the same rows as the referral form, matched by the same directory."""

from dataclasses import dataclass

from django.utils.timezone import localtime

from accounts.models import Area
from directory.matching import Case
from directory.models import Service
from directory.words import Sex
from intake.eligibility import NOT_MET, explanations, judged
from referrals.eligibility import Criterion, Facts, unanswered
from timescales.models import PromiseRule
from timescales.promises import Promise

from .forms import BOY, ELSEWHERE, MAN, NO_CHILD, UNKNOWN, WOMAN, YOUTH

_TRUTH = {"yes": True, "no": False}
# Of the youngest who may be meant: then nothing is suggested that would not take him.
_AGES = {MAN: 18, YOUTH: 16, BOY: 15}
_PROMISED = (Promise.ACKNOWLEDGE, Promise.CONTACT_HIM, Promise.OFFER_ASSESSMENT)
# It does not rule him out: somebody else decides.
SIGNED_OFF = Criterion.STRANGULATION_SIGN_OFF


@dataclass(frozen=True)
class Result:
    """``broken`` and ``unknown``: Explained criteria, the former with the words why. ``services``: (Service, Fit)."""

    broken: list
    sign_off: bool
    unknown: list
    services: list
    elsewhere: bool
    woman: bool

    @property
    def likely(self):
        return not self.broken


def facts(answers):
    """The Facts by which eligibility is judged. What was not answered is not known."""
    who, plan = answers["who"], answers["plan"]
    return Facts(
        is_man=who != WOMAN if who else None,
        age=_AGES.get(who),
        heterosexual=answers["against"] == "partner" if answers["against"] else None,
        risk=_known(answers["risk"]),
        plans=() if plan in ("", UNKNOWN, NO_CHILD) else (plan,),
        in_area=answers["area"] != ELSEWHERE if answers["area"] else None,
        willing=_TRUTH.get(answers["willing"]),
        strangulation=_TRUTH.get(answers["strangulation"]),
    )


def case(answers):
    """The Case by which other services are matched."""
    who, plan = answers["who"], answers["plan"]
    return Case(
        sex={"": "", WOMAN: Sex.WOMEN}.get(who, Sex.MEN),
        age=_AGES.get(who),
        risk=_known(answers["risk"]),
        against=answers["against"],
        has_plan=plan in ("cp", "cin", "early_help") if _known(plan) else None,
    )


def not_met(answers, *, at):
    """The criteria that the answers do not meet."""
    return judged(facts(answers), at=at, plans_asked=bool(_known(answers["plan"])))


def result(answers, *, at):
    found, explained = not_met(answers, at=at), explanations(at)
    missing = unanswered(facts(answers), [each.criterion for each in explained])
    broken = [(each, NOT_MET[each.criterion]) for each in explained if each.criterion in found]
    serious = [pair for pair in broken if pair[0].criterion != SIGNED_OFF]
    elsewhere = answers["area"] == ELSEWHERE
    return Result(
        broken=serious,
        sign_off=SIGNED_OFF in found,
        unknown=[each for each in explained if each.criterion in missing and each.criterion not in found],
        services=_services(answers, at=at) if serious and not elsewhere else [],
        elsewhere=elsewhere,
        woman=answers["who"] == WOMAN,
    )


def how_long(*, at):
    """{promise: such as "1 working day"} of the first steps, from the rules in force."""
    return {promise.value: PromiseRule.objects.in_force(promise, at).length for promise in _PROMISED}


def _services(answers, *, at):
    area = Area.objects.filter(name=answers["area"]).first()
    fitting, _ = Service.objects.matched(case(answers), area=area, day=localtime(at).date())
    return fitting


def _known(answer):
    return "" if answer == UNKNOWN else answer
