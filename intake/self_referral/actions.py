"""A man refers himself; and My Time asks children's services about the children's plan."""

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from accounts.acting import one_act
from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from audit.trail import record
from intake.actions.submission import receive
from intake.eligibility import ABOUT_PLANS, criteria, judged
from intake.kept_back import tell_if_he_may_be_kept_back
from referrals.availability import in_words
from referrals.eligibility import Facts, age_on
from referrals.likeness import remember
from referrals.models import Availability, Man, Referral, Told
from referrals.references import new_reference
from referrals.statuses import Source
from timescales import clocks
from timescales.promises import Promise

from .models import PlanEnquiry, PlanSaid, SelfReferral

A_PLAN = frozenset({PlanEnquiry.Answer.CP, PlanEnquiry.Answer.CIN, PlanEnquiry.Answer.EARLY_HELP})


@one_act
def refer_himself(*, key, him, area, ages, plan, worker="", slots=(), at, **told):
    """A referral without a referrer, in the SPOC's queue. The form of the same ``key`` again changes nothing.

    ``him``: fields of Man. ``area``: None where he lives elsewhere. ``plan``: what he says (PlanSaid).
    ``told``: ``ways``, ``be_careful`` and ``help_wanted`` of SelfReferral. Whoever he is, and whatever is known of him
    already, is for the desk to find: nothing of it comes back from here.
    """
    if SelfReferral.objects.filter(key=key).exists():
        return
    try:
        with transaction.atomic():
            _receive(key, him, area, ages, plan, worker, slots, told, at=at)
    except IntegrityError:
        # The same form arrived beside this one and was first; anything else that is wrong stays an error.
        if not SelfReferral.objects.filter(key=key).exists():
            raise


def _receive(key, him, area, ages, plan, worker, slots, told, *, at):
    man = Man.objects.create(reference=new_reference("P"), **him)
    facts = Facts(
        age=age_on(localtime(at).date(), man.date_of_birth),
        in_area=area is not None,
        plans=(),
    )
    found = judged(facts, at=at, plans_asked=plan == PlanSaid.NO)
    referral = receive(
        man,
        {
            "area": area,
            "source": Source.SELF,
            "eligibility_warnings": [str(code) for code in found],
            "availability": in_words(slots) if slots else "",
        },
        [{"age": age, "plan": ""} for age in ages],
        by=None,
        at=at,
    )
    SelfReferral.objects.create(key=key, referral=referral, plan_said=plan, at=at, **told)
    Told.objects.create(referral=referral, plan_social_worker=worker)
    if slots:
        Availability.objects.create(referral=referral, slots=list(slots))
    remember(man)
    tell_if_he_may_be_kept_back(referral, at=at)
    clocks.start(referral.deadlines, Promise.CONFIRM_PLAN, at=at)


@one_act
def ask_about_plan(
    referral, *, authority, asked_date, answer="", answered_date=None, who="", team=None, by, at
):
    """Children's services were asked about the plan; ``answer`` is empty while they have said nothing.

    An answer keeps the promise. A plan clears the warning and may name the ``team`` that follows him from now on;
    none, or none that they know of, is a warning of eligibility like any other, and no wall.
    """
    referral = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    if referral.source != Source.SELF:
        raise Refused("He was referred by children’s services: they have said which plan there is.")
    if answered_date and answered_date < asked_date:
        raise Refused("They cannot have answered before they were asked.")
    enquiry = referral.plan_enquiries.create(
        authority=authority,
        asked_date=asked_date,
        answer=answer,
        answered_date=answered_date,
        who=who,
        by=by,
        at=at,
    )
    record("plan.asked", referral, by=by, at=at, authority=authority.pk, answer=answer)
    if answer:
        _answered(referral, enquiry, team, by=by, at=at)
    return enquiry


def _answered(referral, enquiry, team, *, by, at):
    has_plan = enquiry.answer in A_PLAN
    about_plans = {str(code) for code in ABOUT_PLANS}
    warned = [code for code in referral.eligibility_warnings if code not in about_plans]
    if has_plan:
        referral.children.filter(plan="").update(plan=enquiry.answer)
        Told.objects.update_or_create(
            referral=referral, defaults={"plan_authority": enquiry.authority.name[:120]}
        )
    else:
        warned += [str(code) for code in criteria(at) if code in ABOUT_PLANS]
        if enquiry.answer == PlanEnquiry.Answer.NONE:
            referral.children.filter(plan="").update(plan="none")
    facts = {"eligibility_warnings": warned}
    if has_plan and team and referral.team_id is None:
        facts["team"] = team
    Referral.objects.filter(pk=referral.pk).update(**facts)
    clocks.keep(referral.deadlines, Promise.CONFIRM_PLAN, at=at)
    here = Audience.SPOC if referral.passed_on_at is None else Audience.FACILITATORS
    raise_alert(
        Kind.PLAN_ANSWERED,
        about=referral,
        to=[here, Audience.MY_TIME_MANAGERS],
        because="The plan is confirmed."
        if has_plan
        else "They know of no plan: look at his eligibility again.",
        at=at,
        by=by,
    )
