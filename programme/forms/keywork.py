"""One-to-one contacts and goals."""

from django.core.exceptions import ValidationError

from forms import ChoiceField, DayField, GovForm, MomentField, NoteField, TextField
from programme.models import Goal, KeyWork
from programme.models.keywork import Rating

_RATED = [(str(value), words) for value, words in Rating.choices]
_NOT_SAID = "Nothing that his partner or former partner said belongs here."


def _rating(label, name):
    return ChoiceField(
        label=label,
        name=name,
        help_text="What you saw this time. Leave it empty when you could not tell.",
        choices=_RATED,
        required=False,
    )


class PlanKeyWorkForm(GovForm):
    planned_at = MomentField(label="When?", name="time of the contact")
    mode = ChoiceField(label="How?", choices=KeyWork.Mode.choices)
    purpose = TextField(
        label="What is it for",
        max_length=300,
        required=False,
        help_text="For example: a topic he missed, or how the week went.",
    )

    def clean_planned_at(self):
        if self.cleaned_data["planned_at"] <= self.at:
            raise ValidationError("Enter a time to come. To write down a contact that took place, log it")
        return self.cleaned_data["planned_at"]


class HeldForm(GovForm):
    """What took place."""

    happened_at = MomentField(label="When was it?", name="time of the contact", not_future=True)
    mode = ChoiceField(label="How?", choices=KeyWork.Mode.choices)
    note = NoteField(label="What you talked about", required=False, help_text=_NOT_SAID)
    motivation = _rating("How motivated did he seem to change?", "how motivated he seemed")
    willingness = _rating("How willing was he to talk about his abuse?", "how willing he was")

    def clean(self):
        cleaned = super().clean()
        for name in ("motivation", "willingness"):
            cleaned[name] = int(cleaned[name]) if cleaned.get(name) else None
        return cleaned


class SettleForm(HeldForm):
    """What came of a planned one: the rest is asked only where it took place."""

    state = ChoiceField(
        label="What came of it?",
        choices=[choice for choice in KeyWork.State.choices if choice[0] != KeyWork.State.PLANNED],
    )
    reveals = {"state": {KeyWork.State.HELD: ["happened_at", "mode", "motivation", "willingness"]}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["state", "happened_at", "mode", "motivation", "willingness", "note"])
        for name in ("happened_at", "mode"):
            self.fields[name].required = False

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("state") != KeyWork.State.HELD:
            return cleaned | {"happened_at": None, "mode": "", "motivation": None, "willingness": None}
        for name, words in (("happened_at", "Enter when it was"), ("mode", "Select how it was held")):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, words)
        return cleaned


class GoalForm(GovForm):
    words = TextField(
        label="What does he work towards?",
        name="what he works towards",
        max_length=300,
        help_text="In his own words. " + _NOT_SAID,
    )
    agreed_date = DayField(label="When was it agreed?", name="day it was agreed", not_future=True)
    review_date = DayField(
        label="When will you look at it together?", name="review day", not_past=True, required=False
    )


class EndGoalForm(GovForm):
    state = ChoiceField(
        label="What came of it?",
        choices=[choice for choice in Goal.State.choices if choice[0] != Goal.State.WORKING],
    )
    came_of_it = NoteField(label="In a line or two", required=False, max_length=500, rows=3)
