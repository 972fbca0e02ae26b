"""Incidents, risk notes that end, and a new partner of his."""

from joint.actions import pass_on_new_partner, report_incident, share_risk_note

from .policy import ISS, SOCIAL_WORKERS, Row

SENDERS = frozenset({"social_worker", "colleague"})
OURS = frozenset({"iss_worker", "iss_manager"})


def an_incident(world):
    """From children's services: both sides read it, and children's services correct it."""
    incident = report_incident(
        world.programme_file,
        side="csc",
        happened_date=world.now.date(),
        what="He waited at the gate.",
        by=world.social_worker,
        at=world.now,
    )
    return {"pk": incident.pk}


def a_note(world):
    note = share_risk_note(world.programme_file, text="Ask first.", by=world.iss_worker, at=world.now)
    return {"pk": note.pk}


def a_new_partner(world):
    partner = pass_on_new_partner(
        world.programme_file, area=world.area, heard="A new flat.", by=world.facilitator, at=world.now
    )
    return {"pk": partner.pk}


ROWS = {
    "csc_incident": Row(
        who=SENDERS,
        hidden_from=SOCIAL_WORKERS - SENDERS,
        kwargs=lambda world: {"pk": world.programme_file.pk},
    ),
    "correct_incident": Row(
        who=SENDERS,
        hidden_from=(SOCIAL_WORKERS - SENDERS) | (ISS - OURS) | {"other_facilitator"},
        kwargs=an_incident,
    ),
    "replace_note": Row(who=OURS, hidden_from=ISS - OURS, kwargs=a_note),
    "withdraw_note": Row(who=OURS, hidden_from=ISS - OURS, kwargs=a_note),
    "pass_on_partner": Row(
        who=frozenset({"facilitator", "manager"}),
        hidden_from=frozenset({"other_facilitator"}),
        kwargs=lambda world: {"pk": world.programme_file.pk},
    ),
    "new_partners": Row(who=ISS),
    "new_partner": Row(who=OURS, hidden_from=ISS - OURS, kwargs=a_new_partner),
}
