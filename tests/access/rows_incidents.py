"""Incidents: reported from either side and from children's services, corrected by whoever reported."""

from joint.actions import report_incident

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
}
