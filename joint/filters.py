"""What the list of the joint table can be narrowed to."""

import django_filters
from django import forms

from accounts.models import Area
from forms import FilterForm, TickField
from timescales.promises import Promise

from .models import JointReview, Pair, Risk

SHOW = [("all", "All"), ("discussions", "Discussions waiting"), ("reviews", "Reviews due")]
AWAITED = {"discussions": (Promise.JOINT_DISCUSSION,), "reviews": (Promise.JOINT_REVIEW, Promise.REVIEW_RISK)}
NARROWING = ("area", "risk", "late", "reference")


class LateFilter(django_filters.BooleanFilter):
    field_class = TickField


class PairsFilter(django_filters.FilterSet):
    """``at``: the moment by which what is late is late. ``user``: whose reviews the level of risk is taken from."""

    show = django_filters.ChoiceFilter(choices=SHOW, method="awaiting", widget=forms.HiddenInput)
    area = django_filters.ModelChoiceFilter(queryset=Area.objects.order_by("name"), label="Area")
    risk = django_filters.ChoiceFilter(
        choices=Risk.choices, method="at_risk", label="Risk at the last review", empty_label="Any"
    )
    late = LateFilter(method="is_late", label="Overdue only")
    reference = django_filters.CharFilter(
        method="with_reference", label="Reference", help_text="Such as MT-A3K7-9PQX."
    )

    class Meta:
        model = Pair
        fields = ()
        form = FilterForm

    def __init__(self, *args, user, at, **kwargs):
        self.user, self.at = user, at
        super().__init__(*args, **kwargs)

    def awaiting(self, pairs, name, show):
        return pairs.filter(awaited__in=AWAITED[show]) if show in AWAITED else pairs

    def at_risk(self, pairs, name, level):
        newest = JointReview.objects.visible_to(self.user).order_by("referral", "-held_date", "-pk")
        newest = newest.distinct("referral").values("pk")
        return pairs.filter(pk__in=JointReview.objects.filter(pk__in=newest, risk=level).values("referral"))

    def is_late(self, pairs, name, late):
        return pairs.filter(due__lte=self.at) if late else pairs

    def with_reference(self, pairs, name, reference):
        return pairs.filter(reference__iexact=reference.strip())
