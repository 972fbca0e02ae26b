from django.core.exceptions import ValidationError

from forms import DayField, GovForm


class PeriodForm(GovForm):
    """The days in which the referrals were received that are counted; both may be left open."""

    first_day = DayField(
        label="Referrals received on or after",
        name="the first day",
        required=False,
        help_text="Leave both days empty for everything since the service began.",
    )
    last_day = DayField(label="Referrals received on or before", name="the last day", required=False)

    def clean(self):
        days = self.cleaned_data
        first, last = days.get("first_day"), days.get("last_day")
        if first and last and first > last:
            raise ValidationError({"last_day": "The last day must be the first day or later."})
        return days
