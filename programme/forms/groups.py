"""Making a group, planning its sessions, and giving a man a place in one."""

from datetime import time

import django_filters

from accounts.models import Area, User
from forms import (
    ChoiceField,
    DayField,
    FilterForm,
    GovForm,
    ModelField,
    TextField,
    TickField,
    WholeNumberField,
)
from programme.models import CAPACITY, Group, ProgrammeVersion, Venue
from programme.reading import clock_time, short_moment

NEW = "new"
ENGLISH = "English"
LONGEST_PLAN = 52
FIRST_HOUR, LAST_HOUR = 8, 21


def areas_of(user):
    """The areas in which the person may make a group."""
    return user.areas.order_by("name") if user.areas.exists() else Area.objects.order_by("name")


def _times():
    quarters = [time(hour, minute) for hour in range(FIRST_HOUR, LAST_HOUR) for minute in (0, 15, 30, 45)]
    return [(f"{t:%H:%M}", clock_time(t)) for t in quarters]


class AreaForm(FilterForm):
    area = ModelField(label="Area", queryset=Area.objects.none())

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas
        self.fields["area"].empty_label = "Choose"


class NewGroupForm(GovForm):
    name = TextField(
        label="Name of the group", max_length=80, help_text="For example, Walsall Tuesday evening"
    )
    venue = ChoiceField(label="Venue")
    venue_name = TextField(label="Name of the venue", max_length=120, required=False)
    venue_address = TextField(label="Address", name="address of the venue", required=False)
    venue_access = TextField(
        label="Access",
        name="access notes of the venue",
        max_length=300,
        required=False,
        help_text="For example, step-free, or a lift at the back",
    )
    venue_transport = TextField(
        label="Public transport", name="public transport to the venue", max_length=300, required=False
    )
    room = TextField(
        label="Room",
        max_length=60,
        required=False,
        help_text="Only where several groups can meet in the venue at the same time",
    )
    version = ModelField(label="Programme", queryset=ProgrammeVersion.objects.none())
    weekday = ChoiceField(label="Day", select=True, choices=Group.Weekday.choices)
    starts = ChoiceField(
        label="Start time",
        select=True,
        choices=_times(),
        help_text="Sessions last two hours. Men are asked to come ten minutes early.",
    )
    capacity = WholeNumberField(
        label="Places",
        name="number of places",
        min_value=1,
        max_value=CAPACITY,
        initial=CAPACITY,
        help_text=f"No more than {CAPACITY} men",
    )
    lead_man = ModelField(label="Facilitator (man)", queryset=User.objects.none())
    lead_woman = ModelField(label="Facilitator (woman)", queryset=User.objects.none())
    language = TextField(
        label="Language it is held in", name="language", max_length=40, initial=ENGLISH, required=False
    )
    fieldsets = [
        (None, ["name", "version", "language"]),
        ("Where", ["venue", "room"]),
        ("When", ["weekday", "starts"]),
        ("Who", ["lead_man", "lead_woman", "capacity"]),
    ]
    widths = {"capacity": 2}
    reveals = {"venue": {NEW: ["venue_name", "venue_address", "venue_access", "venue_transport"]}}

    def __init__(self, *args, area, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.area = area
        versions = ProgrammeVersion.objects.in_force(day)
        self.fields["version"].queryset = versions.order_by("-counted", "-sessions_required", "name")
        self.venues = {str(venue.pk): venue for venue in Venue.objects.filter(area=area).order_by("name")}
        offer_venues(self.fields["venue"], self.venues, new=True)
        offer_leads(self.fields, area)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("venue") == NEW and not cleaned.get("venue_name"):
            self.add_error("venue_name", "Enter the name of the new venue")
        return cleaned

    def facts(self):
        """What ``open_group`` takes."""
        facts = {
            name: self.cleaned_data[name]
            for name in ("name", "version", "capacity", "lead_man", "lead_woman", "language", "room")
        }
        facts["language"] = facts["language"] or ENGLISH
        facts |= {
            "area": self.area,
            "weekday": int(self.cleaned_data["weekday"]),
            "starts": time.fromisoformat(self.cleaned_data["starts"]),
        }
        if self.cleaned_data["venue"] == NEW:
            parts = {
                "name": "venue_name",
                "address": "venue_address",
                "access_notes": "venue_access",
                "public_transport": "venue_transport",
            }
            return facts | {"new_venue": {to: self.cleaned_data[name] for to, name in parts.items()}}
        return facts | {"venue": self.venues[self.cleaned_data["venue"]]}


def offer_venues(field, venues, *, new=False):
    field.choices = [(pk, venue.name) for pk, venue in venues.items()]
    if new:
        field.choices += [(NEW, "A new venue")]
    field.hints = {pk: venue.address for pk, venue in venues.items() if venue.address}


def offer_leads(fields, area):
    for name, sex in (("lead_man", User.Sex.MAN), ("lead_woman", User.Sex.WOMAN)):
        fields[name].queryset = User.objects.facilitators_of(area).filter(sex=sex).order_by("name")


class PlanForm(GovForm):
    from_date = DayField(label="From", name="first day", not_past=True)
    weeks = WholeNumberField(
        label="How many sessions",
        name="number of sessions",
        min_value=1,
        max_value=LONGEST_PLAN,
        help_text="One a week. Bank holidays are left out and the plan goes on a week longer.",
    )
    widths = {"weeks": 2}


class EnrolForm(GovForm):
    """A group that can take him, and under it its next sessions."""

    group = ChoiceField(label="Group")
    told = TickField(label="I have told him his group, the place and the date of his first session")

    def __init__(self, *args, groups, **kwargs):
        """``groups``: {group: its next sessions}, of groups that can take him."""
        super().__init__(*args, **kwargs)
        self.groups = {str(group.pk): group for group in groups}
        self.sessions = {str(s.pk): s for sessions in groups.values() for s in sessions}
        self.fields["group"].choices = [(pk, group.name) for pk, group in self.groups.items()]
        self.fields["group"].hints = {str(group.pk): group.summary for group in groups}
        for group, sessions in groups.items():
            self.fields[f"session_{group.pk}"] = ChoiceField(
                label="First session",
                select=True,
                required=False,
                choices=[(session.pk, short_moment(session.starts_at)) for session in sessions],
                # The next one: he is promised a place within a day, and the date is his to be told
                initial=sessions[0].pk if sessions else None,
            )
        self.reveals = {"group": {pk: [f"session_{pk}"] for pk in self.groups}}
        self.order_fields(["group", *(f"session_{pk}" for pk in self.groups), "told"])

    def clean(self):
        cleaned = super().clean()
        chosen = cleaned.get("group")
        if chosen and not cleaned.get(f"session_{chosen}"):
            self.add_error(f"session_{chosen}", "Select his first session")
        return cleaned

    @property
    def chosen(self):
        """(group, first session) of a valid form."""
        pk = self.cleaned_data["group"]
        return self.groups[pk], self.sessions[self.cleaned_data[f"session_{pk}"]]


def _areas(request):
    return areas_of(request.user)


class GroupFilter(django_filters.FilterSet):
    area = django_filters.ModelChoiceFilter(queryset=_areas, label="Area")

    class Meta:
        form = FilterForm


class WaitingFilter(GroupFilter):
    pass
