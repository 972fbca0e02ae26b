from forms import ChoiceField, DayField, GovForm, NoteField, TextField

from .marking import WHY


class TakeForm(GovForm):
    reference = TextField(
        label="Reference of the file",
        name="the reference",
        max_length=40,
        help_text="Whole. A man’s copy holds all his referrals, whichever reference it is.",
    )
    received_date = DayField(label="Received on", name="the day it was received", not_future=True)
    through = TextField(
        label="Does somebody ask for the person? Who, and by what right?",
        name="who asks",
        max_length=200,
        required=False,
        help_text="Such as a solicitor with a signed authority. Leave it empty where the person asks.",
    )
    widths = {"reference": 20}


class IdentityForm(GovForm):
    how = TextField(
        label="How do you know that it is this person?",
        name="how you know",
        max_length=200,
        help_text="What was shown or asked; no numbers of documents. For somebody’s representative, also their authority.",
    )


class ExtendForm(GovForm):
    because = NoteField(
        label="Why does it need longer than a month?",
        name="why it needs longer",
        max_length=500,
        rows=3,
        help_text="It must be complex, or one of many. Tell the person today, with this reason.",
    )


class PrepareForm(GovForm):
    """One question for each entry, and words that are blacked out wherever they stand."""

    phrases = NoteField(
        label="Words to black out wherever they stand",
        name="the words",
        required=False,
        rows=4,
        help_text="One name or phrase a line, such as the name of a child or a neighbour.",
    )

    def __init__(self, *args, content, phrases, kept, **kwargs):
        """``phrases``, ``kept``: what is withheld so far, and why each entry is, by its id."""
        super().__init__(*args, stored={"phrases": phrases}, **kwargs)
        self.entries = {}
        for number, item in enumerate((each for section in content for each in section["items"]), start=1):
            name = f"entry_{number}"
            self.fields[name] = ChoiceField(
                label=f"Entry {number}", select=True, required=False, choices=list(WHY.items())
            )
            self.fields[name].choices = list(WHY.items())
            self.entries[item["id"]] = name
            self.stored[name] = self.initial[name] = kept.get(item["id"], "")

    def items(self):
        return {pk: self.cleaned_data.get(name, "") for pk, name in self.entries.items()}

    def clean_phrases(self):
        return [" ".join(line.split()) for line in self.cleaned_data["phrases"].splitlines() if line.strip()]


class CheckForm(GovForm):
    decision = ChoiceField(
        label="Can it be given as it is?",
        name="whether it can be given",
        choices=[("approve", "Yes, it can be given"), ("back", "No, send it back")],
    )
    words = NoteField(
        label="What has to change?", name="what has to change", required=False, rows=3, max_length=1000
    )
    unmarked = ("words",)

    def clean(self):
        found = self.cleaned_data
        if found.get("decision") == "back" and not found.get("words", "").strip():
            self.add_error("words", "Enter what has to change")
        return found


class ReleaseForm(GovForm):
    how = TextField(
        label="How is it given?",
        name="how it is given",
        max_length=200,
        help_text="Such as in person. A woman’s copy never goes to an address that he may know.",
    )


class EndForm(GovForm):
    because = NoteField(label="Why is there no copy?", name="why there is no copy", max_length=500, rows=3)
