"""The register, a correction, and catching up."""

import re

from django.forms import UUIDField

from forms import ChoiceField, GovForm, NoteField, TextField, TickField, WholeNumberField
from programme.actions import Entry
from programme.marks import What
from programme.reading import short_moment
from programme.rules import Outcome
from referrals.confirming import CLOSING

# As they are read out on a telephone in a hall; the full words are Outcome's.
ON_THE_CARD = [
    (Outcome.ATTENDED, "Attended"),
    (Outcome.LATE, "Late"),
    (Outcome.NOT_TAKING_PART, "Came, did not take part"),
    (Outcome.ABSENT_NOTICE, "Absent, with notice"),
    (Outcome.ABSENT_NO_CONTACT, "Absent, no contact"),
]
LONGEST_LATE = 120


def _minutes(label, **named):
    return WholeNumberField(label=label, min_value=1, max_value=LONGEST_LATE, required=False, **named)


def _note(label, **named):
    return TextField(label=label, max_length=500, required=False, **named)


CELLS = {
    What.OUTCOME: ChoiceField(label="Outcome", choices=ON_THE_CARD, required=False),
    What.MINUTES: _minutes("Minutes late"),
    What.NOTE: _note("Note"),
}


class RegisterForm(GovForm):
    """For each man (a Standing): outcome, minutes late, note; and a tick where his file would close.

    A man may be left for later. ``recorded``: ids of referrals that somebody has recorded meanwhile; what was sent
    about them is passed on, so that the register refuses to be overwritten in silence. ``marks``: the open register as
    it stands (programme.marks.Marks), which fills the form.
    """

    marks_optional = False

    def __init__(self, *args, men, recorded=(), marks=None, **kwargs):
        kwargs.setdefault("initial", marks.by_name() if marks else {})
        super().__init__(*args, **kwargs)
        self.men, self.marks = men, marks
        for man in men:
            self._ask_about(man)
        sent = {int(found[1]) for name in self.data if (found := re.fullmatch(r"outcome_(\d{1,18})", name))}
        self.late_for = sent - {man.referral.pk for man in men}
        self.overtaken = self.late_for & set(recorded)

    def _ask_about(self, man):
        pk, name = man.referral.pk, man.referral.man.name
        asked = {
            "outcome": ChoiceField(label=name, choices=ON_THE_CARD, required=False),
            "minutes": _minutes("Minutes late", name=f"minutes late for {name}"),
            "note": _note("Note", name=f"note on {name}"),
            "confirm": TickField(label=f"Close the file of {name}", help_text=CLOSING, required=False),
        }
        for kind, field in asked.items():
            self.fields[f"{kind}_{pk}"] = field
            man.fields[kind] = self[f"{kind}_{pk}"]
        self.widths = {**self.widths, f"minutes_{pk}": 3}
        shown = {Outcome.LATE: [f"minutes_{pk}"]}
        if man.would_close:
            shown[Outcome.ABSENT_NO_CONTACT] = [f"confirm_{pk}"]
        self.reveals = {**self.reveals, f"outcome_{pk}": shown}

    def clean(self):
        cleaned = super().clean()
        for man in self.men:
            pk = man.referral.pk
            minutes = f"minutes_{pk}"
            if cleaned.get(f"outcome_{pk}") == Outcome.LATE and not (
                cleaned.get(minutes) or minutes in self.errors
            ):
                self.add_error(minutes, f"Enter how many minutes late {man.referral.man.name} was")
        if self.late_for - self.overtaken:
            self.add_error(None, "Someone you recorded is no longer on this register. Look at his file.")
        if self.men and not any(name.startswith("outcome_") and cleaned.get(name) for name in cleaned):
            self.add_error(None, "Record at least one man")
        return cleaned

    def entries(self):
        """{referral id: Entry} of those with an outcome; of those recorded meanwhile, what was sent about them."""
        found = {pk: Entry(self.data[f"outcome_{pk}"]) for pk in self.overtaken if self.data[f"outcome_{pk}"]}
        for man in self.men:
            pk, outcome = man.referral.pk, self.cleaned_data[f"outcome_{man.referral.pk}"]
            if outcome:
                late = self.cleaned_data[f"minutes_{pk}"] if outcome == Outcome.LATE else None
                found[pk] = Entry(outcome, late, self.cleaned_data[f"note_{pk}"])
        return found

    def confirmed(self):
        return [man.referral.pk for man in self.men if self.cleaned_data[f"confirm_{man.referral.pk}"]]

    def ask_for_ticks(self, closing):
        """The ticks are asked for above the register, with what follows from them; where that was shown before, say
        what is missing. ``closing``: ids of referrals."""
        for pk in closing:
            self.reveals[f"outcome_{pk}"].pop(Outcome.ABSENT_NO_CONTACT, None)
        if "confirming" not in self.data:
            return
        missing = closing - set(self.confirmed())
        for man in self.men:
            if man.referral.pk in missing:
                name = man.referral.man.name
                message = f"Tick to close the file of {name}, or change what you recorded of him"
                self.add_error(f"confirm_{man.referral.pk}", message)

    @property
    def showing(self):
        """The latest mark that the page shows when it is drawn now."""
        return self.seen if self.is_bound else self.marks.last

    @property
    def seen(self):
        """The latest mark that the page showed; 0 where it does not say."""
        sent = self.data.get("seen", "")
        return int(sent) if re.fullmatch(r"\d{1,18}", sent) else 0

    def changed(self):
        """{(referral id, what): value} of boxes that say something else than the marks do."""
        found = {}
        for man in self.men:
            for what in What.values:
                pk, name = man.referral.pk, f"{what}_{man.referral.pk}"
                value = str(self.cleaned_data.get(name) or "")
                if name in self.cleaned_data and value != self.marks.value(pk, what):
                    found[pk, what] = value
        return found

    def as_marked(self):
        """What was sent, overwritten by what is marked."""
        data = self.data.copy()
        data.update(self.marks.by_name() | {"seen": str(self.marks.last)})
        return data

    def everyone_attended(self):
        """What was sent, with "attended" for every man without an outcome."""
        data = self.data.copy()
        for man in self.men:
            name = f"outcome_{man.referral.pk}"
            data[name] = data.get(name) or Outcome.ATTENDED.value
        return data


class TapForm(GovForm):
    """One tap as the page's script sends it: cells by name, a key, and how long ago it was (milliseconds)."""

    key = UUIDField()
    age = WholeNumberField(min_value=0, max_value=7 * 24 * 3600 * 1000)
    seen = WholeNumberField(min_value=0, required=False)
    everyone_else = TickField(required=False)

    def cells(self):
        """{(referral id, what): value}; ValidationError where a value is none that the register offers."""
        found = {}
        for name, value in self.data.items():
            if match := re.fullmatch(r"(outcome|minutes|note)_(\d{1,18})", name):
                what, pk = match.groups()
                found[int(pk), what] = str(CELLS[what].clean(value) or "")
        return found


class ConcernForm(GovForm):
    words = NoteField(
        label="What worries you?",
        name="what worries you",
        max_length=1000,
        help_text="What you saw and heard. If she or a child may be in danger now, ring 999 first.",
    )


# A catch-up that did not happen, or did after all.
OF_A_CATCH_UP = (Outcome.CAUGHT_UP, Outcome.NOT_TAKING_PART, Outcome.ABSENT_NOTICE, Outcome.ABSENT_NO_CONTACT)


class CorrectForm(GovForm):
    outcome = ChoiceField(label="What happened?", name="what happened")
    because = NoteField(
        label="Why is it being corrected?",
        name="reason",
        max_length=500,
        rows=3,
        help_text="For example, the wrong box was ticked",
    )
    confirm = TickField(label="Yes, close his file", required=False)
    asked_anew = ("outcome",)

    def __init__(self, *args, attendance, **kwargs):
        super().__init__(*args, stored={"outcome": attendance.outcome}, **kwargs)
        offered = OF_A_CATCH_UP if attendance.makes_up_id else Outcome.RECORDABLE
        # What is recorded is not on offer; somebody else may have recorded it since the page was drawn
        taken = None if self.is_bound else attendance.outcome
        self.fields["outcome"].choices = [(o.value, o.label) for o in offered if o != taken]


class CatchUpForm(GovForm):
    session = ChoiceField(label="At which session did he catch up?", name="session")

    def __init__(self, *args, sessions, **kwargs):
        super().__init__(*args, **kwargs)
        self.sessions = {str(session.pk): session for session in sessions}
        self.fields["session"].choices = [
            (pk, f"{short_moment(session.starts_at)}, {session.group}")
            for pk, session in self.sessions.items()
        ]
        self.fields["session"].hints = {
            pk: str(session.topic) for pk, session in self.sessions.items() if session.topic
        }

    @property
    def chosen(self):
        return self.sessions[self.cleaned_data["session"]]


class RemoveForm(GovForm):
    because = NoteField(label="Why was it recorded by mistake?", name="reason", max_length=500, rows=3)
