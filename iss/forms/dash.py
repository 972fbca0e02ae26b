"""The DASH form: 24 questions in our own words; the official form is at hand."""

from forms import ChoiceField, DayField, GovForm, NoteField, WholeNumberField
from iss.dash import ITEMS, DashAnswer, Level

NO_OTHER = "none"


class DashForm(GovForm):
    asked_date = DayField(
        label="When did you go through it with her?", name="the day of the DASH", not_future=True
    )
    events = WholeNumberField(
        label="How many incidents of abuse in the last 12 months?",
        name="how many incidents",
        help_text="Those she tells of and those you know of, with or without the police.",
        min_value=0,
        max_value=999,
    )
    judgement = ChoiceField(
        label="What is your professional judgement?",
        choices=[
            (NO_OTHER, "The level that the answers give"),
            (Level.MEDIUM, "Medium"),
            (Level.HIGH, "High", "This recommends a MARAC referral."),
        ],
        help_text="Judgement may raise the level that the answers give, never lower it.",
    )
    judgement_because = NoteField(
        label="Reasons for your judgement",
        help_text="Needed when you chose medium or high.",
        rows=3,
        required=False,
    )
    notes = NoteField(label="Notes", required=False)
    widths = {"events": 3}
    unmarked = ["judgement_because"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.items = [f"item_{number}" for number in range(1, len(ITEMS) + 1)]
        for number, (name, label) in enumerate(zip(self.items, ITEMS, strict=True), start=1):
            self.fields[name] = ChoiceField(
                label=f"{number}. {label}",
                choices=DashAnswer.choices,
                error_messages={"required": f"Answer question {number}: yes, no or don’t know"},
            )
        self.inline = self.small = self.items
        self.fieldsets = [
            (None, ["asked_date"]),
            ("Her answers", self.items),
            ("Events and judgement", ["events", "judgement", "judgement_because", "notes"]),
        ]

    def facts(self):
        """What ``record_dash`` takes."""
        answers = [self.cleaned_data[name] for name in self.items]
        judgement = self.cleaned_data["judgement"]
        others = ("asked_date", "events", "judgement_because", "notes")
        return {name: self.cleaned_data[name] for name in others} | {
            "answers": answers,
            "judgement": "" if judgement == NO_OTHER else judgement,
        }
