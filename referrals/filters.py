"""The filters and the search of the list of his files."""

import django_filters

from accounts.models import Area, User
from accounts.roles import Permission, Role
from audit.breaking import opened_to
from forms import ChoiceField, DayField, FilterForm, ModelField, TextField, TickField
from forms.panels import Panel, kept

from .late import LONGEST_OVERDUE_FIRST, overdue, overdue_of_few, overdue_of_some
from .models import Referral
from .models.referral import RUNS
from .next_steps import SHOWN_TO_REFERRER
from .searching import found, has_two
from .statuses import Source, Status

ME, NOBODY = "me", "nobody"
NEWEST_FIRST = ("-newest", "-pk")
# Facilitators that a drop-down offers
CHOSEN_FROM = 100


def _filter(field_class, **kwargs):
    """A filter drawn by one of our own fields."""
    return type(f"{field_class.__name__}Filter", (django_filters.Filter,), {"field_class": field_class})(
        **kwargs
    )


class ListForm(FilterForm):
    asked_most = ("q", "status", "holder", "holder_name", "overdue")


class ReferralFilter(Panel):
    """``at``: the moment at which a promise is overdue. ``by_two``: see ``searching.found``."""

    q = _filter(TextField, method="search", label="Name or reference", max_length=100)
    status = _filter(ChoiceField, choices=Status.choices, select=True, label="Status")
    area = _filter(ModelField, queryset=Area.objects.order_by("name"), label="Area")
    holder = _filter(ChoiceField, method="held_by", choices=(), select=True, label="Who has it")
    holder_name = _filter(TextField, method="held_by_name", label="Name of who has it", max_length=100)
    source = _filter(ChoiceField, choices=Source.choices, select=True, label="Referred because of")
    received_from = _filter(
        DayField,
        field_name="received_date",
        lookup_expr="gte",
        label="Received on or after",
        name="received from",
    )
    received_to = _filter(
        DayField,
        field_name="received_date",
        lookup_expr="lte",
        label="Received on or before",
        name="received to",
    )
    overdue = _filter(TickField, method="only_overdue", label="Overdue only")

    class Meta:
        model = Referral
        fields = ()
        form = ListForm

    def __init__(self, data, queryset, *, user, at, request=None, by_two=False):
        super().__init__(data, queryset, request=request)
        self.user, self.at = user, at
        # In one's own areas there are few of a name
        self.by_two = by_two and only_in(user) is None and has_two(data.get("q", ""))
        if not user.may(Permission.SEE_HIS_CONTENT):
            del self.filters["holder"]
        if user.role != Role.MANAGER or not too_many_to_choose_from():
            del self.filters["holder_name"]

    @property
    def like(self):
        own = self.user.pk if self.user.role == Role.FACILITATOR else None
        return ("his files", self.user.role, own)

    def offer(self):
        if "holder" in self.filters:
            self.filters["holder"].extra["choices"] = self._holders()
        if self.user.role == Role.FACILITATOR:
            self.filters["area"].extra["queryset"] = self.user.areas.order_by("name")

    def _holders(self):
        offered = self.later("holder", lambda: holders(self.user))
        chosen = self.data.get("holder", "")
        if "holder_name" not in self.filters or not chosen.isdecimal():
            return offered
        # Not among the choices, but an address that was kept or that another page leads to still holds
        return lambda: [*offered(), *((str(p.pk), p.name) for p in User.objects.filter(pk=chosen))]

    def search(self, queryset, name, value):
        """Every word begins one of his names, or is a part of the reference."""
        if not value.strip():
            return queryset
        return found(queryset, value, areas=only_in(self.user), by_two=self.by_two)

    def held_by(self, queryset, name, value):
        if value == NOBODY:
            return queryset.filter(holder=None)
        return queryset.filter(holder=self.user.pk if value == ME else value) if value else queryset

    def held_by_name(self, queryset, name, value):
        """Whoever has it has every word in the name; whoever has left, too."""
        people = User.objects.all()
        for word in value.split():
            people = people.filter(name__icontains=word.replace("\0", ""))
        return queryset.filter(holder__in=people) if value.strip() else queryset

    def only_overdue(self, queryset, name, value):
        """A promise that the person is shown has run out and is not kept."""
        if not value:
            return queryset
        if self.user.role == Role.MANAGER:
            alone = not any(asked for other, asked in self.form.cleaned_data.items() if other != name)
            return (overdue if alone else overdue_of_some)(queryset, at=self.at)
        shown = None if self.user.may(Permission.SEE_HIS_CONTENT) else SHOWN_TO_REFERRER
        return overdue_of_few(queryset, at=self.at, promises=shown)

    @property
    def order(self):
        """Of what is overdue the longest overdue first, and else the newest."""
        late = self.is_bound and "late_since" in self.qs.query.annotations
        return LONGEST_OVERDUE_FIRST if late else NEWEST_FIRST


def holders(user):
    """Choices of who has a file: oneself, nobody yet; for managers each facilitator, unless there are too many."""
    choices = [("", "Any"), (ME, "Me"), (NOBODY, "Nobody yet")]
    if user.role == Role.MANAGER and not too_many_to_choose_from():
        choices += [(str(p.pk), p.name) for p in facilitators().order_by("name")]
    return choices


def facilitators():
    return User.objects.in_role(Role.FACILITATOR)


def too_many_to_choose_from():
    """Whether there are so many facilitators that one is found by name: a drop-down of six hundred is of no use to anybody,
    and weighs more than the list below it."""
    return kept(("facilitators", "too many"), lambda: facilitators()[: CHOSEN_FROM + 1].count() > CHOSEN_FROM)


def current(queryset):
    """Open files, and those whose course has ended but where something is still owed."""
    return queryset.filter(RUNS)


def only_in(user):
    """Ids of the areas in which all files lie that the person may see; None where that is not known."""
    if user.role != Role.FACILITATOR or opened_to(user, Referral):
        return None
    return user.area_ids
