"""An open register as it stands: the latest mark of every cell, and what others changed of one's own."""

from collections import defaultdict
from dataclasses import dataclass

from .models import Mark
from .rules import Outcome

What = Mark.What


@dataclass(frozen=True)
class Marks:
    """The marks of one session, read in one query. ``cells``: {(referral id, what): the mark that stands}."""

    cells: dict
    history: dict
    last: int

    def value(self, referral_pk, what):
        mark = self.cells.get((referral_pk, what))
        return mark.value if mark else ""

    def by_name(self):
        """{name of a box on the register: value}, such as {"outcome_12": "late"}."""
        return {f"{what}_{pk}": mark.value for (pk, what), mark in self.cells.items()}

    def marked(self):
        """Ids of the men with an outcome."""
        return {pk for (pk, what), mark in self.cells.items() if what == What.OUTCOME and mark.value}

    def unseen(self, user, seen):
        """The cells that somebody else marked after the mark ``seen``: {(referral id, what): (theirs, own or None)}.

        Own: the latest mark of ``user`` in that cell. What ends the same as one's own is no news.
        """
        found = {}
        for cell, marks in self.history.items():
            standing = self.cells[cell]
            own = next((mark for mark in reversed(marks) if mark.by_id == user.pk), None)
            if standing.by_id != user.pk and standing.pk > seen and not (own and own.value == standing.value):
                found[cell] = (standing, own)
        return found


def marks_of(session):
    """The later tap of a cell wins, by the moment at which it was tapped: a telephone may send it later."""
    cells, history, last = {}, defaultdict(list), 0
    for mark in session.marks.select_related("by").order_by("tapped_at", "pk"):
        cell = (mark.referral_id, mark.what)
        cells[cell] = mark
        history[cell].append(mark)
        last = max(last, mark.pk)
    return Marks(cells, history, last)


def in_words(mark):
    """Such as "Attended late", "12 minutes", "the note"."""
    if mark.what == What.OUTCOME:
        return f"“{Outcome(mark.value).label}”" if mark.value else "no outcome"
    if mark.what == What.MINUTES:
        return f"{mark.value} minutes late" if mark.value else "no minutes"
    return "another note" if mark.value else "no note"


def news(found, names):
    """A sentence for each cell that somebody else changed. ``names``: {referral id: name}."""
    return [
        f"{theirs.by} changed {names[pk]}: {in_words(theirs)}, not {in_words(own)}."
        for (pk, _), (theirs, own) in sorted(found.items())
        if own and pk in names
    ]
