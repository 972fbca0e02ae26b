"""Forms of the bank holidays."""

from datetime import date, timedelta

from django.utils.timezone import localtime

from forms import DayField, GovForm, TextField
from timescales.proclaimed import YEARS_AHEAD


class AddForm(GovForm):
    day = DayField(label="Which day?", name="the day", help_text="A day after today.")
    name = TextField(
        label="What is it called?",
        name="what it is called",
        help_text="Such as “Bank holiday for the coronation”.",
        max_length=80,
    )

    def __init__(self, data=None, *, at, **kwargs):
        super().__init__(data, at=at, **kwargs)
        today = localtime(at).date()
        self.fields["day"].earliest = today + timedelta(days=1)
        self.fields["day"].latest = date(today.year + YEARS_AHEAD, 12, 31)


class TakeAwayForm(GovForm):
    because = TextField(
        label="Why is it no bank holiday?",
        name="why it is none",
        help_text="Such as “Moved to 4 June by proclamation”.",
        max_length=200,
    )
