from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Permission, requires
from joint import actions
from joint.forms.others import DisclosureForm, ProfessionalForm, ToldForm
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
        done="Named. If his file ends you are reminded to tell them.",
        then=request.path,
        template="joint/professionals.html",
        rows=rows.order_by("pk"),
        from_form=actions.not_named_yet(him),
        submit="Add",
        at=at,
    )


@requires(Permission.WRITE_REPORT)
def professional_told(request, pk):
    at = timezone.now()
    rows = Professional.objects.visible_to(request.user).select_related("referral__man", "referral__area")
    professional = get_object_or_404(rows, pk=pk)
    back = reverse("professionals", args=[professional.referral_id])
    if professional.told_at:
        messages.info(request, "It is recorded already that they have been told.")
        return redirect(back)
    form = ToldForm(request.POST or None, at=at)
    return ask_about(
        request,
        professional.referral,
        form,
        lambda: actions.professional_told(professional, by=request.user, at=at, **form.cleaned_data),
        heading=f"Tell {professional.name}",
        done=f"Recorded that {professional.name} has been told.",
        then=back,
        home=back,
        template="joint/professional_told.html",
        professional=professional,
        submit="Record that they have been told",
        at=at,
    )


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
