"""What the list of the joint table can be narrowed to."""

import django_filters
from django import forms

from forms import FilterForm
from timescales.promises import Promise

from .models import Pair

SHOW = [("all", "All"), ("discussions", "Discussions waiting"), ("reviews", "Reviews due")]
AWAITED = {"discussions": Promise.JOINT_DISCUSSION, "reviews": Promise.JOINT_REVIEW}


class PairsFilter(django_filters.FilterSet):
    show = django_filters.ChoiceFilter(choices=SHOW, method="awaiting", widget=forms.HiddenInput)
    reference = django_filters.CharFilter(
        method="with_reference", label="Reference", help_text="Such as MT-A3K7-9PQX."
    )

    class Meta:
        model = Pair
        fields = ()
        form = FilterForm

    def awaiting(self, pairs, name, show):
        return pairs.filter(awaited=AWAITED[show]) if show in AWAITED else pairs

    def with_reference(self, pairs, name, reference):
        return pairs.filter(reference__iexact=reference.strip())
