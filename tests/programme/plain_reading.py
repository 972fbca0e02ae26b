"""The rule of two misses read from pathway.md section 5 as a facilitator would read it, and nothing of ours used.

A diary of one man: at which sessions he was expected, what is written down of each, when somebody spoke with him.
"""

from dataclasses import dataclass, field

MISSED = "absent_no_contact"


@dataclass
class Diary:
    """Days are moments. ``groups``: [(name, from, until)]; ``times``: {group: {session: moment}}."""

    groups: list
    times: dict
    written: dict = field(default_factory=dict)
    cancelled: set = field(default_factory=set)
    spoken: list = field(default_factory=list)
    away: list = field(default_factory=list)  # [(from, until or None)]: on hold or closed
    counts_from: object = None
    on_hold: bool = False
    closed: bool = False

    def expected(self):
        """Sessions of the group he was in at the time, while he was on the programme; the earliest first."""
        found = []
        for group, since, until in self.groups:
            for session, moment in self.times[group].items():
                in_it = since <= moment and (until is None or moment < until)
                if in_it and not self._away_at(moment) and session not in self.cancelled:
                    found.append((moment, session))
        return sorted(found)

    def _away_at(self, moment):
        return any(since <= moment and (until is None or moment < until) for since, until in self.away)

    def two_missed(self):
        """Whether the last two sessions that count were both missed without contact, and nobody spoke between them."""
        sessions = self.expected()
        if self.counts_from is not None:
            sessions = [(moment, session) for moment, session in sessions if moment >= self.counts_from]
        while sessions and sessions[-1][1] not in self.written:
            sessions.pop()  # nothing is written down of it yet
        if len(sessions) < 2:
            return False
        (first, one), (second, other) = sessions[-2:]
        if self.written.get(one) != MISSED or self.written.get(other) != MISSED:
            return False
        return not any(first <= moment < second for moment in self.spoken)

    def settle(self, at):
        """Close or open the file as the rule now says; "closed", "opened" or "". On hold, nothing yet."""
        must = self.two_missed()
        if self.on_hold or must == self.closed:
            return ""
        self.closed = must
        if must:
            self.away.append((at, None))
            return "closed"
        self.back(at)
        return "opened"

    def back(self, at):
        since, _ = self.away.pop()
        self.away.append((since, at))
