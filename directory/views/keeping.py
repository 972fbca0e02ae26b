"""Add, change, verify and close a service."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localtime

from accounts.refusal import Refused
from accounts.roles import Permission, requires
from directory import actions
from directory.forms import CloseServiceForm, ServiceForm
from directory.models import Service
from forms import GovForm


def _the_service(request, slug):
    return get_object_or_404(Service.objects.visible_to(request.user), slug=slug)


def _ask(request, form, act, *, done, **context):
    """Show the form; once it is sent and valid, do it and go where ``act`` says."""
    if request.method == "POST" and form.is_valid():
        try:
            service = act(form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect(service)
    return render(request, "directory/form.html", {"form": form, **context})


def _posted(request):
    return request.POST if request.method == "POST" else None


@requires(Permission.KEEP_DIRECTORY)
def add_service(request):
    at = timezone.now()
    return _ask(
        request,
        ServiceForm(_posted(request), at=at),
        lambda given: actions.add_service(**given, by=request.user, at=at),
        done="The service is in the directory. It stands there as not verified yet.",
        heading="Add a service",
        submit="Add it",
    )


@requires(Permission.KEEP_DIRECTORY)
def change_service(request, slug):
    at, service = timezone.now(), _the_service(request, slug)
    present = {name: getattr(service, name) for name in ServiceForm.base_fields if name != "areas"}
    present["areas"] = service.areas.all()

    def act(given):
        actions.change_service(service, **given, by=request.user, at=at)
        return service

    return _ask(
        request,
        ServiceForm(_posted(request), stored=present, at=at),
        act,
        done="The service is changed. Verify it too if you have just made sure of it.",
        service=service,
        heading="Change what is said of it",
        submit="Save",
    )


@requires(Permission.KEEP_DIRECTORY)
def verify_service(request, slug):
    at, service = timezone.now(), _the_service(request, slug)

    def act(given):
        actions.verify_service(service, by=request.user, at=at)
        return service

    return _ask(
        request,
        GovForm(_posted(request), at=at),
        act,
        done="Verified today. Thank you.",
        service=service,
        heading="Verify it",
        check=True,
        submit="All of this is right today",
    )


@requires(Permission.KEEP_DIRECTORY)
def close_service(request, slug):
    at, service = timezone.now(), _the_service(request, slug)

    def act(given):
        actions.close_service(service, **given, by=request.user, at=at)
        return service

    return _ask(
        request,
        CloseServiceForm(_posted(request), initial={"last_date": localtime(at).date()}, at=at),
        act,
        done="Recorded. After that day it is not suggested any more.",
        service=service,
        heading="Close it",
        submit="Save",
    )
