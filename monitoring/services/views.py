"""What other services that the commissioner pays for have counted: entered by staff, read by whoever sees figures."""

import csv
import io
import tempfile
from pathlib import Path

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.timezone import localtime

from accounts.asking import ask
from accounts.refusal import Refused
from accounts.roles import Permission, requires
from monitoring.figures.quarter import Quarter
from monitoring.models import OtherCount, OtherService

from .actions import Count, enter_counts
from .forms import CountsForm, UploadForm, YearForm
from .page import page
from .reading import COLUMNS, read

SHOWN_PROBLEMS = 50


@requires(Permission.SEE_FIGURES)
def other_counts(request):
    """A year of all services, with what may be counted twice."""
    now = _now()
    counts = OtherCount.objects.visible_to(request.user).standing()
    latest = counts.order_by("-year").values_list("year", flat=True).first() or now.year
    form = YearForm(request.GET or None, last=now.year, initial={"year": latest})
    chosen = form.cleaned_data["year"] if form.is_bound and form.is_valid() else ""
    year = int(chosen or latest)
    services = OtherService.objects.visible_to(request.user).select_related("may_be_among").order_by("pk")
    context = {
        "form": form,
        "year": f"{year}/{(year + 1) % 100:02}",
        "parts": page(services, counts.filter(year=year)),
        "any": counts.exists(),
        "may_enter": request.user.may(Permission.KEEP_OTHER_COUNTS),
    }
    return render(request, "monitoring/other_counts.html", context)


@requires(Permission.SEE_FIGURES)
def other_service(request, code):
    """Every number of one service, and what each corrects."""
    service = get_object_or_404(OtherService.objects.visible_to(request.user), code=code)
    rows = (
        OtherCount.objects.visible_to(request.user).filter(service=service).select_related("corrects", "by")
    )
    rows = rows.select_related("service").order_by("-year", "-quarter", "sex", "-at", "-pk")[:400]
    return render(request, "monitoring/other_service.html", {"service": service, "rows": rows})


@requires(Permission.KEEP_OTHER_COUNTS)
def enter_other_counts(request):
    """One service, one quarter, by sex."""
    at, now = timezone.now(), _now()
    services = {one.code: one for one in OtherService.objects.visible_to(request.user).order_by("pk")}
    form = CountsForm(request.POST or None, at=at, services=services.values(), last=(now.year, now.number))
    return ask(
        request,
        form,
        lambda: _enter(services, form.cleaned_data, by=request.user, at=at),
        done=lambda entered: f"The numbers are entered: {entered.in_words}",
        then="other_counts",
        template="monitoring/other_counts_enter.html",
        context={},
    )


def _enter(services, given, *, by, at):
    place = services[given["service"]], int(given["year"]), int(given["quarter"])
    counts = [Count(*place, sex, given[sex]) for sex in OtherCount.Sex.values if given[sex] is not None]
    return enter_counts(counts, source=given["source"], because=given["because"], by=by, at=at)


@requires(Permission.KEEP_OTHER_COUNTS)
def upload_other_counts(request):
    """What a service sent as CSV. With one mistake nothing is entered, and every mistake is named."""
    at = timezone.now()
    form = UploadForm(request.POST or None, request.FILES or None, at=at)
    problems = []
    return ask(
        request,
        form,
        lambda: _upload(request.user, form.cleaned_data, problems, at=at),
        done=lambda entered: f"The numbers are entered: {entered.in_words}",
        then="other_counts",
        template="monitoring/other_counts_upload.html",
        context={"problems": problems, "columns": COLUMNS, "most": SHOWN_PROBLEMS},
    )


def _upload(user, given, problems, *, at):
    services = {one.code: one for one in OtherService.objects.visible_to(user).order_by("pk")}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "counts.csv"
        path.write_bytes(given["file"].read())
        now = _now()
        rows, found = read(path, tuple(services), last=(now.year, now.number))
    if found:
        problems += found[:SHOWN_PROBLEMS]
        raise Refused(
            f"Nothing was entered: the file has {len(found)} mistake{'s' if len(found) > 1 else ''}."
        )
    counts = [Count(services[row.service], *row.period, row.sex, row.number) for row in rows]
    return enter_counts(counts, source=given["source"], because=given["because"], by=user, at=at)


@requires(Permission.KEEP_OTHER_COUNTS)
def other_counts_template(request):
    """An empty table to send to a service: every service and sex, for the quarter that ended last."""
    before = _now().previous
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    for service in OtherService.objects.visible_to(request.user).order_by("pk"):
        writer.writerows([service.code, before.label, sex, ""] for sex in OtherCount.Sex.values)
    return HttpResponse(
        target.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="counts.csv"', "Cache-Control": "no-store"},
    )


def _now():
    return Quarter.of(localtime(timezone.now()).date())
