"""Which part of the referrals the figures are of: chosen on the page, and never more than the person may see."""

from datetime import date

from django.utils.timezone import localtime

from accounts.models import Area, Organisation
from accounts.roles import Permission, Role
from forms import ChoiceField, DayField, FilterForm
from intake.forms.equality import BACKGROUNDS, RELIGIONS
from intake.forms.him import NEEDS
from monitoring.figures import Only, Period
from monitoring.figures.quarter import Quarter
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
FIRST_YEAR = 2017
# The key of no row
NO_AREA = 0


def own_provider(user):
    """The provider whose part is all that the person sees, or None: support services see their own."""
    return user.organisation_id if user.role in (Role.ISS_WORKER, Role.ISS_MANAGER) else None


def asked_of(request, *, at):
    """The form of whoever asks: of the region, of their provider, or of their own area."""
    if request.user.may(Permission.SEE_FIGURES):
        return FiguresForm(request.GET or None, user=request.user, at=at)
    return AreaFiguresForm(request.GET or None, user=request.user, at=at)


class FiguresForm(FilterForm):
    page = "figures"
    asked_most = ("when", "area", "provider")

    when = ChoiceField(label="Referrals received", select=True, required=False)
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
        self.fields["when"].choices = [
            ("", "At any time, or between the days"),
            *_years_and_quarters(self.at),
        ]
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
    def chosen(self):
        return self.cleaned_data if self.is_bound and self.is_valid() else {}

    def period(self, at):
        """The days that were typed; where one is left empty, that of the year or quarter that was chosen."""
        first, last = _days(self.chosen.get("when"))
        first, last = self.chosen.get("first_day") or first, self.chosen.get("last_day") or last
        return Period(first=first, last=last, as_at=at, only=self.only)

    @property
    def only(self):
        """What was chosen, as the figures take it."""
        chosen = self.chosen
        youngest, oldest = AGES.get(chosen.get("age"), (None, None))
        rows = {name: int(chosen[name]) for name in ROWS if chosen.get(name)}
        words = {name: chosen[name] for name in WORDS if chosen.get(name)}
        own = {"provider": self.own} if self.own else {}
        return Only(**rows | words | own, youngest=youngest, oldest=oldest)

    @property
    def in_words(self):
        """Each choice in words, such as “Area: Dudley”."""
        chosen = self.chosen
        fields = [name for name in self.fields if name in (*ROWS, *WORDS, "age") and chosen.get(name)]
        return [
            f"{self.fields[name].label}: {dict(self.fields[name].choices)[chosen[name]]}" for name in fields
        ]


class AreaFiguresForm(FilterForm):
    """Children's services: one of their own areas, and a year or a quarter. Nothing narrower: it could be one man."""

    page = "area_figures"

    area = ChoiceField(label="Area", select=True, required=False)
    when = ChoiceField(label="Referrals received", select=True, required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.areas = {
            str(area.pk): area
            for area in Area.objects.filter(childrens_services=user.organisation_id).order_by("name")
        }
        self.fields["area"].choices = [(key, area.name) for key, area in self.areas.items()]
        if len(self.areas) < 2:
            del self.fields["area"]
        self.fields["when"].choices = [("", "Since the service began"), *_years_and_quarters(self.at)]

    @property
    def chosen(self):
        return self.cleaned_data if self.is_bound and self.is_valid() else {}

    @property
    def own_area(self):
        """The one that was chosen, or their first; None where they have none."""
        return self.areas.get(self.chosen.get("area")) or next(iter(self.areas.values()), None)

    @property
    def only(self):
        return Only(area=self.own_area.pk if self.own_area else NO_AREA)

    def period(self, at):
        first, last = _days(self.chosen.get("when"))
        return Period(first=first, last=last, as_at=at, only=self.only)

    @property
    def in_words(self):
        when = self.chosen.get("when")
        area = [self.own_area.name] if self.own_area else []
        return area + ([dict(self.fields["when"].choices)[when]] if when else [])


def _years_and_quarters(at):
    """Years from April, the latest first; of this year and the last one their quarters too."""
    now = Quarter.of(localtime(at).date())
    for year in range(now.year, FIRST_YEAR - 1, -1):
        yield str(year), f"April {year} to March {year + 1}"
        if year >= now.year - 1:
            quarters = (Quarter(year, number) for number in (4, 3, 2, 1))
            yield from ((f"{each.year}-{each.number}", each.label) for each in quarters if each <= now)


def _days(when):
    """First and last day of what was chosen; None and None of everything."""
    if not when:
        return None, None
    year, _, number = when.partition("-")
    if number:
        quarter = Quarter(int(year), int(number))
        return quarter.first_day, quarter.last_day
    return date(int(year), 4, 1), date(int(year) + 1, 3, 31)
