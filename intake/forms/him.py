"""Who he is, and what he needs."""

from django.core.exceptions import ValidationError
from django.utils.timezone import localtime

from forms import (
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

from .page import PageForm

YOUNGEST, ADULT, OLDEST = 16, 18, 110
# As ``Man.additional_needs`` keeps them
NO_NEEDS, OTHER_NEED = "none", "other"
NEEDS = [
    ("literacy", "Help with reading or writing"),
    ("learning difficulty", "Help with learning or understanding"),
    ("hearing", "Help with hearing"),
    ("sight", "Help with seeing"),
    ("mobility", "Step-free access, or help with getting about"),
    (OTHER_NEED, "Something else"),
    (NO_NEEDS, "Nothing that is known"),
]


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
    language = TextField(label="Language he speaks best", max_length=80, required=False)
    interpreter_needed = YesNoField(label="Does he need an interpreter?", required=False)
    needs = ManyField(
        label="What does he need so that he can take part?",
        name="what he needs so that he can take part",
        help_text="Select all that apply.",
        choices=NEEDS,
        exclusive=NO_NEEDS,
        required=False,
    )
    needs_other = TextField(label="What else does he need?", max_length=120, required=False)

    fieldsets = [
        ("Who he is", ["first_name", "last_name", "date_of_birth", "is_young"]),
        ("How My Time can reach him", ["phone", "email", "address"]),
        ("What he needs", ["language", "interpreter_needed", "needs"]),
    ]
    reveals = {"needs": {OTHER_NEED: ["needs_other"]}}
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
        if OTHER_NEED in given.get("needs", ()):
            self.require("needs_other")
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
