"""What the joint table asks of somebody: what was agreed there, and the next meeting."""

from django.urls import reverse
from django.utils.timezone import localtime

import joint.models
from joint.meeting.queue import counted
from joint.models import Meeting, TableAction
from timescales.words import count

from .items import Item, section


def agreed(user, names):
    """What the person, and those for whom they stand in, are to do; what is late stands on top until it is answered."""
    mine = TableAction.objects.visible_to(user).open().filter(owner__in=names)
    clocks = joint.models.Deadline.objects.running().filter(action__in=mine).order_by("due_at", "pk")
    return section(
        "Agreed at the joint table: yours to do",
        clocks.select_related("action__referral"),
        lambda clock: Item(
            title=clock.action.what,
            reference=clock.action.reference,
            href=clock.action.get_absolute_url(),
            what="Do it, and say what came of it",
            deadline=clock,
        ),
        href=reverse("table_actions"),
        presses=True,
        columns=("What", "What to do", "When"),
    )


def next_meetings(user, *, at):
    """Meetings that are under way or to come."""
    rows = counted(Meeting.objects.visible_to(user).open()).select_related("provider").order_by("day", "pk")
    return section(
        "Joint meetings",
        rows,
        lambda held: _meeting_item(held, at=at),
        href=reverse("meetings"),
        columns=("Meeting", "What to do", "When"),
    )


def _meeting_item(held, *, at):
    under_way = held.started_at is not None
    left = count(held.number - held.held, "case")
    today = localtime(at).date() == held.day
    return Item(
        title=f"My Time with {held.with_whom}" if held.provider_id else held.with_whom,
        href=held.get_absolute_url(),
        what=f"Go on: {left} left" if under_way else f"Prepare {left}",
        note="Today" if today else f"{held.day:%-d %B %Y}",
    )
