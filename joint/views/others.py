from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.roles import Permission, requires
from forms import GovForm
from joint import actions
from joint.forms import DisclosureForm, ProfessionalForm
from joint.models import Disclosure, Professional

from .pages import ask_about, find_him, side_of


@requires(Permission.WRITE_REPORT)
def professionals(request, pk):
    at = timezone.now()
    him = find_him(request, pk)
    form = ProfessionalForm(request.POST or None, at=at)
    rows = Professional.objects.visible_to(request.user).filter(referral=him).select_related("told_by")
    return ask_about(
        request,
        him,
        form,
        lambda: actions.name_professional(him, by=request.user, at=at, **form.cleaned_data),
        heading="Other professionals",
        done="Named. Tell them if he drops out, and record that you did.",
        then=request.path,
        template="joint/professionals.html",
        rows=rows.order_by("pk"),
        told_form=GovForm(),
        submit="Add",
        at=at,
    )


@requires(Permission.WRITE_REPORT)
@require_POST
def professional_told(request, pk):
    professional = get_object_or_404(Professional.objects.visible_to(request.user), pk=pk)
    actions.professional_told(professional, by=request.user, at=timezone.now())
    messages.success(request, f"Recorded that {professional.name} has been told.")
    return redirect("professionals", professional.referral_id)


@requires(Permission.REPORT_INCIDENT)
def disclosures(request, pk):
    at = timezone.now()
    him = find_him(request, pk)
    form = DisclosureForm(request.POST or None, at=at)
    rows = Disclosure.objects.visible_to(request.user).filter(referral=him).select_related("by")
    return ask_about(
        request,
        him,
        form,
        lambda: actions.log_disclosure(
            him, side=side_of(request.user), by=request.user, at=at, **form.cleaned_data
        ),
        heading="Disclosure log",
        done="Logged.",
        then=request.path,
        template="joint/disclosures.html",
        rows=rows.order_by("-at", "-pk"),
        submit="Log it",
        at=at,
    )
