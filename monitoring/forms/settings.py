"""Forms of the timescales and of the search in the trail."""

from forms import (
    ChoiceField,
    DayField,
    FilterForm,
    GovForm,
    ManyField,
    MomentField,
    TextField,
    WholeNumberField,
)
from timescales.promises import Unit

REMINDERS = (
    ("0.25", "After a quarter of the time"),
    ("0.5", "After half of the time"),
    ("0.75", "After three quarters of the time"),
    ("0.9", "After nine tenths of the time"),
)


class TimescaleForm(GovForm):
    amount = WholeNumberField(label="How long", name="how long it lasts", min_value=1)
    unit = ChoiceField(
        label="Counted in",
        choices=[
            (Unit.HOURS, "Hours", "Elapsed time, nights and weekends included"),
            (Unit.DAYS, "Days", "Each of 24 hours, weekends included"),
            (
                Unit.WORKING_DAYS,
                "Working days",
                "Monday to Friday without the bank holidays of England and Wales",
            ),
            (Unit.CALENDAR_MONTHS, "Calendar months"),
        ],
    )
    reminders = ManyField(label="Remind the owner", choices=REMINDERS, required=False)
    chase_every = WholeNumberField(
        label="Chase again every so many working days",
        name="working days between chasers",
        help_text="Leave it empty where the reminders above are enough.",
        min_value=1,
        max_value=60,
        required=False,
    )
    valid_from = MomentField(
        label="From when",
        name="the moment it begins",
        not_past=True,
        help_text="Promises that start from then on. Those that run already keep their time.",
    )
    widths = {"amount": 3, "chase_every": 3}

    def clean_reminders(self):
        return [float(fraction) for fraction in self.cleaned_data["reminders"]]


class TrailForm(FilterForm):
    reference = TextField(label="Reference", max_length=40, help_text="Whole, such as MT-A3K7-9PQX")
    person = TextField(label="Person", max_length=120, help_text="Part of the name, or “system”")
    act = TextField(label="Act", max_length=60, help_text="Part of it, such as opened, closed or timescale")
    first_day = DayField(label="From")
    last_day = DayField(label="To")
    widths = {"reference": 20, "person": 20, "act": 20}
