"""The plan, a part at a time in her words; and whether any paper of it is safe for her."""

from forms import DayField, GovForm, ManyField, NoteField, TextField, YesNoField
from iss.plan import PARTS, Part


class PlanForm(GovForm):
    made_date = DayField(label="When did you make it with her?", name="the day you made it", not_future=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for part in PARTS:
            self.fields[part.name] = NoteField(
                label=part.heading, help_text=part.hint, rows=3, required=False, max_length=4000
            )
        self.unmarked = [part.name for part in PARTS]

    def clean(self):
        given = super().clean()
        if not any(given.get(part.name) for part in PARTS) and not self.errors:
            self.add_error(PARTS[0].name, "Write at least one part of the plan")
        return given

    def facts(self):
        """What ``write_safety_plan`` takes."""
        parts = {part.name: self.cleaned_data[part.name] for part in PARTS}
        return {"made_date": self.cleaned_data["made_date"], "parts": parts}


class PaperForm(GovForm):
    """``plan``: her latest. Only parts that say something can be chosen."""

    asked_date = DayField(label="When did you ask her?", name="the day you asked her", not_future=True)
    wanted = YesNoField(
        label="Does she want a sheet of paper with it?", yes="Yes, she is sure that it is safe"
    )
    because = NoteField(label="Why not, in her words", rows=2, required=False, max_length=500)
    heading = TextField(
        label="What shall stand on top?",
        help_text="In her words, or nothing. Such as “Things to remember”. Nothing that says what it is.",
        max_length=60,
        required=False,
    )
    parts = ManyField(label="What shall be on it?", name="what is on it", required=False)
    reveals = {"wanted": {"yes": ["heading", "parts"], "no": ["because"]}}
    asked_anew = ("wanted", "because")

    def __init__(self, *args, plan, before=None, **kwargs):
        """``before``: what she chose last, or None."""
        names = ("wanted", "because", "heading", "parts")
        super().__init__(*args, stored={name: getattr(before, name, None) for name in names}, **kwargs)
        self.fields["parts"].choices = [
            (name, f"{Part.named(name).heading}: on the sheet “{Part.named(name).plain_heading}”")
            for name in (part.name for part in PARTS)
            if plan.parts.get(name)
        ]

    def clean(self):
        given = super().clean()
        if given.get("wanted") and not given.get("parts") and "parts" not in self.errors:
            self.add_error("parts", "Select at least one part for the sheet")
        return given
