"""Organisations, teams and areas."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.models import Area, Organisation
from accounts.refusal import Refused
from accounts.roles import Permission, requires
from monitoring import places as actions
from monitoring.forms.people import AreaForm, OrganisationForm, TeamForm


@requires(Permission.MANAGE_PEOPLE)
def organisations(request):
    context = {
        "organisations": Organisation.objects.visible_to(request.user)
        .prefetch_related("teams")
        .order_by("kind", "name"),
        "areas": Area.objects.visible_to(request.user)
        .select_related("provider", "childrens_services")
        .order_by("name"),
    }
    return render(request, "monitoring/organisations.html", context)


@requires(Permission.MANAGE_PEOPLE)
def add_organisation(request):
    form = OrganisationForm(request.POST or None)
    done = _done(request, form, actions.add_organisation)
    if done:
        messages.success(request, f"{done} is added. Add its people next.")
        return redirect("organisations")
    context = {"form": form, "heading": "Add an organisation"}
    return render(request, "monitoring/place_form.html", context)


@requires(Permission.MANAGE_PEOPLE)
def add_team(request):
    form = TeamForm(request.POST or None)
    done = _done(request, form, actions.add_team)
    if done:
        messages.success(request, f"The team {done} is added. Add its social workers next.")
        return redirect("organisations")
    return render(request, "monitoring/place_form.html", {"form": form, "heading": "Add a team"})


@requires(Permission.MANAGE_PEOPLE)
def area(request, pk):
    found = get_object_or_404(Area.objects.visible_to(request.user), pk=pk)
    stored = {"provider": found.provider_id, "childrens_services": found.childrens_services_id}
    form = AreaForm(request.POST or None, stored=stored)
    if _done(request, form, lambda **fields: actions.change_area(found, **fields) or found):
        messages.success(
            request, f"{found} is changed. It holds for new referrals; files that exist stay where they are."
        )
        return redirect("organisations")
    context = {"form": form, "heading": found.name, "area": found}
    return render(request, "monitoring/place_form.html", context)


def _done(request, form, action):
    """What the action returns when the form was posted, is in order and is not refused."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return action(**form.cleaned_data, by=request.user, at=timezone.now())
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
