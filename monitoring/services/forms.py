"""Forms of what other services counted."""

from django import forms
from django.core.exceptions import ValidationError

from forms import ChoiceField, FilterForm, GovForm, TextField, WholeNumberField
from forms.naming import Named
from monitoring.models import WHOLE_YEAR, OtherCount

from .reading import MOST

QUARTERS = (
    ("1", "April to June"),
    ("2", "July to September"),
    ("3", "October to December"),
    ("4", "January to March"),
)
LARGEST_FILE = 1024 * 1024


def years(last):
    """(value, words) of the years that have begun, latest first; ``last``: the year that runs."""
    return [(str(year), f"{year}/{(year + 1) % 100:02}") for year in range(last, 2014, -1)]


class YearForm(FilterForm):
    year = ChoiceField(label="Year", select=True)

    def __init__(self, *args, last, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = years(last)


class CountsForm(GovForm):
    service = ChoiceField(label="Which service?", name="the service", select=True)
    year = ChoiceField(label="Year", select=True)
    quarter = ChoiceField(
        label="Quarter",
        choices=[*QUARTERS, (str(WHOLE_YEAR), "The whole year: quarters were not reported")],
    )
    female, male, other, not_recorded = (
        WholeNumberField(
            label=label, name=f"the number: {label.lower()}", required=False, min_value=0, max_value=MOST
        )
        for label in OtherCount.Sex.labels
    )
    source = TextField(
        label="Where is it from?",
        name="where it is from",
        max_length=200,
        help_text="For example the service's return and its date.",
    )
    because = TextField(
        label="If a number changes: why?",
        name="why it changes",
        max_length=300,
        required=False,
        help_text="The old number stays on record beside it.",
    )
    fieldsets = (
        (None, ["service", "year", "quarter"]),
        ("How many people, by sex", ["female", "male", "other", "not_recorded"]),
        (None, ["source", "because"]),
    )
    widths = dict.fromkeys(OtherCount.Sex.values, 5)

    def __init__(self, *args, services, last, **kwargs):
        super().__init__(*args, **kwargs)
        self.last = last
        self.fields["service"].choices = [("", "Choose"), *((one.code, one.name) for one in services)]
        self.fields["year"].choices = [("", "Choose"), *years(last[0])]

    def clean(self):
        found = self.cleaned_data
        if not any(found.get(sex) is not None for sex in OtherCount.Sex.values) and not self.errors:
            raise ValidationError(
                {"female": "Enter at least one number. What was not reported stays empty; none is 0."}
            )
        if found.get("year") and found.get("quarter"):
            chosen = int(found["year"]), int(found["quarter"]) or 1
            if chosen > self.last:
                raise ValidationError({"quarter": "This quarter has not begun yet."})
        return found


class CsvField(Named, forms.FileField):
    """A CSV file, small enough to be read at once."""

    verb = "Choose"
    widget = forms.FileInput

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.error_messages["empty"] = "The file is empty. Choose another one"
        self.error_messages["missing"] = self.error_messages["required"]
        self.widget.attrs.setdefault("accept", ".csv,text/csv")

    def clean(self, data, initial=None):
        uploaded = super().clean(data, initial)
        if uploaded and uploaded.size > LARGEST_FILE:
            raise ValidationError("The file must be smaller than 1 MB", code="too_large")
        return uploaded


class UploadForm(GovForm):
    file = CsvField(label="CSV file", name="the CSV file")
    source = TextField(label="Where is it from?", name="where it is from", max_length=200)
    because = TextField(
        label="If a number changes: why?",
        name="why it changes",
        max_length=300,
        required=False,
        help_text="The old number stays on record beside it.",
    )
