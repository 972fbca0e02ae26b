"""One short form for an entry of support, the same for putting it right; and the registers."""

from datetime import date

from forms import (
    ChoiceField,
    DayField,
    GovForm,
    ManyField,
    NoteField,
    TextField,
    TickField,
    WholeNumberField,
    YesNoField,
)
from iss.models.support import ForWhom, Help, Meeting, Part, SupportGroup
from iss.statuses import SupportKind


class SupportForm(GovForm):
    kind = ChoiceField(label="Kind of support", choices=SupportKind.choices, select=True)
    for_whom = ChoiceField(label="For whom?", choices=ForWhom.choices, initial=ForWhom.HER)
    date = DayField(label="Date", not_future=True)
    minutes = WholeNumberField(
        label="How long, in minutes", name="how many minutes", min_value=1, max_value=1440, required=False
    )
    help_with = ManyField(label="Practical help with", choices=Help.choices, required=False)
    was_meeting = YesNoField(
        label="Was it a meeting about her or the children?",
        name="whether it was a meeting",
        initial=False,
    )
    meeting = ChoiceField(
        label="Which meeting?", choices=Meeting.choices, required=False, name="which meeting it was"
    )
    part = ChoiceField(
        label="Was she there?", choices=Part.choices, required=False, name="whether she was there"
    )
    note = NoteField(label="What was done", rows=3, required=False)
    inline = ["for_whom", "was_meeting"]
    small = ["for_whom", "was_meeting", "meeting", "part", "help_with"]
    widths = {"minutes": 3}
    reveals = {"was_meeting": {"yes": ["meeting", "part"]}}

    def clean(self):
        facts = super().clean()
        was_meeting = facts.pop("was_meeting", None)
        if not was_meeting:
            return facts | {"meeting": "", "part": ""}
        for name, words in (
            ("meeting", "Select which meeting it was"),
            ("part", "Select whether she was there"),
        ):
            if not facts.get(name):
                self.add_error(name, words)
        return facts


class CorrectSupportForm(SupportForm):
    because = TextField(label="What was wrong", name="what was wrong", max_length=500)


class TakeBackForm(GovForm):
    because = TextField(
        label="Why is it taken back?",
        name="why it is taken back",
        help_text="For example: written on the wrong file, or it did not take place.",
        max_length=500,
    )


class SupportGroupForm(GovForm):
    name = TextField(label="Name", name="the name", max_length=80)
    kind = ChoiceField(label="What is it?", choices=SupportGroup.Kind.choices, name="what it is")
    when = TextField(label="When", help_text="Such as: Tuesdays, 10am.", max_length=80, required=False)
    where = TextField(label="Where", max_length=120, required=False)
    minutes = WholeNumberField(
        label="How long, in minutes", name="how many minutes", min_value=1, max_value=1440, initial=120
    )
    widths = {"minutes": 3}


class RegisterForm(GovForm):
    held_date = DayField(label="Date", name="the date", not_future=True)
    files = ManyField(label="Who came?", help_text="Those who have come before stand first.", required=False)
    others = WholeNumberField(
        label="Others, without a file",
        help_text="Only counted. Nothing else is kept of them.",
        min_value=0,
        max_value=200,
        required=False,
    )
    minutes = WholeNumberField(
        label="How long, in minutes", name="how many minutes", min_value=1, max_value=1440
    )
    note = NoteField(label="What it was about", rows=3, required=False)
    nobody = TickField(label="Nobody came", required=False)
    fieldsets = [(None, ["held_date", "files", "others", "nobody", "minutes", "note"])]
    widths = {"minutes": 3, "others": 3}
    small = ["files"]
    unmarked = ["files", "nobody"]

    def __init__(self, *args, files, regulars=(), held_date=None, **kwargs):
        """``regulars``: ids of those who have come before, who stand first; ``held_date``: of the register put right."""
        super().__init__(*args, **kwargs)
        ordered = sorted(files, key=lambda file: (file.pk not in regulars, file.name.casefold()))
        self.known = {str(file.pk): file for file in ordered}
        self.fields["files"].choices = [(pk, file.name) for pk, file in self.known.items()]
        self.held_date = held_date
        if held_date:
            del self.fields["held_date"]

    def clean(self):
        facts = super().clean()
        came = facts.get("files") or facts.get("others")
        if "files" not in self.errors and not came and not facts.get("nobody"):
            self.add_error("files", "Select who came, or tick that nobody did")
        if came and facts.get("nobody"):
            self.add_error("nobody", "Somebody is ticked: take this tick away, or theirs")
        return facts

    def facts(self):
        """What ``keep_register`` takes."""
        facts = {name: value for name, value in self.cleaned_data.items() if name != "nobody"}
        facts["held_date"] = self.held_date or facts["held_date"]
        return facts | {"files": [self.known[pk] for pk in facts["files"]], "others": facts["others"] or 0}


def before(support):
    """What the form of an entry begins with: the entry as it stands."""
    initial = {name: getattr(support, name) for name in ("kind", "for_whom", "minutes", "help_with", "note")}
    return initial | {
        "date": support.date,
        "was_meeting": bool(support.meeting),
        "meeting": support.meeting,
        "part": support.part,
    }


def day_of(text):
    """The day that an address asks for, or None where it is none."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
