from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.roles import Permission, requires
from forms import GovForm
from iss import actions
from iss.asking import posted
from iss.forms import ContactForm, SafeContactForm
from iss.models import PartnerFile
from iss.safe import ways

from .pages import ask_on


@requires(Permission.WORK_HER_FILE)
def safe_contact(request, pk):
    at = timezone.now()
    file = get_object_or_404(PartnerFile.objects.visible_to(request.user), pk=pk)
    form = SafeContactForm(request.POST or None, before=file.safe_contact, at=at)
    return ask_on(
        request,
        file,
        form,
        lambda: actions.update_safe_contact(file, by=request.user, at=at, **form.cleaned_data),
        heading="What is safe",
        intro="Ask her, or somebody who knows and is on her side. Not known means not safe. It is asked again after 30 days.",
        submit="Save what is safe",
        done="Saved what is safe. Log each contact and each attempt.",
        warn=True,
        at=at,
    )


@requires(Permission.WORK_HER_FILE)
def contact(request, pk):
    at = timezone.now()
    file = get_object_or_404(PartnerFile.objects.visible_to(request.user), pk=pk)
    safe = file.safe_contact
    ways_now = ways(safe, at)
    form = ContactForm(
        request.POST or None, ways=ways_now, released_at=file.released_at, initial={"happened_at": at}, at=at
    )
    return ask_on(
        request,
        file,
        form,
        lambda: actions.log_contact(file, by=request.user, at=at, **form.cleaned_data),
        heading="Log a contact or an attempt",
        done=_said,
        submit="Log it",
        template="iss/contact.html",
        ways=ways_now,
        contact=safe,
        warn=True,
        at=at,
    )


def _said(attempt):
    if attempt.two_way:
        return "Logged. You have been in contact with her."
    return "Logged as an attempt. The promise runs on until contact goes both ways."


@requires(Permission.WORK_HER_FILE)
def no_safe_window(request, pk):
    at = timezone.now()
    file = get_object_or_404(PartnerFile.objects.visible_to(request.user), pk=pk)
    return ask_on(
        request,
        file,
        GovForm(posted(request), at=at),
        lambda: actions.no_safe_window(file, by=request.user, at=at),
        heading="There is no safe moment within the time",
        consequences=[
            "The promise to contact her within 48 hours is excused, and counted apart from kept and missed.",
            "She is still to be contacted, as soon as it is safe.",
            "Nobody outside your service is told.",
        ],
        submit="Record that there is no safe moment",
        done="Recorded. Contact her as soon as it is safe.",
        at=at,
    )


@requires(Permission.WORK_HER_FILE)
@require_POST
def answer_distress(request, pk):
    file = get_object_or_404(PartnerFile.objects.visible_to(request.user), pk=pk)
    actions.answer_distress(file, by=request.user, at=timezone.now())
    messages.success(request, "You have answered the distress alert. Decide now what is safe for her.")
    return redirect(file)
