"""Her safety plan: as it stands, every version of it, and what changed between them."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Permission, requires
from audit.trail import saw
from iss import actions
from iss.models import PartnerFile, PlanOnPaper, SafetyPlan
from iss.plan import PARTS, changes
from iss.plans.forms import PlanForm
from iss.views.pages import ask_on


@requires(Permission.SEE_HER_FILES)
def plan(request, pk):
    """The latest version; who has none yet writes the first."""
    at = timezone.now()
    file = _file(request, pk)
    plans = list(
        SafetyPlan.objects.visible_to(request.user)
        .filter(file=file)
        .select_related("by")
        .order_by("-version")
    )
    if not plans:
        return redirect("her_write_safety_plan", pk)
    saw(file, by=request.user, at=at, page="her_safety_plan")
    papers = PlanOnPaper.objects.visible_to(request.user).filter(file=file).select_related("by")
    context = {
        "file": file,
        "plan": plans[0],
        "changes": changes(plans[1].parts, plans[0].parts) if len(plans) > 1 else [],
        "earlier": plans[1:],
        "paper": papers.order_by("-at", "-pk").first(),
        "write_url": reverse("her_write_safety_plan", args=[pk]),
        "at": at,
    }
    return render(request, "iss/plan/plan.html", context)


@requires(Permission.SEE_HER_FILES)
def version(request, pk, version):
    at = timezone.now()
    plans = SafetyPlan.objects.visible_to(request.user).filter(file=pk).select_related("by", "file")
    plan = get_object_or_404(plans, version=version)
    saw(plan.file, by=request.user, at=at, page="her_safety_plan_version")
    before = plans.filter(version=version - 1).first()
    context = {
        "file": plan.file,
        "plan": plan,
        "latest": plans.order_by("-version").first(),
        "changes": changes(before.parts, plan.parts) if before else [],
        "at": at,
    }
    return render(request, "iss/plan/version.html", context)


@requires(Permission.WORK_HER_FILE)
def write(request, pk):
    at = timezone.now()
    file = _file(request, pk)
    latest = SafetyPlan.objects.visible_to(request.user).filter(file=file).order_by("-version").first()
    before = latest.parts if latest else {}
    form = PlanForm(
        request.POST or None,
        initial={"made_date": timezone.localdate(at)},
        stored={part.name: before.get(part.name, "") for part in PARTS},
        at=at,
    )
    return ask_on(
        request,
        file,
        form,
        lambda: actions.write_safety_plan(file, by=request.user, at=at, **form.facts()),
        heading=f"Safety plan, version {latest.version + 1 if latest else 1}",
        intro="Write it with her, in her words. Leave out what does not apply."
        + (" The version before is kept." if latest else ""),
        submit="Save this version",
        done=lambda plan: (
            f"Safety plan, version {plan.version}, is saved. Ask her whether any paper of it is safe."
        ),
        then=reverse("her_safety_plan", args=[pk]),
        warn=True,
        at=at,
    )


def _file(request, pk):
    return get_object_or_404(PartnerFile.objects.visible_to(request.user), pk=pk)
