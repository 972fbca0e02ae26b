from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.asking import posted
from accounts.roles import Permission, requires
from forms import GovForm
from iss import actions
from iss.caseload import loads, workers_of
from iss.forms import AllocateForm
from iss.models import PartnerFile

from .pages import ask_on


@requires(Permission.WORK_HER_FILE)
def open_support(request, pk):
    at = timezone.now()
    file = get_object_or_404(PartnerFile.objects.visible_to(request.user), pk=pk)
    return ask_on(
        request,
        file,
        GovForm(posted(request), at=at),
        lambda: actions.open_support(file, by=request.user, at=at),
        heading="Open her support",
        consequences=["Her support begins today.", "The promise that it begins within a day is kept."],
        submit="Open her support",
        done="Her support is open. Log what you do with and for her.",
        at=at,
    )


@requires(Permission.ALLOCATE_HER_FILE)
def allocate(request, pk):
    at = timezone.now()
    file = get_object_or_404(PartnerFile.objects.visible_to(request.user), pk=pk)
    form = AllocateForm(
        request.POST or None,
        workers=workers_of(file),
        loads=loads(request.user, at=at),
        stored={"worker": file.worker_id},
        at=at,
    )
    return ask_on(
        request,
        file,
        form,
        lambda: actions.allocate(file, by=request.user, at=at, **form.cleaned_data),
        heading="Give her file to a worker",
        submit="Give it",
        done=lambda _: f"The file is with {form.cleaned_data['worker']}, who has been told.",
        at=at,
    )


@requires(Permission.WORK_HER_FILE)
def reopen(request, pk):
    at = timezone.now()
    file = get_object_or_404(PartnerFile.objects.visible_to(request.user), pk=pk)
    return ask_on(
        request,
        file,
        GovForm(posted(request), at=at),
        lambda: actions.reopen_file(file, by=request.user, at=at),
        heading="Reopen her file",
        consequences=["Her file is open again. Check what is safe before you contact her."],
        submit="Reopen her file",
        done="Her file is open again. Check what is safe first.",
        at=at,
    )
