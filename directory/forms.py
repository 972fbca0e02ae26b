"""What is asked of a service by those who keep the directory."""

from accounts.models import Area
from forms import (
    ChoiceField,
    DayField,
    EmailField,
    GovForm,
    ManyField,
    ManyModelField,
    NoteField,
    PhoneField,
    TextField,
    TickField,
    WholeNumberField,
)

from .words import Against, Asked, Delivery, ForWhom, Need, Risk, Route, Sex

NOT_RECORDED = "Not recorded"


class ServiceForm(GovForm):
    name = TextField(label="Name of the service", name="the name of the service", max_length=120)
    summary = NoteField(label="What it is, in a sentence or two", max_length=1000, rows=3, required=False)
    for_whom = ChoiceField(label="Whom is it for?", choices=ForWhom.choices)
    sexes = ChoiceField(label="Men or women?", choices=Sex.choices, select=True, required=False)
    youngest = WholeNumberField(label="Youngest age", min_value=0, max_value=120, required=False)
    oldest = WholeNumberField(label="Oldest age", min_value=0, max_value=120, required=False)
    risks = ManyField(label="Levels of risk", choices=Risk.choices, required=False)
    against = ManyField(label="Abuse against", choices=Against.choices, required=False)
    plan = ChoiceField(
        label="A child with a plan or in Early Help", choices=Asked.choices, select=True, required=False
    )
    order = ChoiceField(
        label="A court order, licence condition or police caution",
        choices=Asked.choices,
        select=True,
        required=False,
    )
    needs = ManyField(label="Needs it works with", choices=Need.choices, required=False)
    only_with_need = TickField(label="Only for people with one of these needs", required=False)
    also_asked = NoteField(label="What else it asks", max_length=500, rows=2, required=False)
    areas = ManyModelField(label="Areas", queryset=Area.objects.order_by("name"), required=False)
    part_of_area = TextField(
        label="If it covers only a part of an area, which?", max_length=80, required=False
    )
    beyond = TextField(label="Other places it covers", max_length=200, required=False)
    duration = TextField(label="How long it takes", max_length=200, required=False)
    delivery = ManyField(label="How it is done", choices=Delivery.choices, required=False)
    delivered_by = TextField(label="Who runs it", max_length=200, required=False)
    routes = ManyField(label="Who can refer", choices=Route.choices, required=False)
    route_note = NoteField(label="More about how to refer", max_length=500, rows=2, required=False)
    phone = PhoneField(label="Phone", required=False)
    email = EmailField(label="Email", required=False)
    website = TextField(label="Website", max_length=200, required=False, help_text="Begins with https://")
    open_from = DayField(label="Open since", name="the day it opened", required=False)
    open_to = DayField(label="Last day on which it takes people", name="its last day", required=False)
    source = TextField(
        label="Where does this come from?",
        name="where this comes from",
        help_text="For example: their leaflet of May 2026.",
        max_length=200,
    )
    fieldsets = [
        (None, ["name", "summary"]),
        (
            "Whom it takes",
            ["for_whom", "sexes", "youngest", "oldest", "risks", "against", "plan", "order"]
            + ["needs", "only_with_need", "also_asked"],
        ),
        ("Where and how", ["areas", "part_of_area", "beyond", "duration", "delivery", "delivered_by"]),
        ("How to get there", ["routes", "route_note", "phone", "email", "website"]),
        ("How far it can be relied on", ["open_from", "open_to", "source"]),
    ]
    widths = {"youngest": 3, "oldest": 3, "phone": 20}
    small = ["risks", "against", "needs", "areas", "delivery", "routes"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("sexes", "plan", "order"):
            field = self.fields[name]
            field.choices = [("", NOT_RECORDED), *field.choices[1:]]

    def clean_website(self):
        website = self.cleaned_data["website"]
        if website and not website.startswith(("https://", "http://")):
            self.add_error("website", "The website must begin with https://")
        return website

    def clean(self):
        given = super().clean()
        self._in_order(given, "youngest", "oldest", "The oldest age must be the youngest or above it")
        self._in_order(given, "open_from", "open_to", "Its last day must be the day it opened or a later one")
        if given.get("only_with_need") and not given.get("needs"):
            self.add_error("only_with_need", "Select the needs, or untick this")
        return given

    def _in_order(self, given, first, last, words):
        low, high = given.get(first), given.get(last)
        if low is not None and high is not None and high < low:
            self.add_error(last, words)


class CloseServiceForm(GovForm):
    last_date = DayField(
        label="What is the last day on which it takes people?",
        name="its last day",
        help_text="It stays in the directory, because people have been referred to it.",
    )
