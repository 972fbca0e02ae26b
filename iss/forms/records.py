"""Her safety plan, and measures."""

from forms import ChoiceField, DayField, GovForm, NoteField
from outcomes.models import Stage, WhyNot

ASKED = "asked"


class MeasureForm(GovForm):
    stage = ChoiceField(label="Which measures?", choices=Stage.choices)
    outcome = ChoiceField(
        label="Was she asked?",
        choices=[(ASKED, "Yes, the measures were taken with her"), *WhyNot.choices],
        name="whether she was asked",
    )
    asked_date = DayField(
        label="When was she asked?", name="the day she was asked", not_future=True, required=False
    )
    note = NoteField(label="Note", required=False)
    reveals = {"outcome": {ASKED: ["asked_date"]}}

    def clean(self):
        facts = super().clean()
        asked = facts.get("outcome") == ASKED
        if asked and not facts.get("asked_date") and "asked_date" not in self.errors:
            self.add_error("asked_date", "Enter the day she was asked")
        return facts

    def facts(self):
        """What ``record_her_measure`` takes."""
        asked = self.cleaned_data["outcome"] == ASKED
        return {
            "stage": self.cleaned_data["stage"],
            "asked_date": self.cleaned_data["asked_date"] if asked else None,
            "why_not": "" if asked else self.cleaned_data["outcome"],
            "note": self.cleaned_data["note"],
        }
