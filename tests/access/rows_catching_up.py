"""Making up for a missed session, and the words of texts."""

from datetime import timedelta

from programme.actions import plan_visit
from programme.models import Visit

from .policy import Row
from .rows_programme import OF_THE_AREA, OTHER_AREA, theirs
from .rows_schedule import a_version, of_keepers

ADMINISTRATOR = frozenset({"administrator"})


def a_visit(world):
    """To another group of the area, a week behind the one he is in."""
    visit = Visit.objects.planned().first()
    if visit is None:
        group = world.group(
            name="A week behind", at=world.held_session.starts_at + timedelta(days=1), weeks=12
        )
        topic = world.attendance.session.topic
        session = group.sessions.filter(starts_at__gt=world.now).order_by("starts_at").first()
        session.topic = topic
        session.save(update_fields=["topic"])
        visit = plan_visit(world.attendance, session=session, by=world.facilitator, at=world.now)
    return {"pk": visit.pk}


ROWS = {
    "plan_catch_up": theirs("attendance"),
    "catch_up_alone": theirs("attendance"),
    "end_visit": Row(who=OF_THE_AREA, hidden_from=OTHER_AREA, kwargs=a_visit),
    "version_catching_up": of_keepers(a_version),
    "wordings": Row(who=ADMINISTRATOR),
    "write_wording": Row(who=ADMINISTRATOR, kwargs=lambda world: {"occasion": "tomorrow"}),
}
