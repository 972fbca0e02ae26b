"""What is missing, late, contradictory or there twice; with the files, for those who can put them right."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.timezone import localtime

from accounts.asking import ask
from accounts.paging import page_of
from accounts.roles import Permission, requires
from audit.trail import record
from iss.models import PartnerFile
from monitoring.figures import Audience, compute
from monitoring.models import CompletenessTarget
from programme.models import Session
from referrals.models import Referral

from . import actions, errata
from .check import Side
from .checks import BY_CODE
from .counting import count, keys_of
from .forms import PartForm, TargetForm
from .page import spread, summary, tables
from .scope import scope_of


@requires(Permission.SEE_QUALITY)
def quality(request):
    """Counts of what one sees; with a link to the files where one may open them."""
    at, scope = timezone.now(), scope_of(request.user)
    form = PartForm(request.GET or None, at=at, areas=scope.areas)
    found = count(scope, at=at, **form.part)
    targets = CompletenessTarget.objects.visible_to(request.user).in_force(localtime(at).date())
    context = {
        "form": form,
        "active": bool(form.asked),
        "summary": summary(found),
        "tables": tables(found, targets, opens=scope.opens, asked=form.asked),
        "by_area": spread(found, "areas", "Area"),
        "by_worker": spread(found, "workers", "Worker") if scope.workers else None,
        "scope": scope,
        "may_set": request.user.may(Permission.SET_TARGETS),
        "at": at,
    }
    return render(request, "monitoring/quality.html", context)


@requires(Permission.SEE_QUALITY)
def quality_files(request, code):
    """The files that fail one check, each with where it is put right. Counts lead those who open no case nowhere."""
    check, scope = BY_CODE.get(code), scope_of(request.user)
    if check is None:
        raise Http404
    if not scope.opens or check.side not in scope.sides:
        raise PermissionDenied("These are counts for you: your role does not let you open the files.")
    at = timezone.now()
    form = PartForm(request.GET or None, at=at, areas=scope.areas)
    keys = keys_of(check, scope, at=at, **form.part)
    page = page_of(_files(check.side, request.user).filter(pk__in=keys), request)
    record("quality.listed", request.user, by=request.user, at=at, check=code, files=len(keys))
    context = {"check": check, "page": page, "number": len(keys), "his": check.side == Side.HIS, "form": form}
    context |= {"active": bool(form.asked), "hers": check.side == Side.HERS}
    return render(request, "monitoring/quality_files.html", context)


def _files(side, user):
    if side == Side.HERS:
        return PartnerFile.objects.visible_to(user).select_related("worker", "area")
    if side == Side.SESSIONS:
        return Session.objects.visible_to(user).select_related(
            "group__area", "group__lead_man", "group__lead_woman"
        )
    return Referral.objects.visible_to(user).select_related("man", "area", "holder")


@requires(Permission.SET_TARGETS)
def completeness_target(request):
    """How complete records should be, from a day on."""
    at = timezone.now()
    form = TargetForm(request.POST or None, at=at)
    rows = CompletenessTarget.objects.visible_to(request.user).order_by("check_code", "-first_day")
    words = {code: check.words for code, check in BY_CODE.items()} | {"": "Everything without its own"}
    return ask(
        request,
        form,
        lambda: actions.set_completeness(**form.cleaned_data, by=request.user, at=at),
        done=lambda target: f"The target is set: {target}.",
        then="completeness_target",
        template="monitoring/completeness_target.html",
        context={"targets": [(words.get(row.check_code, row.check_code), row) for row in rows]},
    )


@requires(Permission.SEE_FIGURES)
def report_errata(request):
    """The evaluation's own errata, each with the number that the same records give here."""
    figures = compute(errata.COUNTED, Audience.INTERNAL)
    loaded = figures["fig13"]["referrals"]
    context = {"rows": errata.rows(figures) if loaded else [], "until": errata.COUNTED.last}
    return render(request, "monitoring/errata.html", context | {"loaded": loaded})
