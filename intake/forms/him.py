"""The pages about him."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils.timezone import localtime

from forms import (
    ChoiceField,
    DayField,
    EmailField,
    ManyField,
    NoteField,
    PhoneField,
    TextField,
    TickField,
    YesNoField,
)
from referrals.eligibility import age_on
from referrals.models import Agreement

from .ethnicities import ETHNICITIES
from .page import PageForm

YOUNGEST, ADULT, OLDEST = 16, 18, 110


class HimForm(PageForm):
    first_name = TextField(label="First name", name="his first name", max_length=80)
    last_name = TextField(label="Last name", name="his last name", max_length=80)
    date_of_birth = DayField(
        label="Date of birth", name="his date of birth", help_text="For example, 27 3 1985", not_future=True
    )
    is_young = TickField(label="The date is right: he is under 18", required=False)
    phone = PhoneField(label="Phone number", required=False)
    email = EmailField(label="Email address", required=False)
    address = NoteField(label="Address and postcode", required=False, max_length=500, rows=3)
    ethnicity = ChoiceField(label="Ethnic group", choices=ETHNICITIES, select=True, required=False)
    language = TextField(label="Language he speaks best", max_length=40, required=False)
    interpreter_needed = YesNoField(label="Does he need an interpreter?", required=False)

    fieldsets = [
        ("Who he is", ["first_name", "last_name", "date_of_birth", "is_young"]),
        ("How My Time can reach him", ["phone", "email", "address"]),
        ("About him", ["ethnicity", "language", "interpreter_needed"]),
    ]
    inline = ["interpreter_needed"]
    widths = {"phone": 20, "language": 20}
    unmarked = ["phone", "email", "address"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["phone"].help_text = "Give at least one of phone, email and address."
        age = self._age_typed()
        if age is None or not YOUNGEST <= age < ADULT:
            del self.fields["is_young"]

    def clean_date_of_birth(self):
        born = self.cleaned_data["date_of_birth"]
        age = age_on(self._today(), born)
        if age > OLDEST:
            raise ValidationError(f"His date of birth would make him {age}. Check the year")
        if age < YOUNGEST:
            raise ValidationError(
                f"His date of birth would make him {age}. Nobody under {YOUNGEST} can be referred here: "
                "check the date, or speak to My Time about other help"
            )
        return born

    def clean(self):
        given = super().clean()
        if not any(given.get(way) or way in self.errors for way in ("phone", "email", "address")):
            self.add_error("phone", "Enter a phone number, an email address or an address for him")
        if "is_young" in self.fields and not given.get("is_young"):
            age = age_on(self._today(), given["date_of_birth"])
            self.add_error(
                "date_of_birth",
                f"He is {age}, and the programme is for men of {ADULT} or over. Check the date. If it is right, "
                "tick the box under it to go on; you will be asked why before you send the form",
            )
        return given

    def _age_typed(self):
        """The age that the boxes say, or None where they say none."""
        if not self.is_bound:
            return None
        field = self.fields["date_of_birth"]
        typed = field.widget.value_from_datadict(self.data, self.files, self.add_prefix("date_of_birth"))
        try:
            born = field.clean(typed)
        except ValidationError:
            return None
        return age_on(self._today(), born)

    def _today(self):
        return localtime(self.at).date()


class AgreementForm(PageForm):
    asked = YesNoField(
        label="Have you asked him whether he will take part?",
        no="Not yet",
    )
    asked_date = DayField(
        label="When was he asked?", name="the date he was asked", not_future=True, required=False
    )
    agreed = YesNoField(label="Did he agree?", required=False)
    how = ChoiceField(
        label="How did he answer?",
        name="how he answered",
        required=False,
        choices=[
            (Agreement.Form.VERBAL, "He said it", "Enough for My Time to contact him"),
            (
                Agreement.Form.WRITTEN,
                "In writing",
                "You can add the document to his file after you send this form",
            ),
        ],
    )
    witness = TextField(
        label="Who else was there?", max_length=120, required=False, help_text="Name and role"
    )

    reveals = {"asked": {"yes": ["asked_date", "agreed", "how", "witness"]}}
    inline = ["agreed"]

    def clean(self):
        given = super().clean()
        if given.get("asked"):
            self.require("asked_date", "agreed", "how")
            self._not_long_ago(given.get("asked_date"))
        return given

    def _not_long_ago(self, asked):
        if asked and asked < localtime(self.at).date() - timedelta(days=5 * 365):
            self.add_error("asked_date", "The date he was asked must be within the last 5 years")


class AvailabilityForm(PageForm):
    times = ManyField(
        label="When could he come to a weekly session of two hours?",
        name="when he could come",
        help_text="Select all that apply.",
        choices=[
            ("mornings", "Weekday mornings"),
            ("afternoons", "Weekday afternoons"),
            ("evenings", "Weekday evenings"),
            ("unknown", "I do not know"),
        ],
        exclusive="unknown",
    )
    note = TextField(
        label="Is there anything else about his time?",
        help_text="For example: works nights every second week.",
        max_length=120,
        required=False,
    )
