"""Entries of support on her file: written, put right, taken back."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.roles import Permission, requires
from audit.trail import saw
from iss import actions
from iss.models import PartnerFile, Support
from iss.statuses import SupportKind
from iss.support.forms import CorrectSupportForm, SupportForm, TakeBackForm, before
from iss.support.summary import summary
from iss.views.pages import ask_on


@requires(Permission.WORK_HER_FILE)
def support(request, pk):
    at = timezone.now()
    file = _file(request, pk)
    kind = request.GET.get("kind")
    initial = {"date": timezone.localdate(at)} | ({"kind": kind} if kind in SupportKind.values else {})
    form = SupportForm(request.POST or None, initial=initial, at=at)
    return ask_on(
        request,
        file,
        form,
        lambda: actions.log_support(file, by=request.user, at=at, **form.cleaned_data),
        heading="Log support",
        submit="Log it",
        done=lambda support: f"Logged: {support.get_kind_display().lower()}.",
        warn=True,
        at=at,
    )


@requires(Permission.SEE_HER_FILES)
def all_support(request, pk):
    """Everything that was done with and for her, and how much of it there is."""
    at = timezone.now()
    file = _file(request, pk)
    saw(file, by=request.user, at=at, page="her_all_support")
    entries = Support.objects.visible_to(request.user).filter(file=file)
    entries = entries.select_related("by", "occasion__group").prefetch_related("corrections__by")
    rows = list(entries.order_by("-date", "-pk"))
    context = {"file": file, "rows": rows, "summary": summary(rows), "at": at}
    return render(request, "iss/support/all.html", context)


@requires(Permission.WORK_HER_FILE)
def correct_support(request, pk, entry):
    at = timezone.now()
    file, support = _entry(request, pk, entry)
    form = CorrectSupportForm(request.POST or None, stored=before(support), at=at)
    return ask_on(
        request,
        file,
        form,
        lambda: actions.correct_support(support, by=request.user, at=at, **form.cleaned_data),
        heading="Put this entry right",
        intro=f"Written by {support.by}. What it says now is kept, with your name and the reason.",
        submit="Put it right",
        done="The entry is put right. What it said before is kept.",
        warn=True,
        at=at,
        template="iss/support/correct.html",
        support=support,
    )


@requires(Permission.WORK_HER_FILE)
def take_back_support(request, pk, entry):
    at = timezone.now()
    file, support = _entry(request, pk, entry)
    form = TakeBackForm(request.POST or None, at=at)
    return ask_on(
        request,
        file,
        form,
        lambda: actions.take_back_support(support, by=request.user, at=at, **form.cleaned_data),
        heading="Take this entry back",
        intro=f"{support.get_kind_display()}, {support.date:%-d %B %Y}, written by {support.by}.",
        consequences=[
            "It stays on her file, crossed out, with your reason.",
            "It is counted nowhere any more.",
        ],
        submit="Take it back",
        danger=True,
        done="The entry is taken back.",
        at=at,
    )


def _file(request, pk):
    return get_object_or_404(PartnerFile.objects.visible_to(request.user), pk=pk)


def _entry(request, pk, entry):
    entries = Support.objects.visible_to(request.user).standing().select_related("by", "file")
    support = get_object_or_404(entries, pk=entry, file=pk)
    return support.file, support
