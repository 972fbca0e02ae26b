"""Case studies: write one for a return, and look at a colleague's."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.asking import ask
from accounts.roles import Permission, requires
from monitoring.models import CaseStudy, ReturnPart
from monitoring.returns import studies
from monitoring.returns.forms import LookForm, StudyForm


@requires(Permission.CHECK_RETURN)
def write(request, pk):
    parts = ReturnPart.objects.visible_to(request.user).select_related("quarterly_return")
    part = get_object_or_404(parts, pk=pk)
    if part.quarterly_return.signed_at:
        return redirect(part)
    at = timezone.now()
    form = StudyForm(request.POST or None, at=at)
    return ask(
        request,
        form,
        lambda: studies.write_study(part, **form.cleaned_data, by=request.user, at=at),
        done="Written. A colleague looks whether anybody can be known from it; then it is attached.",
        then=part,
        template="monitoring/returns/write_study.html",
        context={"part": part, "return": part.quarterly_return},
    )


@requires(Permission.CASE_STUDY)
def study(request, pk):
    """Read it; and, where somebody else wrote it and nobody has looked yet, say what you found."""
    found = get_object_or_404(
        CaseStudy.objects.visible_to(request.user).select_related(
            "part__quarterly_return", "part__organisation", "by", "checked_by"
        ),
        pk=pk,
    )
    at = timezone.now()
    waits = found.state == CaseStudy.State.WAITING and not found.part.quarterly_return.signed_at
    context = {
        "study": found,
        "mine": found.by_id == request.user.pk,
        "waits": waits,
        "to_part": request.user.may(Permission.SEE_RETURNS),
    }
    if not waits or context["mine"]:
        return render(request, "monitoring/returns/study.html", context)
    form = LookForm(request.POST or None, at=at)
    return ask(
        request,
        form,
        lambda: _look(found, form.cleaned_data, by=request.user, at=at),
        done=lambda seen: "It is attached." if seen.state == "passed" else "It is sent back.",
        then=found,
        template="monitoring/returns/study.html",
        context=context,
    )


def _look(found, said, *, by, at):
    if said["found"] == "pass":
        return studies.pass_study(found, by=by, at=at)
    return studies.send_back(found, note=said["note"], by=by, at=at)
