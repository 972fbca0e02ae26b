"""Forms of the quarterly return: a check, a signature, a case study and the look at it."""

from forms import ChoiceField, GovForm, ManyField, NoteField, TextField

from .document import ANONYMITY


class DraftForm(GovForm):
    quarter = ChoiceField(label="Quarter", select=True, help_text="One that is over and has no return yet.")

    def __init__(self, *args, quarters, **kwargs):
        super().__init__(*args, **kwargs)
        self.quarters = {f"{each.year}-{each.number}": each for each in quarters}
        choices = [(key, each.label) for key, each in self.quarters.items()]
        self.fields["quarter"].choices = [("", "Choose"), *choices]

    def clean_quarter(self):
        return self.quarters[self.cleaned_data["quarter"]]


class CheckForm(GovForm):
    SAYS = (("nothing", "Checked, nothing to add"), ("comment", "Checked, and there is something to say"))

    says = ChoiceField(label="What have you found?", name="what you have found", choices=SAYS)
    comment = NoteField(
        label="What should be read beside these numbers?",
        name="what should be read beside these numbers",
        required=False,
        help_text="Why a number is low or high, what was put right, what is still wrong. No name of anybody.",
    )
    reveals = {"says": {"comment": ["comment"]}}
    unmarked = ("comment",)

    def clean(self):
        found = self.cleaned_data
        if found.get("says") == "comment" and not found.get("comment", "").strip():
            self.add_error("comment", "Enter what should be read beside these numbers")
        if found.get("says") == "nothing":
            found["comment"] = ""
        return found


class SignForm(GovForm):
    comment = NoteField(
        label="What does OPCC say of the quarter?",
        name="what you say of the quarter",
        required=False,
        help_text="It is printed at the head of the return.",
    )
    without_because = NoteField(
        label="Why do you sign although not everybody has checked?",
        name="why you sign although not everybody has checked",
        rows=3,
    )

    def __init__(self, *args, all_checked, **kwargs):
        super().__init__(*args, **kwargs)
        if all_checked:
            del self.fields["without_because"]


class StudyForm(GovForm):
    title = TextField(label="Title", name="a title", max_length=120)
    body = NoteField(
        label="What happened, and what helped?",
        name="what happened",
        rows=12,
        max_length=6000,
        help_text="No names, no places, no dates; ages and times to the year. Change what would give anybody away.",
    )


class LookForm(GovForm):
    FOUND = (("pass", "Nobody can be known from it: attach it"), ("send_back", "Something has to go"))

    found = ChoiceField(label="What have you found?", name="what you have found", choices=FOUND)
    checked = ManyField(
        label="I have looked, and there is",
        name="what you have looked for",
        choices=[(str(number), words) for number, words in enumerate(ANONYMITY)],
        required=False,
    )
    note = NoteField(label="What has to go?", name="what has to go", rows=3, required=False)
    reveals = {"found": {"pass": ["checked"], "send_back": ["note"]}}
    unmarked = ("checked", "note")

    def clean(self):
        found = self.cleaned_data
        if found.get("found") == "pass" and len(found.get("checked", ())) < len(ANONYMITY):
            self.add_error("checked", "Tick each line, or send it back")
        if found.get("found") == "send_back" and not found.get("note", "").strip():
            self.add_error("note", "Enter what has to go")
        return found
