"""The filter of the list of services."""

import django_filters
from django.db.models import Q

from accounts.models import Area
from forms import ChoiceField, FilterForm, ModelField, TextField

from .models import Service
from .words import ForWhom, Need, Risk

OPEN, CLOSED, TO_VERIFY = "open", "closed", "to_verify"
STATES = [(OPEN, "Open"), (CLOSED, "Closed or not open yet"), (TO_VERIFY, "Open, to be verified")]


def _filter(field_class, **kwargs):
    return type(f"{field_class.__name__}Filter", (django_filters.Filter,), {"field_class": field_class})(
        **kwargs
    )


class ServiceFilterForm(FilterForm):
    asked_most = ("text", "area", "need")


class ServiceFilter(django_filters.FilterSet):
    """``day``: the local day on which a service is open or has not been verified for too long."""

    text = _filter(TextField, method="by_text", label="Name or word", max_length=100)
    area = _filter(ModelField, queryset=Area.objects.order_by("name"), method="by_area", label="Area")
    for_whom = _filter(ChoiceField, choices=ForWhom.choices, select=True, label="Whom it is for")
    risk = _filter(ChoiceField, choices=Risk.choices, select=True, method="by_risk", label="Level of risk")
    need = _filter(ChoiceField, choices=Need.choices, select=True, method="by_need", label="Need")
    state = _filter(ChoiceField, choices=STATES, select=True, method="by_state", label="Open or closed")

    class Meta:
        model = Service
        fields = ()
        form = ServiceFilterForm

    def __init__(self, data, queryset, *, day):
        super().__init__(data, queryset)
        self.day = day

    @property
    def active(self):
        return self.is_bound and any(self.form.cleaned_data.get(name) for name in self.filters)

    def by_text(self, services, name, value):
        words = ("name", "summary", "also_asked", "delivered_by", "route_note")
        return services.filter(Q(*((f"{word}__icontains", value) for word in words), _connector=Q.OR))

    def by_area(self, services, name, value):
        """What covers it, and what may: its areas are not recorded."""
        return services.filter(Q(areas=value) | Q(areas=None)) if value else services

    def by_risk(self, services, name, value):
        return services.filter(Q(risks__contains=[value]) | Q(risks=[])) if value else services

    def by_need(self, services, name, value):
        return services.filter(needs__contains=[value]) if value else services

    def by_state(self, services, name, value):
        open_now = services.open_on(self.day)
        if value == CLOSED:
            return services.exclude(pk__in=open_now.values("pk"))
        return {OPEN: open_now, TO_VERIFY: open_now.to_verify(self.day)}.get(value, services)
