"""A group that changes: where it meets, who leads it, and who stands in for one of the pair."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.asking import press
from accounts.refusal import Refused
from accounts.roles import Permission, requires
from programme.actions import change_group, cover_lead, end_cover
from programme.forms.changing import ChangeGroupForm, CoverForm
from programme.models import Group, LeadCover


def _group(request, pk):
    groups = Group.objects.visible_to(request.user)
    return get_object_or_404(
        groups.select_related("area", "venue", "version", "lead_man", "lead_woman"), pk=pk
    )


@requires(Permission.ALLOCATE)
def change(request, pk):
    at = timezone.now()
    group = _group(request, pk)
    form = ChangeGroupForm(request.POST or None, group=group, at=at)
    if request.method == "POST" and form.is_valid():
        try:
            change_group(group, by=request.user, at=at, **form.facts())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The group is changed. Whoever leads it, or led it, has been told.")
            return redirect(group)
    return render(request, "programme/change_group.html", {"form": form, "group": group})


@requires(Permission.ALLOCATE)
def cover(request, pk):
    at = timezone.now()
    group = _group(request, pk)
    form = CoverForm(request.POST or None, group=group, at=at)
    if request.method == "POST" and form.is_valid():
        try:
            cover_lead(group, by=request.user, at=at, **form.facts())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Cover is arranged. Everybody who leads the group has been told.")
            return redirect(group)
    return render(request, "programme/cover.html", {"form": form, "group": group})


@requires(Permission.ALLOCATE)
@require_POST
def end(request, pk):
    """Take cover back."""
    cover = get_object_or_404(LeadCover.objects.visible_to(request.user).select_related("group"), pk=pk)
    at = timezone.now()
    return press(
        request,
        lambda: end_cover(cover, by=request.user, at=at),
        done=f"{cover.away} leads the group again.",
        then=cover.group,
    )
