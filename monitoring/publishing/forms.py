"""Forms of releases and of the rule that protects them."""

from django.core.exceptions import ValidationError

from forms import ChoiceField, GovForm, MomentField, NoteField, TextField, WholeNumberField
from monitoring.forms.period import PeriodForm

ROUNDED = ((1, "Not rounded"), (5, "To the nearest 5"), (10, "To the nearest 10"))


class ReleaseForm(PeriodForm):
    to_whom = TextField(
        label="Who are the figures for?",
        name="who the figures are for",
        max_length=200,
        help_text="For example the Home Office, or the number of a freedom-of-information request.",
    )
    why = NoteField(label="What do they want to know, or why do you publish?", name="what they are for")
    field_order = ("to_whom", "why")

    def clean(self):
        days = super().clean()
        first = days.get("first_day")
        if self.at and first and first > self.at.date():
            raise ValidationError({"first_day": "Choose a day that is not in the future."})
        return days


class DisclosureRuleForm(GovForm):
    hide_below = WholeNumberField(
        label="Smallest count that is shown",
        name="the smallest count that is shown",
        min_value=2,
        max_value=20,
        help_text="With 5, counts from 1 to 4 are hidden. Health statistics use 8.",
    )
    round_to = ChoiceField(label="Other counts are rounded", choices=ROUNDED)
    smallest_base = WholeNumberField(
        label="Smallest number that a percentage or a mean may be of",
        name="the smallest base",
        min_value=2,
        max_value=100,
    )
    valid_from = MomentField(
        label="From when",
        name="the moment it begins",
        not_past=True,
        help_text="Releases from then on. What was released stays as it was.",
    )
    widths = {"hide_below": 3, "smallest_base": 3}

    def clean_round_to(self):
        return int(self.cleaned_data["round_to"])
