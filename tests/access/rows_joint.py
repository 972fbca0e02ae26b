"""The joint table, and what hangs on both sides: incidents, reports, disclosures, professionals."""

from joint.actions import name_professional
from joint.models import Professional
from referrals.actions import record_conflict

from .policy import ISS, Row

OURS = frozenset({"iss_worker", "iss_manager"})
THEIRS = ISS - OURS
MANAGER = frozenset({"manager"})
OF_THE_AREA = frozenset({"facilitator", "manager"})
OTHER_AREA = frozenset({"other_facilitator"})


def on(stage, **kwargs):
    return lambda world: {"pk": getattr(world, f"{stage}_file").pk, **kwargs}


def table(stage, **row):
    return Row(who=OURS | MANAGER, hidden_from=THEIRS, kwargs=on(stage), **row)


def both_sides(stage):
    return Row(who=OURS | OF_THE_AREA, hidden_from=THEIRS | OTHER_AREA, kwargs=on(stage))


def my_time(kwargs, **row):
    return Row(who=OF_THE_AREA, hidden_from=OTHER_AREA, kwargs=kwargs, **row)


def a_professional(world):
    him = world.programme_file
    found = Professional.objects.filter(referral=him).first() or name_professional(
        him, name="J. Oduya", role="Probation officer", by=world.facilitator, at=world.now
    )
    return {"pk": found.pk}


def a_conflict(world):
    him = world.programme_file
    row = record_conflict(him.man, worker=world.other_facilitator, by=world.manager, at=world.now)
    return {"pk": him.pk, "kind": "worker", "row": row.pk}


BOTH_MANAGERS = frozenset({"manager", "iss_manager"})
OTHER_ISS_MANAGER = frozenset({"other_iss_manager"})

ROWS = {
    "flag_distress_at": my_time(
        lambda world: {"pk": world.due_session.pk, "referral": world.programme_file.pk}
    ),
    "joint": Row(who=ISS | MANAGER),
    "pair": table("programme"),
    "discussion": table("pending"),
    "review": table("programme"),
    "incident": both_sides("programme"),
    "conflicts": both_sides("programme"),
    "end_conflict": Row(who=OURS | MANAGER, hidden_from=THEIRS, kwargs=a_conflict, method="post", status=302),
    "risk_note": Row(who=OURS, hidden_from=THEIRS, kwargs=on("programme")),
    "professionals": my_time(on("programme")),
    "professional_told": my_time(a_professional),
    "disclosures": both_sides("programme"),
    "counter_flag": Row(who=BOTH_MANAGERS, hidden_from=OTHER_ISS_MANAGER, kwargs=on("programme")),
    # Nothing is flagged: whoever may is sent back to the table with the reason.
    "counter_review": Row(
        who=BOTH_MANAGERS, hidden_from=OTHER_ISS_MANAGER, kwargs=on("programme"), status=302
    ),
    "flag_distress": my_time(lambda world: {"pk": world.attendance.pk}),
}
