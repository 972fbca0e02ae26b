"""What is asked while a report is written, looked at by the ISS, sent back and put right."""

from forms import ChoiceField, GovForm, NoteField, TickField
from joint.reports.blocks import digest_of

SEEN = "seen-"


class WordsForm(GovForm):
    """One box for each section that somebody writes. ``written``: {section: what stands there}."""

    def __init__(self, *args, document, written, **kwargs):
        self.sections = document.sections
        self.theirs = {}
        self._written = written
        kwargs["initial"] = dict(written)
        # Needed before it goes, though not to save it
        self.unmarked = [section.name for section in self.sections if section.must]
        super().__init__(*args, **kwargs)
        for section in self.sections:
            if section.asks:
                self.fields[section.name] = NoteField(
                    label=section.asks,
                    name=section.title.lower(),
                    required=False,
                    rows=5 if section.must else 3,
                    max_length=8000,
                )
                self.fields[section.name].at = self.at

    @property
    def seen(self):
        """{section: digest of what stood there} when the page was drawn."""
        return {name: self.data.get(f"{SEEN}{name}", "") for name in self.fields}

    def say_theirs(self, theirs):
        self.theirs = theirs
        for name in theirs:
            words = (
                "Somebody else has written here meanwhile: put what stands there and what you wrote together"
            )
            self.add_error(name, words)

    @property
    def parts(self):
        """[(section, its box or None, (name, digest of what stands there), what somebody else wrote)]."""
        return [
            (
                section,
                self[section.name] if section.name in self.fields else None,
                (f"{SEEN}{section.name}", self._digest(section.name)),
                self.theirs.get(section.name, ""),
            )
            for section in self.sections
        ]

    def _digest(self, name):
        """Of what stands there now where that was shown to the writer; otherwise as the page was first drawn."""
        if self.is_bound and name not in self.theirs:
            return self.data.get(f"{SEEN}{name}", "")
        return digest_of(self.theirs.get(name, self._written.get(name, "")))


class ContributionForm(GovForm):
    contribution = NoteField(
        label="What the ISS contributes",
        help_text="The social worker and My Time read this. Nothing in it may put her at risk if he came to know of it.",
        required=False,
    )
    nil = TickField(label="We have nothing to add", required=False)
    lets_go_because = NoteField(
        label="Why may it leave as it is?",
        name="why it may leave",
        help_text="Only where the check below the text has found something, and she is safe if others read it.",
        required=False,
        rows=2,
        max_length=500,
    )
    unmarked = ["contribution", "lets_go_because"]

    def __init__(self, *args, holds, **kwargs):
        """``holds(text)``: [Found] of one's own service's."""
        self.holds = holds
        super().__init__(*args, **kwargs)

    def clean(self):
        facts = super().clean()
        text, nil = facts.get("contribution"), facts.get("nil")
        if bool(text) == bool(nil) and not self.errors:
            words = (
                "Contribute or tick that you have nothing to add, not both"
                if text
                else "Enter your contribution, or tick that you have nothing to add"
            )
            self.add_error("contribution", words)
        elif text and not facts.get("lets_go_because") and (found := self.holds(text)):
            names = ", ".join(dict.fromkeys(each.what for each in found))
            self.add_error("contribution", f"This says {names}. Take it out, or say below why it may leave")
        return facts


class SendBackForm(GovForm):
    because = NoteField(label="What must be changed?", name="what must be changed", rows=3, max_length=500)


class CorrectForm(GovForm):
    because = NoteField(
        label="What was wrong?",
        name="what was wrong",
        help_text="It stands in the new version. The one that was issued stays as it is.",
        rows=3,
        max_length=500,
    )


LEAVES, CHANGE = "leaves", "change"


class HeldForm(GovForm):
    answer = ChoiceField(
        label="May it leave?",
        name="whether it may leave",
        choices=[
            (LEAVES, "Yes: she is safe if the social worker reads it"),
            (CHANGE, "No: My Time must change it"),
        ],
    )
    asks = NoteField(
        label="What should My Time do?",
        name="what My Time should do",
        help_text="My Time reads this. Do not say what was found: name the section, and ask them to leave it out.",
        required=False,
        rows=2,
        max_length=500,
    )
    reveals = {"answer": {CHANGE: ["asks"]}}
    unmarked = ["asks"]

    def clean(self):
        facts = super().clean()
        if facts.get("answer") == CHANGE and not facts.get("asks"):
            self.add_error("asks", "Enter what My Time should do")
        return facts
