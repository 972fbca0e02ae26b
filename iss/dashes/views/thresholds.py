"""The administrator's page: what counts in each area, and from when."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.asking import ask, press
from accounts.roles import Permission, requires
from forms import GovForm
from iss import actions
from iss.dashes.forms import ThresholdForm
from iss.models import DashThreshold


@requires(Permission.MANAGE_SETTINGS)
def thresholds(request):
    at = timezone.now()
    rows = DashThreshold.objects.visible_to(request.user).select_related("area").order_by("-valid_from")
    begun, to_come = {}, []
    for row in rows:
        if row.valid_from > at:
            to_come.append(row)
        else:
            begun.setdefault(row.area_id, row)
    others = begun.pop(None, None)
    own = sorted(begun.values(), key=lambda row: row.area.name)
    context = {"others": others, "own": own, "to_come": to_come, "act": GovForm(), "at": at}
    return render(request, "iss/dash/thresholds.html", context)


@requires(Permission.MANAGE_SETTINGS)
def change(request):
    at = timezone.now()
    form = ThresholdForm(request.POST or None, at=at)
    return ask(
        request,
        form,
        lambda: actions.change_threshold(by=request.user, at=at, **form.cleaned_data),
        done="Saved. It counts for DASHes from that day on; those made before keep the level they were given.",
        then=reverse("dash_thresholds"),
        template="iss/dash/change_threshold.html",
        context={"heading": "Change what counts", "at": at},
    )


@requires(Permission.MANAGE_SETTINGS)
@require_POST
def withdraw(request, pk):
    row = get_object_or_404(DashThreshold.objects.visible_to(request.user), pk=pk)
    at = timezone.now()
    return press(
        request,
        lambda: actions.withdraw_threshold(row, by=request.user, at=at),
        done="The change is taken out.",
        then="dash_thresholds",
    )
