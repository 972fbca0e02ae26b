from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.roles import Permission, requires
from iss import actions
from iss.models import PartnerFile


@requires(Permission.WORK_HER_FILE)
@require_POST
def answer_distress(request, pk):
    file = get_object_or_404(PartnerFile.objects.visible_to(request.user), pk=pk)
    actions.answer_distress(file, by=request.user, at=timezone.now())
    messages.success(request, "You have answered the distress alert. Decide now what is safe for her.")
    return redirect(file)
