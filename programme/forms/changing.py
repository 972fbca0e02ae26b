"""Changing a group, who stands in for one of its pair, venues, and days on which nobody meets."""

from accounts.models import Area, User
from forms import ChoiceField, DayField, GovForm, ModelField, TextField, WholeNumberField
from programme.models import CAPACITY, Venue

from .groups import offer_leads, offer_venues


class ChangeGroupForm(GovForm):
    """The slot and the programme of a group stay: another slot or programme is another group."""

    name = TextField(label="Name of the group", max_length=80)
    language = TextField(label="Language it is held in", name="language", max_length=40)
    venue = ChoiceField(label="Venue")
    room = TextField(
        label="Room",
        max_length=60,
        required=False,
        help_text="Only where several groups can meet in the venue at the same time",
    )
    lead_man = ModelField(label="Facilitator (man)", queryset=User.objects.none())
    lead_woman = ModelField(label="Facilitator (woman)", queryset=User.objects.none())
    capacity = WholeNumberField(label="Places", name="number of places", min_value=1, max_value=CAPACITY)
    fieldsets = [
        (None, ["name", "language"]),
        ("Where", ["venue", "room"]),
        ("Who", ["lead_man", "lead_woman", "capacity"]),
    ]
    widths = {"capacity": 2}

    def __init__(self, *args, group, **kwargs):
        names = ("name", "language", "room", "lead_man", "lead_woman", "capacity")
        stored = {name: getattr(group, name) for name in names} | {"venue": str(group.venue_id)}
        super().__init__(*args, stored=stored, **kwargs)
        self.venues = {
            str(venue.pk): venue for venue in Venue.objects.filter(area=group.area).order_by("name")
        }
        offer_venues(self.fields["venue"], self.venues)
        offer_leads(self.fields, group.area)

    def facts(self):
        """What ``change_group`` takes."""
        return self.cleaned_data | {"venue": self.venues[self.cleaned_data["venue"]]}


class CoverForm(GovForm):
    away = ChoiceField(label="Who is away?", name="who is away")
    covered_by = ModelField(
        label="Who leads instead?",
        name="who leads instead",
        queryset=User.objects.none(),
        help_text="A man for the man, a woman for the woman",
    )
    from_date = DayField(label="From", name="first day", not_past=True)
    to_date = DayField(label="To", name="last day", not_past=True, help_text="This day included")

    def __init__(self, *args, group, **kwargs):
        super().__init__(*args, **kwargs)
        self.pair = {str(person.pk): person for person in (group.lead_man, group.lead_woman)}
        self.fields["away"].choices = [(pk, person.name) for pk, person in self.pair.items()]
        others = User.objects.facilitators_of(group.area).exclude(pk__in=self.pair).exclude(sex="")
        self.fields["covered_by"].queryset = others.order_by("name")
        self.fields["covered_by"].label_from_instance = lambda person: (
            f"{person.name} ({person.get_sex_display().lower()})"
        )

    def clean(self):
        cleaned = super().clean()
        refuse_backwards(self, cleaned)
        return cleaned

    def facts(self):
        """What ``cover_lead`` takes."""
        return self.cleaned_data | {"away": self.pair[self.cleaned_data["away"]]}


def refuse_backwards(form, cleaned):
    first, last = cleaned.get("from_date"), cleaned.get("to_date")
    if first and last and last < first:
        form.add_error("to_date", "The last day must be the first day or later")


class VenueForm(GovForm):
    name = TextField(label="Name of the venue", name="name", max_length=120)
    area = ModelField(label="Area", queryset=Area.objects.order_by("name"))
    address = TextField(label="Address", max_length=200, required=False)
    access_notes = TextField(
        label="Access",
        max_length=300,
        required=False,
        help_text="For example, step-free, or a lift at the back",
    )
    public_transport = TextField(
        label="Public transport",
        max_length=300,
        required=False,
        help_text="For example, bus 67 stops outside",
    )

    def __init__(self, *args, venue=None, **kwargs):
        names = ("name", "area", "address", "access_notes", "public_transport")
        stored = {name: getattr(venue, name) for name in names} if venue else {}
        super().__init__(*args, stored=stored, **kwargs)
        if venue:  # groups meet in it: it does not move to another area
            del self.fields["area"]


EVERYWHERE = "all"


class ClosureForm(GovForm):
    where = ChoiceField(label="Where does nobody meet?", name="where nobody meets", select=True)
    from_date = DayField(label="From", name="first day", not_past=True)
    to_date = DayField(label="To", name="last day", not_past=True, help_text="This day included")
    because = TextField(
        label="Why?",
        name="reason",
        max_length=120,
        help_text="For example, the hall is closed. Name no man here.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = {EVERYWHERE: {}}
        choices = [(EVERYWHERE, "Everywhere")]
        for area in Area.objects.order_by("name"):
            self.places[f"area-{area.pk}"] = {"area": area}
            choices.append((f"area-{area.pk}", f"All of {area}"))
        for venue in Venue.objects.select_related("area").order_by("area__name", "name"):
            self.places[f"venue-{venue.pk}"] = {"venue": venue}
            choices.append((f"venue-{venue.pk}", f"{venue}, {venue.area}"))
        self.fields["where"].choices = [("", "Choose"), *choices]

    def clean(self):
        cleaned = super().clean()
        refuse_backwards(self, cleaned)
        return cleaned

    def facts(self):
        """What ``close_days`` takes."""
        facts = {name: self.cleaned_data[name] for name in ("from_date", "to_date", "because")}
        return facts | self.places[self.cleaned_data["where"]]
