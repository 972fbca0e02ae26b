"""DASH, MARAC, her safety plan, and what was recommended for her: her provider's own people, and nobody else."""

from datetime import timedelta

from iss import actions as iss
from iss.models import DashThreshold, HerRecommendation
from referrals import actions as his
from referrals.models import Decision

from .policy import ISS, Row

OURS = frozenset({"iss_worker", "iss_manager"})
THEIRS = ISS - OURS
ADMINISTRATOR = frozenset({"administrator"})


def hers(kwargs, **row):
    return Row(who=OURS, hidden_from=THEIRS, kwargs=kwargs, **row)


def a_file(world):
    return {"pk": world.linked_file.pk}


def _dash(world):
    file = world.linked_file
    return file.dashes.first() or iss.record_dash(
        file, asked_date=world.now.date(), answers=["yes"] * 24, by=world.iss_worker, at=world.now
    )


def a_dash(world):
    return {"pk": world.linked_file.pk, "dash_pk": _dash(world).pk}


def _recommended(world):
    _dash(world)
    return world.linked_file.maracs.order_by("pk").first()


def a_marac(world):
    return {"pk": world.linked_file.pk, "marac": _recommended(world).pk}


def _referred(world):
    marac = _recommended(world)
    if marac.referred_date is None:
        iss.refer_to_marac(
            marac,
            referred_date=world.now.date(),
            criteria=marac.criteria,
            consent="yes",
            without_consent_because="",
            she_knows=True,
            concerns="He waits for her.",
            asked_for="Somewhere else to live.",
            by=world.iss_worker,
            at=world.now,
        )
    return marac


def a_referral(world):
    return {"pk": world.linked_file.pk, "marac": _referred(world).pk}


def dashes(world):
    return {"pk": _dash(world).file_id}


def _heard(world):
    marac = _referred(world)
    if marac.heard_date is None:
        iss.record_hearing(
            marac,
            heard_date=world.now.date(),
            agencies="Police",
            outcome="Marker.",
            by=world.iss_worker,
            at=world.now,
        )
    return marac


def a_case_heard(world):
    return {"pk": world.linked_file.pk, "marac": _heard(world).pk}


def an_action(world):
    marac = _heard(world)
    action = marac.actions.first() or iss.agree_at_marac(
        marac, what="Marker", owner="Police", due_date=world.now.date(), by=world.iss_worker, at=world.now
    )
    return {"pk": world.linked_file.pk, "marac": marac.pk, "action": action.pk}


def _plan(world):
    file = world.linked_file
    return file.safety_plans.first() or iss.write_safety_plan(
        file,
        parts={"bag": "At the neighbour's."},
        made_date=world.now.date(),
        by=world.iss_worker,
        at=world.now,
    )


def a_plan(world):
    _plan(world)
    return {"pk": world.linked_file.pk}


def a_version(world):
    return {"pk": world.linked_file.pk, "version": _plan(world).version}


def a_sheet(world):
    _plan(world)
    day = {"asked_date": world.now.date(), "by": world.iss_worker, "at": world.now}
    iss.choose_paper(world.linked_file, wanted=True, parts=["bag"], **day)
    return {"pk": world.linked_file.pk}


def a_threshold_to_come(world):
    row, _ = DashThreshold.objects.get_or_create(
        area=world.area, valid_from=world.now + timedelta(days=9), defaults={"medium": 9, "high": 13}
    )
    return {"pk": row.pk}


def through_the_iss(world):
    found = HerRecommendation.objects.filter(file=world.linked_file).first()
    if found is None:
        him = world.linked_file.referral
        decision = him.decisions.create(
            stage="discussion",
            outcome="suitable",
            recommend_dash=True,
            recommendation_via="iss",
            at=world.now,
        )
        iss.take_recommendation(decision, by=world.manager, at=world.now)
        found = HerRecommendation.objects.get(decision=decision)
    return {"pk": found.pk}


def through_children_services(world):
    him = world.unsuitable_file
    if not Decision.objects.filter(referral=him, recommendation_via="csc").exists():
        decision = him.decisions.create(
            stage="assessment",
            outcome="unsuitable",
            unsuitable_reason="denial",
            recommend_marac=True,
            recommendation_via="csc",
            at=world.now,
        )
        his.owe_recommendation(decision, by=world.facilitator, at=world.now)
    return {"pk": him.pk}


ROWS = {
    "her_dash": hers(a_file),
    "her_dash_half": hers(a_file, method="post", status=204),
    "her_dash_drop": hers(a_file, method="post", status=302),
    "her_dash_again": hers(a_file),
    "her_dashes": hers(dashes),
    "her_dash_result": hers(a_dash),
    "her_maracs": hers(a_file),
    "her_marac": hers(a_marac),
    "her_marac_refer": hers(a_marac),
    "her_marac_decline": hers(a_marac),
    "her_marac_form": hers(a_referral),
    "her_marac_heard": hers(a_referral),
    "her_marac_agree": hers(a_case_heard),
    "her_marac_settle": hers(an_action),
    "her_safety_plan": hers(a_plan),
    "her_write_safety_plan": hers(a_file),
    "her_safety_plan_version": hers(a_version),
    "her_plan_choice": hers(a_plan),
    "her_plan_print": hers(a_sheet),
    "her_plan_sheet": hers(a_sheet),
    "her_recommendation": hers(through_the_iss),
    "dash_thresholds": Row(who=ADMINISTRATOR),
    "change_dash_threshold": Row(who=ADMINISTRATOR),
    "withdraw_dash_threshold": Row(who=ADMINISTRATOR, kwargs=a_threshold_to_come, method="post", status=302),
    "answer_recommendation": Row(
        who=frozenset({"social_worker", "colleague"}),
        hidden_from=frozenset({"other_social_worker"}),
        kwargs=through_children_services,
    ),
}
