"""The form of a training: when, what, and who came."""

from django.core.exceptions import ValidationError
from django.db.models import Q

from accounts.models import Area, User
from accounts.roles import Role
from forms import ChoiceField, DayField, GovForm, ManyModelField, ModelField, TextField, WholeNumberField
from monitoring.models import Training


def social_workers_of(area, came=()):
    """Those of the area's children's services who can sign in, team by team; and who ``came`` but has left since."""
    there = Q(role=Role.SOCIAL_WORKER, organisation=area.childrens_services_id, is_active=True)
    people = User.objects.filter(there | Q(pk__in=[person.pk for person in came]))
    return people.select_related("team").order_by("team__name", "name")


class People(ManyModelField):
    def label_from_instance(self, person):
        return f"{person.name}, {person.team.name if person.team else 'no team'}"


class WhereForm(GovForm):
    area = ModelField(
        label="Area of the children's services", queryset=Area.objects.order_by("name"), name="the area"
    )


class TrainingForm(GovForm):
    held_date = DayField(label="Day", name="the day", not_future=True)
    kind = ChoiceField(label="What it was", choices=Training.Kind.choices, name="what it was")
    known = People(label="Who came", queryset=User.objects.none(), required=False, name="who came")
    social_workers = WholeNumberField(
        label="How many social workers came, those included",
        name="how many came",
        min_value=1,
        max_value=500,
        help_text="Count everybody, also those who are not in the list.",
    )
    led_by = TextField(label="Led by", max_length=120, required=False)
    widths = {"social_workers": 3}

    def __init__(self, *args, area, came=(), **kwargs):
        super().__init__(*args, **kwargs)
        people = social_workers_of(area, came)
        self.fields["known"].queryset = people
        if not people:
            del self.fields["known"]

    def clean(self):
        found = self.cleaned_data
        listed = len(found.get("known") or ())
        if found.get("social_workers") and found["social_workers"] < listed:
            raise ValidationError(
                {"social_workers": f"You selected {listed} who came. Enter {listed} or more."}
            )
        return found
