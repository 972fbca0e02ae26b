from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.roles import Permission, requires
from iss import actions
from iss.forms import MeasureForm
from iss.models import PartnerFile
from outcomes.models import Stage

from .pages import ask_on


@requires(Permission.WORK_HER_FILE)
def measure(request, pk):
    at = timezone.now()
    file = get_object_or_404(PartnerFile.objects.visible_to(request.user), pk=pk)
    stage = request.GET.get("stage")
    initial = {"stage": stage} if stage in Stage.values else {}
    form = MeasureForm(request.POST or None, initial=initial, at=at)
    return ask_on(
        request,
        file,
        form,
        lambda: actions.record_her_measure(file, by=request.user, at=at, **form.facts()),
        heading="Record a measure",
        done=lambda measure: f"Recorded: {str(measure).lower()}.",
        at=at,
    )
