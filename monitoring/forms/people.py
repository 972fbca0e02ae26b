"""Forms of people, cover, organisations and areas."""

from accounts.models import Area, Organisation, Team, User
from accounts.roles import Role
from forms import (
    ChoiceField,
    DayField,
    EmailField,
    GovForm,
    ManyModelField,
    ModelField,
    PhoneField,
    TextField,
    TickField,
)
from monitoring import cover, people

Kind = Organisation.Kind


def _of_organisation(team):
    return f"{team.name} ({team.organisation})"


class PersonForm(GovForm):
    name = TextField(label="Full name", name="the full name", max_length=120)
    email = EmailField(
        label="Work email address", name="the work email address", help_text="They sign in with this address."
    )
    phone = PhoneField(label="Work telephone", required=False)
    organisation = ModelField(
        label="Organisation", name="the organisation", queryset=Organisation.objects.order_by("name")
    )
    role = ChoiceField(label="Role", name="the role", choices=Role.choices)
    team = ModelField(
        label="Team",
        queryset=Team.objects.select_related("organisation").order_by("organisation__name", "name"),
        required=False,
        help_text="The whole team sees the referrals of its social workers.",
    )
    areas = ManyModelField(label="Areas", queryset=Area.objects.order_by("name"), required=False)
    sex = ChoiceField(
        label="Man or woman",
        choices=User.Sex.choices,
        required=False,
        help_text="Asked because each group is led by one man and one woman.",
    )
    until_date = DayField(
        label="Last day",
        name="the last day",
        required=False,
        help_text="For somebody who is here for a time. Nobody can sign in as them from the day after.",
    )
    reveals = {"role": {"social_worker": ["team"], "facilitator": ["areas", "sex"]}}
    unmarked = ["team", "areas", "sex"]
    inline = ["sex"]
    widths = {"phone": 20}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].label_from_instance = _of_organisation

    def clean(self):
        given = super().clean()
        if given.get("role"):
            for field, reason in people.misfits(**{"organisation": None, **given}):
                if field not in self.errors:
                    self.add_error(field, reason)
        return given


class ChangePersonForm(PersonForm):
    is_active = TickField(
        label="May sign in",
        required=False,
        help_text="Without this the person is signed out at once. Nothing they recorded is lost.",
    )
    unmarked = [*PersonForm.unmarked, "is_active"]


class CoverForm(GovForm):
    away = ModelField(label="Who is away?", name="who is away", queryset=User.objects.none())
    covered_by = ModelField(
        label="Who stands in?",
        name="who stands in",
        queryset=User.objects.none(),
        help_text="They are told whatever the other person is told. The other person is still told too.",
    )
    from_date = DayField(label="First day away", name="first day away")
    to_date = DayField(label="Last day away", name="last day away", not_past=True)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        away = cover.may_be_covered(by)
        self.fields["away"].queryset = away
        self.fields["covered_by"].queryset = cover.may_stand_in(by)
        if not self._arranges_for_others(by):
            del self.fields["away"]
            self.fields["covered_by"].queryset = cover.may_stand_in(by).exclude(pk=by.pk)
        self.by = by

    @staticmethod
    def _arranges_for_others(by):
        return by.role in (Role.ADMINISTRATOR, *cover.ARRANGE_FOR_OTHERS)

    def clean(self):
        given = super().clean()
        given.setdefault("away", self.by) if "away" not in self.fields else None
        first, last = given.get("from_date"), given.get("to_date")
        if first and last and last < first:
            self.add_error("to_date", "The last day away must be the same as or after the first")
        return given


class OrganisationForm(GovForm):
    name = TextField(label="Name", max_length=120)
    kind = ChoiceField(label="Kind", choices=Kind.choices)
    phone = PhoneField(label="Telephone", required=False)
    widths = {"phone": 20}


class TeamForm(GovForm):
    organisation = ModelField(
        label="Children's services",
        queryset=Organisation.objects.filter(kind=Kind.CHILDRENS_SERVICES).order_by("name"),
    )
    name = TextField(label="Name of the team", name="the name of the team", max_length=80)


class AreaForm(GovForm):
    provider = ModelField(
        label="ISS provider",
        queryset=Organisation.objects.filter(kind=Kind.ISS_PROVIDER).order_by("name"),
        help_text="Who supports the partners of men referred in this area.",
    )
    childrens_services = ModelField(
        label="Children's services",
        queryset=Organisation.objects.filter(kind=Kind.CHILDRENS_SERVICES).order_by("name"),
        required=False,
    )
