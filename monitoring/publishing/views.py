"""Releases: figures that leave the service, for whom, under which rule; and the rule itself."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

import paper
from accounts.asking import ask
from accounts.paging import page_of
from accounts.roles import Permission, requires
from audit.trail import record
from monitoring.figures import DEFINITIONS
from monitoring.figures_page import tables
from monitoring.models import DisclosureRule, Release
from monitoring.papers.views import paper_pages

from . import actions
from .forms import DisclosureRuleForm, ReleaseForm
from .making import BESIDE
from .on_paper import RELEASE
from .workbook import XLSX, workbook


@requires(Permission.RELEASE_FIGURES)
def releases(request):
    """The log: what was given to whom, latest first."""
    at = timezone.now()
    found = (
        Release.objects.visible_to(request.user)
        .select_related("by", "rule")
        .defer("exact_json", "public_json")
    )
    context = {
        "page": page_of(found, request, by=("-at", "-pk")),
        "rule": DisclosureRule.objects.visible_to(request.user).in_force(at),
    }
    return render(request, "monitoring/releases.html", context)


@requires(Permission.RELEASE_FIGURES)
def new_release(request):
    at = timezone.now()
    form = ReleaseForm(request.POST or None, at=at)
    if request.method == "POST" and form.is_valid():
        return redirect(actions.ask_for_release(**form.cleaned_data, by=request.user, at=at))
    rule = DisclosureRule.objects.visible_to(request.user).in_force(at)
    return render(request, "monitoring/release_new.html", {"form": form, "rule": rule})


@requires(Permission.RELEASE_FIGURES)
def release(request, pk):
    """As it was published; until the worker has made it, the page says so."""
    found = _release(request, pk)
    shown = tables(found.public, DEFINITIONS) if found.made_at else []
    earlier = Release.objects.visible_to(request.user).overlapping(found.first_day, found.last_day)
    not_read = max(0, earlier.filter(pk__lt=found.pk).count() - BESIDE)
    return render(
        request, "monitoring/release.html", {"release": found, "tables": shown, "not_read": not_read}
    )


@requires(Permission.RELEASE_FIGURES)
def spreadsheet(request, pk):
    found = _made(request, pk)
    record("figures.downloaded", found, by=request.user, at=timezone.now())
    content = workbook(found, tables(found.public, DEFINITIONS))
    return paper.response(content, f"{found.reference}.xlsx", kind=XLSX)


@requires(Permission.RELEASE_FIGURES)
def rule(request):
    """The rule in force, those to come and those that were, and a change for the future."""
    at = timezone.now()
    rules = list(DisclosureRule.objects.visible_to(request.user).order_by("-valid_from"))
    now = next(one for one in rules if one.valid_from <= at)
    stored = {name: getattr(now, name) for name in ("hide_below", "round_to", "smallest_base")}
    form = DisclosureRuleForm(request.POST or None, at=at, stored=stored)
    return ask(
        request,
        form,
        lambda: actions.change_disclosure_rule(**form.cleaned_data, by=request.user, at=at),
        done=lambda changed: f"From then on: {changed}.",
        then="disclosure_rule",
        template="monitoring/disclosure_rule.html",
        context={"rules": rules, "now": now, "at": at},
    )


def _release(request, pk):
    return get_object_or_404(Release.objects.visible_to(request.user).select_related("by", "rule"), pk=pk)


def _made(request, pk):
    """A release that can be taken away."""
    found = _release(request, pk)
    if not found.made_at:
        raise Http404
    return found


release_papers = paper_pages(RELEASE, permission=Permission.RELEASE_FIGURES, find=_made)
