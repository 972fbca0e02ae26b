"""Who leads a group on a day: the pair, or whoever stands in for one of them then. Nobody else asks the rows."""

from collections import defaultdict

from django.utils.timezone import localtime

from accounts.models import User

from .models import LeadCover


class Leading:
    """Cover of many groups between two days, read at once."""

    def __init__(self, groups, first, last):
        self._covers = defaultdict(list)
        covers = LeadCover.objects.between(first, last).filter(group__in=groups)
        for cover in covers.select_related("covered_by").order_by("pk"):
            self._covers[cover.group_id].append(cover)

    def on(self, group, day):
        """(man, woman) of ``group`` on ``day``."""
        return tuple(self._instead(group, person, day) for person in (group.lead_man, group.lead_woman))

    def at(self, session):
        """(man, woman) of a session with its group."""
        return self.on(session.group, localtime(session.starts_at).date())

    def everybody(self, group):
        """Ids of the pair and of all who stand in between the two days."""
        return {group.lead_man_id, group.lead_woman_id} | {c.covered_by_id for c in self._covers[group.pk]}

    def _instead(self, group, person, day):
        for cover in self._covers[group.pk]:
            if cover.away_id == person.pk and cover.from_date <= day <= cover.to_date:
                return cover.covered_by
        return person


def leads_on(group, day):
    """(man, woman) who lead ``group`` on ``day``."""
    return Leading([group], day, day).on(group, day)


def leads_of(sessions):
    """{key of a session: (man, woman)} of sessions with their groups."""
    days = [localtime(session.starts_at).date() for session in sessions]
    leading = Leading({session.group_id for session in sessions}, min(days), max(days))
    return {session.pk: leading.at(session) for session in sessions}


def is_a_pair(man, woman):
    return (man.sex, woman.sex) == (User.Sex.MAN, User.Sex.WOMAN)
