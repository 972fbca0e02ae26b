"""The plan on paper: a plain sheet in her words, or none if she said so. Not asked means none."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

import paper
from accounts.roles import Permission, requires
from audit.trail import saw
from iss import actions
from iss.models import PartnerFile, PlanOnPaper, SafetyPlan
from iss.plans.forms import PaperForm
from iss.views.pages import ask_on


@requires(Permission.WORK_HER_FILE)
def choose(request, pk):
    at = timezone.now()
    file, plan, before = _of(request, pk)
    if plan is None:
        return redirect("her_write_safety_plan", pk)
    form = PaperForm(request.POST or None, plan=plan, before=before, at=at)
    return ask_on(
        request,
        file,
        form,
        lambda: actions.choose_paper(file, by=request.user, at=at, **form.cleaned_data),
        heading="Does she want the plan on paper?",
        intro="Ask her each time: where does it lie, who looks there, what does she say when he finds it?",
        done=lambda chosen: "Recorded." if chosen.wanted else "Recorded: nothing is printed.",
        then=lambda chosen: reverse("her_plan_print" if chosen.wanted else "her_safety_plan", args=[pk]),
        at=at,
    )


@requires(Permission.WORK_HER_FILE)
def preview(request, pk):
    """The sheet as it will be; or why there is none."""
    at = timezone.now()
    file, plan, chosen = _of(request, pk)
    saw(file, by=request.user, at=at, page="her_plan_print")
    wanted = bool(plan and chosen and chosen.wanted)
    context = {
        "file": file,
        "plan": plan,
        "chosen": chosen,
        "wanted": wanted,
        "lines": chosen.on_the_sheet(plan) if wanted else [],
        "choice_url": reverse("her_plan_choice", args=[pk]),
        "at": at,
    }
    return render(request, "iss/plan/print.html", context)


@requires(Permission.WORK_HER_FILE)
def sheet(request, pk):
    """The file for the printer. Its name and what it says of itself tell nothing."""
    file, plan, chosen = _of(request, pk)
    if not (plan and chosen and chosen.wanted):
        raise Http404("She has not chosen a sheet of paper: nothing is printed.")
    lines = chosen.on_the_sheet(plan)
    content = paper.pdf("paper/plain_sheet.html", {"heading": chosen.heading, "lines": lines})
    saw(file, by=request.user, at=timezone.now(), page="her_plan_sheet")
    return paper.response(content, "sheet.pdf")


def _of(request, pk):
    """Her file, her latest plan and her latest answer about paper."""
    file = get_object_or_404(PartnerFile.objects.visible_to(request.user), pk=pk)
    plans = SafetyPlan.objects.visible_to(request.user).filter(file=file)
    papers = PlanOnPaper.objects.visible_to(request.user).filter(file=file).select_related("by")
    return file, plans.order_by("-version").first(), papers.order_by("-at", "-pk").first()
