from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.roles import Permission, requires
from accounts.timeline import course_of
from audit.trail import saw
from iss.models import PartnerFile

from .events import KINDS, sources


@requires(Permission.SEE_HER_FILES)
def her_timeline(request, pk):
    """What happened on her file, newest first; of him nothing stands here."""
    at = timezone.now()
    files = PartnerFile.objects.visible_to(request.user).select_related("worker")
    file = get_object_or_404(files, pk=pk)
    saw(file, by=request.user, at=at, page="her_timeline")
    running = file.deadlines.running().select_related("rule").order_by("due_at", "pk")
    context = {"file": file, "next_promise": running.first(), "at": at}
    return render(request, "iss/timeline.html", context | course_of(sources(file), request, kinds=KINDS))
