"""The joint table: what is prepared, agreed, reviewed, and the meetings that go from case to case."""

from joint.actions import agree_action, call_meeting, hold_review, prepare_item
from joint.models import JointReview, Meeting, TableAction, TableItem

from .policy import ISS, Row

OURS = frozenset({"iss_worker", "iss_manager"})
THEIRS = ISS - OURS
MANAGER = frozenset({"manager"})
DOERS = ISS | {"facilitator", "other_facilitator", "manager"}


def service(world):
    return world.iss_worker.organisation


def a_meeting(world):
    found = Meeting.objects.first() or call_meeting(
        day=world.now.date(),
        provider=service(world),
        cases=[world.programme_file],
        by=world.manager,
        at=world.now,
    )
    return {"pk": found.pk}


def a_case(world):
    return a_meeting(world) | {"position": 1}


def a_review(world):
    found = JointReview.objects.filter(provider=service(world)).first() or hold_review(
        world.programme_file, held_date=world.now.date(), risk="medium", by=world.manager, at=world.now
    )
    return {"pk": found.pk}


def an_action(world):
    found = TableAction.objects.filter(owner=world.iss_worker).first() or agree_action(
        world.programme_file,
        what="Ring the school",
        owner=world.iss_worker,
        due_date=world.now.date(),
        provider=service(world),
        by=world.manager,
        at=world.now,
    )
    return {"pk": found.pk}


def an_item(world):
    found = TableItem.objects.filter(side="iss").first() or prepare_item(
        world.programme_file,
        occasion="review",
        topic="risk",
        text="x",
        brought=True,
        by=world.iss_worker,
        at=world.now,
    )
    return {"pk": found.pk, "act": "bring"}


def at_table(kwargs, **row):
    return Row(who=OURS | MANAGER, hidden_from=THEIRS, kwargs=kwargs, **row)


def of_the_owner(kwargs):
    """An action of the ISS: the facilitators of his area have their own."""
    return Row(who=OURS | MANAGER, hidden_from=THEIRS | {"facilitator", "other_facilitator"}, kwargs=kwargs)


ROWS = {
    "prepare": at_table(lambda world: {"pk": world.programme_file.pk}),
    # What the ISS prepared is not My Time's to move
    "move_item": Row(who=OURS, hidden_from=THEIRS | MANAGER, kwargs=an_item, method="post", status=302),
    "held_review": at_table(a_review),
    "review_minutes": at_table(a_review),
    "table_actions": Row(who=DOERS),
    "table_action": of_the_owner(an_action),
    "hand_over_action": of_the_owner(an_action),
    "agree_action": at_table(lambda world: {"pk": world.programme_file.pk}),
    "meetings": Row(who=ISS | MANAGER),
    "new_meeting": Row(who=ISS | MANAGER),
    "meeting": at_table(a_meeting),
    "who_is_there": at_table(a_meeting),
    "end_meeting": at_table(a_meeting),
    "meeting_minutes": at_table(a_meeting),
    "meeting_case": at_table(a_case),
    "keep_case": at_table(a_case, method="post", status=204),
}
