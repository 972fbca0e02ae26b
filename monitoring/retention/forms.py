from forms import ChoiceField, DayField, GovForm, NoteField, TextField, WholeNumberField

DESTROY, KEEP = "destroy", "keep"


class DecideForm(GovForm):
    decision = ChoiceField(
        label="What becomes of it?",
        name="what becomes of it",
        choices=[
            (DESTROY, "Destroy it", "Everything that says anything of anybody goes. It cannot be undone"),
            (KEEP, "Keep it longer"),
        ],
    )
    until_date = DayField(label="Until when?", name="the day", required=False, not_past=True)
    because = NoteField(label="Why longer?", name="why longer", required=False, max_length=500, rows=3)
    reveals = {"decision": {KEEP: ["until_date", "because"]}}

    def clean(self):
        found = self.cleaned_data
        if found.get("decision") == KEEP:
            for name, words in (("until_date", "Enter the day"), ("because", "Enter why it is kept longer")):
                if not found.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return found


class HoldForm(GovForm):
    reference = TextField(label="Reference of the file", name="the reference", max_length=40)
    because = NoteField(
        label="What needs the record?",
        name="what needs the record",
        max_length=500,
        rows=3,
        help_text="Such as a domestic homicide review, a court or an inquiry, with its reference. No names.",
    )
    widths = {"reference": 20}


class LiftForm(GovForm):
    because = NoteField(
        label="Why is it not needed any more?", name="why it is lifted", max_length=500, rows=3
    )


class RuleForm(GovForm):
    months = WholeNumberField(label="Months", name="for how many months", min_value=1, max_value=1200)
    child_until = WholeNumberField(
        label="With a child on a plan, until the youngest is how old?",
        name="the age",
        min_value=18,
        max_value=40,
        required=False,
        help_text="Leave it empty where that makes no difference.",
    )
    basis = TextField(label="What says so?", name="what says so", max_length=300)
    widths = {"months": 4, "child_until": 3}
