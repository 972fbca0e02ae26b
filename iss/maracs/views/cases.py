"""Her cases at the MARAC: every one, and where it stands."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Permission, requires
from audit.trail import saw
from iss.actions import repeat_until
from iss.models import HerRecommendation, Marac, PartnerFile


@requires(Permission.SEE_HER_FILES)
def maracs(request, pk):
    at = timezone.now()
    file = get_object_or_404(PartnerFile.objects.visible_to(request.user), pk=pk)
    saw(file, by=request.user, at=at, page="her_maracs")
    found = Marac.objects.visible_to(request.user).filter(file=file).order_by("-recommended_at", "-pk")
    asked = HerRecommendation.objects.visible_to(request.user).filter(file=file, answered_at=None)
    context = {
        "file": file,
        "maracs": list(found),
        "recommendations": list(asked.select_related("decision").order_by("at", "pk")),
        "at": at,
    }
    return render(request, "iss/marac/all.html", context)


@requires(Permission.SEE_HER_FILES)
def marac(request, pk, marac):
    at = timezone.now()
    found = case(request, pk, marac)
    saw(found.file, by=request.user, at=at, page="her_marac")
    actions = list(found.actions.select_related("settled_by").order_by("due_date", "pk"))
    names = ("refer", "decline", "heard", "agree", "form")
    context = {
        "file": found.file,
        "marac": found,
        "actions": actions,
        "today": timezone.localdate(at),
        "repeat_until": repeat_until(found) if found.heard_date else None,
        "links": {name: reverse(f"her_marac_{name}", args=[pk, found.pk]) for name in names},
        "at": at,
    }
    return render(request, "iss/marac/case.html", context)


def case(request, pk, marac):
    found = Marac.objects.visible_to(request.user).select_related(
        "file__area", "file__provider", "file__worker", "file__referral__man", "settled_by", "heard_by"
    )
    return get_object_or_404(found, pk=marac, file=pk)
