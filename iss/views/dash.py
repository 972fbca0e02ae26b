from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.roles import Permission, requires
from audit.trail import saw
from iss import actions
from iss.dash import OFFICIAL_FORM
from iss.forms import DashForm
from iss.models import Dash, PartnerFile

from .pages import ask_on


@requires(Permission.WORK_HER_FILE)
def dash(request, pk):
    at = timezone.now()
    file = get_object_or_404(PartnerFile.objects.visible_to(request.user).select_related("area"), pk=pk)
    form = DashForm(request.POST or None, at=at)
    return ask_on(
        request,
        file,
        form,
        lambda: actions.record_dash(file, by=request.user, at=at, **form.facts()),
        heading="DASH",
        done=lambda dash: (
            f"DASH saved: {dash.get_level_display().lower()} risk. Write or look at her safety plan next."
        ),
        then=lambda dash: dash.get_absolute_url(),
        template="iss/dash_form.html",
        official_form=OFFICIAL_FORM,
        at=at,
    )


@requires(Permission.SEE_HER_FILES)
def dash_result(request, pk, dash_pk):
    at = timezone.now()
    dashes = Dash.objects.visible_to(request.user).select_related("file", "by")
    dash = get_object_or_404(dashes, pk=dash_pk, file=pk)
    saw(dash.file, by=request.user, at=at, page="her_dash_result")
    return render(request, "iss/dash_result.html", {"dash": dash, "file": dash.file, "at": at})
