"""Filters of the lists of this room."""

import django_filters
from django.db.models import Q

from accounts.models import Organisation, User
from accounts.roles import Role
from forms import ChoiceField, FilterForm, ModelField, TextField

STATES = [("yes", "Yes"), ("new", "Yes, but never has"), ("no", "No")]


class PeopleFilterForm(FilterForm):
    text = TextField(label="Name or email address", max_length=120)
    role = ChoiceField(label="Role", choices=Role.choices, select=True)
    organisation = ModelField(label="Organisation", queryset=Organisation.objects.order_by("name"))
    state = ChoiceField(label="May sign in", choices=STATES, select=True)
    widths = {"text": 20}


class PeopleFilter(django_filters.FilterSet):
    text = django_filters.CharFilter(method="by_text")
    role = django_filters.ChoiceFilter(choices=Role.choices)
    organisation = django_filters.ModelChoiceFilter(queryset=Organisation.objects.all())
    state = django_filters.ChoiceFilter(choices=STATES, method="by_state")

    class Meta:
        model = User
        fields = ()

    def get_form_class(self):
        return PeopleFilterForm

    @property
    def is_active(self):
        """Whether the list is narrowed."""
        return any(self.data.get(name) for name in self.filters)

    def by_text(self, people, name, value):
        return people.filter(Q(name__icontains=value) | Q(email__icontains=value))

    def by_state(self, people, name, value):
        if value == "new":
            return people.filter(is_active=True, last_login=None)
        return people.filter(is_active=value == "yes")
