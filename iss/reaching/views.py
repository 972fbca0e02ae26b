"""The pages on which she is reached: what is safe, the step before contact, the log, and no safe moment."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from accounts.asking import posted
from accounts.roles import Permission, requires
from audit.breaking import never_through_glass, works_through_glass
from iss import actions
from iss.actions.contact import confirm_safe_now, look_again_by
from iss.forms.contact import ContactForm, LookAgainForm, ReachForm, SafeContactForm
from iss.models import PartnerFile
from iss.safe import confirmed_by, ways
from iss.views.pages import ask_on


@never_through_glass
@requires(Permission.WORK_HER_FILE)
def safe_contact(request, pk):
    at = timezone.now()
    file = get_object_or_404(PartnerFile.objects.visible_to(request.user), pk=pk)
    form = SafeContactForm(posted(request), before=file.safe_contact, at=at)
    return ask_on(
        request,
        file,
        form,
        lambda: actions.update_safe_contact(file, by=request.user, at=at, **form.cleaned_data),
        heading="What is safe",
        intro="Ask her, or somebody who knows and is on her side. Not known means not safe. It is asked again after a month.",
        submit="Save what is safe",
        done="Saved what is safe. Log each contact and each attempt.",
        warn=True,
        at=at,
    )


@works_through_glass
@requires(Permission.WORK_HER_FILE)
def reach(request, pk):
    """Before she is called or written to: what to be careful about, and that it is safe now."""
    at = timezone.now()
    file = get_object_or_404(PartnerFile.objects.visible_to(request.user), pk=pk)
    safe = file.safe_contact
    ways_now = ways(safe, at)
    form = ReachForm(posted(request), ways=ways_now, initial={"channel": request.GET.get("by")}, at=at)
    return ask_on(
        request,
        file,
        form,
        lambda: confirm_safe_now(file, channel=form.cleaned_data["channel"], by=request.user, at=at),
        heading="Before you contact her",
        then=lambda confirmed: f"{reverse('her_contact', args=[pk])}?by={confirmed.channel}",
        done="That you were shown how to reach her is recorded. Log what came of it on this page.",
        submit="It is safe: show how to reach her",
        template="iss/reach.html",
        ways=ways_now,
        contact=safe,
        can_reach=any(way.is_safe for way in ways_now),
        at=at,
    )


@works_through_glass
@requires(Permission.WORK_HER_FILE)
def contact(request, pk):
    at = timezone.now()
    file = get_object_or_404(PartnerFile.objects.visible_to(request.user), pk=pk)
    safe = file.safe_contact
    ways_now = ways(safe, at, confirmed=confirmed_by(file, request.user, at))
    initial = {"happened_at": at, "channel": request.GET.get("by")}
    form = ContactForm(posted(request), ways=ways_now, released_at=file.released_at, initial=initial, at=at)
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
    latest = look_again_by(at)
    form = LookAgainForm(posted(request), latest=latest, initial={"look_again_at": latest}, at=at)
    return ask_on(
        request,
        file,
        form,
        lambda: actions.no_safe_window(file, by=request.user, at=at, **form.cleaned_data),
        heading="There is no safe moment within the time",
        consequences=[
            "The promise to contact her within 48 hours is excused, and counted apart from kept and missed.",
            "She is still to be contacted: you are reminded to look again, and your manager is told if nobody does.",
            "Nobody outside your service is told.",
        ],
        submit="Record that there is no safe moment",
        done="Recorded. You are reminded to look again for a safe moment.",
        at=at,
    )
