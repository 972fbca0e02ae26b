"""Groups, sessions, registers and places."""

from .policy import FACILITATORS, Row
from .rows_referrals import of_the_area

OF_THE_AREA = frozenset({"facilitator", "manager"})
OTHER_AREA = frozenset({"other_facilitator"})
ALL_AREAS = Row(who=FACILITATORS | {"manager"})


def theirs(thing):
    """A page of one thing of the area, an attribute of the world."""
    return Row(who=OF_THE_AREA, hidden_from=OTHER_AREA, kwargs=lambda world: {"pk": getattr(world, thing).pk})


ROWS = {
    "groups": ALL_AREAS,
    "new_group": ALL_AREAS,
    "group": theirs("the_group"),
    "plan_sessions": theirs("the_group"),
    "waiting": ALL_AREAS,
    "enrol": of_the_area("suitable"),
    "sessions": ALL_AREAS,
    "register": theirs("due_session"),
    "cancel_session": theirs("future_session"),
    "move_session": theirs("future_session"),
    "correct": theirs("attendance"),
    "catch_up": theirs("attendance"),
}
