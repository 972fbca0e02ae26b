"""Forms of the quarter's page and of targets."""

from django.core.exceptions import ValidationError
from django.utils.text import capfirst

from accounts.models import Area
from forms import ChoiceField, DayField, FilterForm, GovForm, TextField, WholeNumberField
from monitoring.models import Target


class PartForm(FilterForm):
    area = ChoiceField(label="Area", select=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        areas = [(str(area.pk), area.name) for area in Area.objects.order_by("name")]
        self.fields["area"].choices = [("", "All areas"), *areas]

    @property
    def part(self):
        """(key of the area or None, its name)"""
        chosen = self.cleaned_data["area"] if self.is_bound and self.is_valid() else ""
        return (int(chosen), dict(self.fields["area"].choices)[chosen]) if chosen else (None, "All areas")


class TargetForm(GovForm):
    measure = ChoiceField(label="Target for", select=True, choices=Target.Measure.choices)
    amount = WholeNumberField(label="How many", name="how many", min_value=1, max_value=1_000_000)
    per = ChoiceField(
        label="Counted", choices=[(value, capfirst(label)) for value, label in Target.Per.choices]
    )
    first_day = DayField(label="From", name="the first day")
    last_day = DayField(
        label="Until",
        name="the last day",
        required=False,
        help_text="Leave it empty if it holds until another takes its place.",
    )
    source = TextField(
        label="Where it is agreed",
        name="where it is agreed",
        max_length=200,
        required=False,
        help_text="For example the contract and its page.",
    )
    widths = {"amount": 5}

    def clean(self):
        found = self.cleaned_data
        first, last = found.get("first_day"), found.get("last_day")
        if first and last and last < first:
            raise ValidationError({"last_day": "The last day must be the first day or later."})
        if found.get("per") == Target.Per.IN_ALL and not last and "last_day" not in self.errors:
            raise ValidationError({"last_day": "Enter the last day of a target that is one number in all."})
        self._check_percentage(found)
        return found

    def _check_percentage(self, found):
        """Conversion is a percentage, and nothing else is."""
        if not {"measure", "per"} <= found.keys():
            return
        converts = found["measure"] == Target.Measure.CONVERSION
        if converts != (found["per"] == Target.Per.PER_CENT):
            raise ValidationError({"per": "Select per cent for conversion, and for nothing else."})
        if converts and found.get("amount", 0) > 100:
            raise ValidationError({"amount": "Enter a percentage of 100 or less."})
