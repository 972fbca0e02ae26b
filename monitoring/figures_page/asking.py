"""Which part of the referrals the figures are of: chosen on the page, and never more than the person may see."""

from accounts.models import Area, Organisation
from accounts.roles import Role
from forms import ChoiceField, DayField, FilterForm
from intake.forms.equality import BACKGROUNDS, RELIGIONS
from intake.forms.him import NEEDS
from monitoring.figures import Only
from programme.models import ProgrammeVersion
from referrals.statuses import Source

# Ages at referral, both included
AGES = {"18-24": (18, 24), "25-34": (25, 34), "35-44": (35, 44), "45-54": (45, 54), "55": (55, None)}
AGE_WORDS = [(key, f"{key.replace('-', ' to ')}{'' if '-' in key else ' or over'}") for key in AGES]
# The answers that the form offers, never the words that were recorded of somebody: one may be his alone
ETHNIC_GROUPS = [(f"{group}: {each}",) * 2 for group, words in BACKGROUNDS.items() for each in words]
RELIGION_WORDS = [(each, each) for each in RELIGIONS]
ROWS = ("area", "provider", "version")
WORDS = ("source", "ethnicity", "religion", "need")


def own_provider(user):
    """The provider whose part is all that the person sees, or None: support services see their own."""
    return user.organisation_id if user.role in (Role.ISS_WORKER, Role.ISS_MANAGER) else None


class FiguresForm(FilterForm):
    first_day = DayField(label="Received on or after", name="the first day")
    last_day = DayField(label="Received on or before", name="the last day")
    area = ChoiceField(label="Area", select=True, required=False)
    provider = ChoiceField(label="ISS provider", select=True, required=False)
    source = ChoiceField(label="Source", select=True, choices=Source.choices, required=False)
    version = ChoiceField(label="Programme", select=True, required=False)
    age = ChoiceField(label="Age at referral", select=True, choices=AGE_WORDS, required=False)
    ethnicity = ChoiceField(label="Ethnic group", select=True, choices=ETHNIC_GROUPS, required=False)
    religion = ChoiceField(label="Religion", select=True, choices=RELIGION_WORDS, required=False)
    need = ChoiceField(label="Additional need", select=True, choices=NEEDS, required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.own = own_provider(user)
        if self.own:
            # What he is like is not theirs to know: a part small enough would say it of a man they know
            for name in ("provider", "age", "ethnicity", "religion", "need"):
                del self.fields[name]
        else:
            self._offer("provider", Organisation.objects.filter(kind=Organisation.Kind.ISS_PROVIDER))
        self._offer("area", Area.objects.order_by("name"))
        self._offer("version", ProgrammeVersion.objects.order_by("name"))

    def _offer(self, name, rows):
        self.fields[name].choices = [("", "Any"), *((str(row.pk), str(row)) for row in rows)]

    @property
    def only(self):
        """What was chosen, as the figures take it."""
        chosen = self.cleaned_data if self.is_bound and self.is_valid() else {}
        youngest, oldest = AGES.get(chosen.get("age"), (None, None))
        rows = {name: int(chosen[name]) for name in ROWS if chosen.get(name)}
        words = {name: chosen[name] for name in WORDS if chosen.get(name)}
        own = {"provider": self.own} if self.own else {}
        return Only(**rows | words | own, youngest=youngest, oldest=oldest)

    @property
    def in_words(self):
        """Each choice in words, such as “Area: Dudley”."""
        chosen = self.cleaned_data if self.is_bound and self.is_valid() else {}
        fields = [name for name in self.fields if name in (*ROWS, *WORDS, "age") and chosen.get(name)]
        return [
            f"{self.fields[name].label}: {dict(self.fields[name].choices)[chosen[name]]}" for name in fields
        ]
