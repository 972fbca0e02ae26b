"""Where a closed man may resume, and what is credited to him so far."""

from .fitting import facts_of_groups, facts_of_men, reasons
from .models import Attendance, Group, Session

# [D] So many of the coming sessions of each group are offered
OFFERED = 3


def sessions_to_resume_at(referral, *, user, at):
    """The next planned sessions of every group of his area in which he may have a place; his own group first."""
    groups = list(Group.objects.visible_to(user).filter(area=referral.area_id).order_by("name"))
    man, facts = facts_of_men([referral])[referral.pk], facts_of_groups(groups, at=at)
    open_to_him = [group for group in groups if not reasons(man, facts[group.pk])]
    own = referral.enrolments.order_by("at", "pk").values_list("group", flat=True).last()
    open_to_him.sort(key=lambda group: group.pk != own)
    coming = Session.objects.filter(
        group__in=open_to_him, state=Session.State.PLANNED, starts_at__gt=at
    ).select_related("group")
    found = []
    sessions = sorted(coming, key=lambda session: session.starts_at)
    for group in open_to_him:
        found += [session for session in sessions if session.group_id == group.pk][:OFFERED]
    return found


def credited_lines(referral):
    """His credited lines, the earliest first."""
    rows = Attendance.objects.credited().filter(referral=referral)
    rows = rows.select_related("session__topic", "makes_up__session__topic")
    return sorted(
        rows, key=lambda row: (row.session.starts_at is not None, row.session.starts_at or 0, row.pk)
    )
