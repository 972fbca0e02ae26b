"""What the list of her files can be narrowed to. Contact details are never searched."""

import django_filters
from django import forms
from django.db.models import Q

from forms import FilterForm

from .models import PartnerFile
from .statuses import HerStatus

WHOSE = [("mine", "Mine"), ("all", "All"), ("nobody", "Not allocated")]
STATUSES = [choice for choice in HerStatus.choices if choice[0] != HerStatus.HELD]


class HerFilesFilter(django_filters.FilterSet):
    whose = django_filters.ChoiceFilter(choices=WHOSE, method="of_whom", widget=forms.HiddenInput)
    status = django_filters.ChoiceFilter(choices=STATUSES, label="Status", empty_label="All open files")
    reference = django_filters.CharFilter(
        method="with_reference", label="Reference", help_text="Hers or his, such as ISS-A3K7-9PQX."
    )

    class Meta:
        model = PartnerFile
        fields = ()
        form = FilterForm

    def of_whom(self, files, name, whose):
        if whose == "mine":
            return files.filter(worker=self.request.user)
        return files.filter(worker=None) if whose == "nobody" else files

    def with_reference(self, files, name, reference):
        reference = reference.strip()
        return files.filter(Q(reference__iexact=reference) | Q(referral__reference__iexact=reference))

    def filter_queryset(self, files):
        """Without a status or a reference only open files; a reference finds the file whosever it is."""
        asked = self.form.cleaned_data
        if asked.get("reference"):
            asked["whose"] = "all"
        elif not asked.get("status"):
            files = files.exclude(status=HerStatus.CLOSED)
        return super().filter_queryset(files)
