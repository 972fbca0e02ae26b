"""What the list of her files can be narrowed to. Contact details are never searched."""

import django_filters
from django import forms
from django.db.models import Q

from accounts.cover import away_for
from accounts.models import User
from forms import FilterForm
from forms.panels import Panel

from .caseload import late, nothing_soon, out_of_touch, soon, with_clock, workers_in
from .models import PartnerFile
from .statuses import HerStatus

WHOSE = [("mine", "Mine"), ("covered", "I stand in"), ("all", "All"), ("nobody", "Not allocated")]
DUE = [("late", "Late"), ("soon", "Due within a week"), ("later", "Nothing due within a week")]
QUIET = [("on", "Not in touch lately")]
STATUSES = [choice for choice in HerStatus.choices if choice[0] != HerStatus.HELD]


def _workers(request):
    return workers_in(request.user.organisation_id) if request else User.objects.none()


class HerFilesFilter(Panel):
    """``whose`` is always chosen: by a tab. What it gives is ``with_clock``, worked out where somebody asks for it."""

    tabs = ("whose",)
    whose = django_filters.ChoiceFilter(choices=WHOSE, method="of_whom", widget=forms.HiddenInput)
    due = django_filters.ChoiceFilter(choices=DUE, method="due_when", label="Due", empty_label="Any")
    quiet = django_filters.ChoiceFilter(
        choices=QUIET, method="out_of_touch", label="In touch", empty_label="Any"
    )
    worker = django_filters.ModelChoiceFilter(queryset=_workers, label="Worker")
    status = django_filters.ChoiceFilter(choices=STATUSES, label="Status", empty_label="All open files")
    reference = django_filters.CharFilter(
        method="with_reference", label="Reference", help_text="Hers or his, such as ISS-A3K7-9PQX."
    )

    class Meta:
        model = PartnerFile
        fields = ()
        form = FilterForm

    def __init__(self, data, queryset, *, request, at):
        super().__init__(data, queryset, request=request)
        self.whose, self.at = data["whose"], at

    @property
    def like(self):
        return ("her files", self.request.user.organisation_id, self.whose)

    def offer(self):
        self.filters["whose"].extra["initial"] = self.whose

    @property
    def qs(self):
        if self.is_bound:
            return super().qs
        return self._open(self.of_whom(with_clock(self.queryset), "whose", self.whose))

    def of_whom(self, files, name, whose):
        if whose == "mine":
            return files.filter(worker=self.request.user)
        if whose == "covered":
            return files.filter(worker__in=away_for(self.request.user, at=self.at))
        return files.filter(worker=None) if whose == "nobody" else files

    def due_when(self, files, name, due):
        return files.filter({"late": late, "soon": soon, "later": nothing_soon}[due](self.at))

    def out_of_touch(self, files, name, on):
        return files.filter(out_of_touch(self.at))

    def with_reference(self, files, name, reference):
        reference = reference.strip()
        return files.filter(Q(reference__iexact=reference) | Q(referral__reference__iexact=reference))

    def filter_queryset(self, files):
        """Without a status or a reference only open files; a reference finds the file whosever it is."""
        asked = self.form.cleaned_data
        if asked.get("reference"):
            asked["whose"] = "all"
        elif not asked.get("status"):
            files = self._open(files)
        return super().filter_queryset(with_clock(files))

    def _open(self, files):
        return files.exclude(status=HerStatus.CLOSED)
