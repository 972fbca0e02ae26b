"""The tabs, the filters and the search of a social worker's own list."""

import django_filters
from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from accounts.roles import Role
from forms import ChoiceField, FilterForm, TextField, TickField
from forms.panels import Panel
from referrals.asked import promises_asked_of
from referrals.filters import current
from referrals.models import Deadline
from referrals.searching import found
from referrals.statuses import OPEN

MINE, COLLEAGUES = "me", "colleagues"
# The tabs: which files each shows. Those where something is still owed are under way.
TABS = {
    "": "Under way",
    "ended": "Ended",
    "all": "All",
}


def _filter(field_class, **kwargs):
    return type(f"{field_class.__name__}Filter", (django_filters.Filter,), {"field_class": field_class})(
        **kwargs
    )


class FollowingFilter(Panel):
    q = _filter(TextField, method="search", label="Name or reference", max_length=100)
    whose = _filter(ChoiceField, method="followed_by", choices=(), select=True, label="Who follows it")
    asked = _filter(TickField, method="only_asked", label="Something is asked of me")

    class Meta:
        form = FilterForm

    def __init__(self, data, queryset, *, user, request=None):
        super().__init__(data, queryset, request=request)
        self.user = user

    @property
    def like(self):
        return ("files followed", self.user.pk)

    def offer(self):
        self.filters["whose"].extra["choices"] = self.later("whose", lambda: whose(self.user))

    def search(self, queryset, name, value):
        """Every word begins one of his names, or is a part of the reference."""
        return found(queryset, value) if value.strip() else queryset

    def followed_by(self, queryset, name, value):
        if value == MINE:
            return queryset.filter(referrer=self.user)
        if value == COLLEAGUES:
            return queryset.exclude(referrer=self.user)
        return queryset.filter(referrer=value) if value else queryset

    def only_asked(self, queryset, name, value):
        return queryset.filter(asked_of(self.user)) if value else queryset


def asked_of(user):
    """Of a queryset of referrals: those where something is asked of the person."""
    running = Deadline.objects.ticking().filter(referral=OuterRef("pk"))
    return Q(Exists(running.filter(promise__in=promises_asked_of(user))), owes=True)


def on_tab(queryset, tab):
    if tab == "ended":
        return queryset.exclude(status__in=OPEN).filter(owes=False)
    return queryset if tab == "all" else current(queryset)


def whose(user):
    """Oneself, one's colleagues together, and each of the team; those who have left too."""
    choices = [("", "Any"), (MINE, "Me"), (COLLEAGUES, "My colleagues")]
    if user.team_id:
        team = User.objects.filter(team=user.team_id).exclude(pk=user.pk).order_by("name")
        choices += [
            (str(person.pk), person.name if person.may_follow else f"{person.name} (left)")
            for person in _marked(team)
        ]
    return choices


def _marked(people):
    for person in people:
        person.may_follow = person.is_active and person.role == Role.SOCIAL_WORKER
        yield person
