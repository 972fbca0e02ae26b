"""Contact rows, the rule for quiet teams, and which sheet to print."""

from accounts.models import Area
from forms import (
    ChoiceField,
    DayField,
    EmailField,
    FilterForm,
    GovForm,
    ModelField,
    PhoneField,
    TextField,
    WholeNumberField,
)

from .models import Contact
from .sheets import SHEETS


class ShortPhoneField(PhoneField):
    """Helplines have short numbers too: 999, 116 123."""

    def to_python(self, value):
        plain = " ".join(str(value or "").split())
        return (
            plain
            if plain.replace(" ", "").isdigit() and len(plain.replace(" ", "")) < 10
            else super().to_python(value)
        )


class ContactForm(GovForm):
    whom = ChoiceField(label="For whom is it?", choices=Contact.Whom.choices)
    name = TextField(label="Name of the service", max_length=80)
    area = ModelField(
        queryset=Area.objects.order_by("name"),
        label="Area",
        required=False,
        empty_label="The whole region",
    )
    phone = ShortPhoneField(label="Phone", name="phone number", required=False)
    email = EmailField(label="Email", name="email address", required=False)
    website = TextField(
        label="Website", required=False, max_length=120, help_text="Without https://, as one would say it."
    )
    hours = TextField(
        label="When it is open",
        required=False,
        max_length=120,
        help_text="Such as: Monday to Friday, 9am to 5pm",
    )
    about = TextField(label="What it is, in one sentence", required=False, max_length=200)
    position = WholeNumberField(
        label="Place in the list", help_text="Small numbers come first.", min_value=1, max_value=999
    )
    widths = {"position": 3, "phone": 20}

    def clean(self):
        data = super().clean()
        if not self.errors and not (data.get("phone") or data.get("email") or data.get("website")):
            self.add_error("phone", "Enter a phone number, an email address or a website")
        return data


class NewContactForm(ContactForm):
    valid_from = DayField(label="From when is it shown?", name="the first day")


class QuietRuleForm(GovForm):
    quiet_months = WholeNumberField(
        label="Months without a referral before a team is reminded",
        name="months without a referral",
        min_value=1,
        max_value=60,
    )
    again_months = WholeNumberField(
        label="Months before it is reminded again", name="months before the next", min_value=1, max_value=60
    )
    valid_from = DayField(label="From when", name="the first day", help_text="A day to come.")
    widths = {"quiet_months": 3, "again_months": 3}


class SheetForm(FilterForm):
    sheet = ChoiceField(
        label="What do you need?",
        choices=[(name, sheet.words) for name, sheet in SHEETS.items()],
        select=True,
    )
    area = ModelField(queryset=Area.objects.order_by("name"), label="For which area?")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sheet"].required = True
        self.fields["sheet"].choices = [choice for choice in self.fields["sheet"].choices if choice[0]]
        self.fields["area"].empty_label = "The whole region"
