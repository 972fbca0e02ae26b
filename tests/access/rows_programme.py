"""Groups, sessions, registers and places."""

from dataclasses import replace
from datetime import timedelta

from programme.actions import agree_goal, plan_key_work
from programme.models import Goal, KeyWork

from .policy import FACILITATORS, Row
from .rows_referrals import of_the_area

OF_THE_AREA = frozenset({"facilitator", "manager"})
OTHER_AREA = frozenset({"other_facilitator"})
ALL_AREAS = Row(who=FACILITATORS | {"manager"})


def theirs(thing):
    """A page of one thing of the area, an attribute of the world."""
    return Row(who=OF_THE_AREA, hidden_from=OTHER_AREA, kwargs=lambda world: {"pk": getattr(world, thing).pk})


def planned_key_work(world):
    planned = KeyWork.objects.filter(state=KeyWork.State.PLANNED).first() or plan_key_work(
        world.programme_file,
        planned_at=world.now + timedelta(days=1),
        mode="phone",
        purpose="",
        by=world.facilitator,
        at=world.now,
    )
    return {"pk": planned.pk}


def a_goal(world):
    goal = Goal.objects.first() or agree_goal(
        world.programme_file,
        words="Leave the room",
        agreed_date=world.now.date(),
        by=world.facilitator,
        at=world.now,
    )
    return {"pk": goal.pk}


def theirs_of_him(thing):
    """A page about the man on the programme at one thing of the area."""

    def both(world):
        return {"pk": getattr(world, thing).pk, "referral": world.programme_file.pk}

    return replace(theirs(thing), kwargs=both)


def a_place(world):
    return {"pk": world.suitable_file.pk, "session_pk": world.future_session.pk}


ROWS = {
    "programme_today": ALL_AREAS,
    "proposal": ALL_AREAS,
    "place_him": Row(who=OF_THE_AREA, hidden_from=OTHER_AREA, kwargs=a_place, method="post", status=302),
    "plan_key_work": of_the_area("programme"),
    "log_key_work": of_the_area("programme"),
    "key_work_outcome": Row(who=OF_THE_AREA, hidden_from=OTHER_AREA, kwargs=planned_key_work),
    "agree_goal": of_the_area("programme"),
    "end_goal": Row(who=OF_THE_AREA, hidden_from=OTHER_AREA, kwargs=a_goal),
    "groups": ALL_AREAS,
    "new_group": ALL_AREAS,
    "group": theirs("the_group"),
    "plan_sessions": theirs("the_group"),
    "waiting": ALL_AREAS,
    "enrol": of_the_area("suitable"),
    "sessions": ALL_AREAS,
    "register": theirs("due_session"),
    # This one was closed before he was on the programme: the manager is told so, and sent to his file.
    "invite_back": Row(who={"manager"}, kwargs=lambda world: {"pk": world.closed_file.pk}, status=302),
    "register_marks": theirs("due_session"),
    "raise_concern": theirs_of_him("due_session"),
    "cancel_session": theirs("future_session"),
    "move_session": theirs("future_session"),
    "correct": theirs("attendance"),
    "catch_up": theirs("attendance"),
    # His line is no catch-up: they are told so and sent to the register.
    "remove_catch_up": replace(theirs("attendance"), status=302),
}
