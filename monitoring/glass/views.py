"""Open a file in an emergency, close it again, review what others opened."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.asking import ask, posted, press
from accounts.refusal import Refused
from accounts.roles import Permission, requires
from audit.trail import saw

from . import actions, reading
from .forms import BreakForm, ReviewForm

SHOWN = 50


@requires(Permission.BREAK_GLASS)
def break_glass(request):
    at = timezone.now()
    form = BreakForm(posted(request), at=at)
    return ask(
        request,
        form,
        lambda: _break(form.cleaned_data, by=request.user, at=at),
        done=lambda glass: (
            f"{glass.file.reference} stands open to you until {timezone.localtime(glass.until):%H:%M}. "
            "Those who keep the file have been told."
        ),
        then=lambda glass: glass.file.get_absolute_url(),
        template="monitoring/glass/break.html",
        context={"minutes": int(settings.GLASS_LASTS.total_seconds() // 60), "hers": _hers(request.user)},
    )


def _hers(user):
    return user.may(Permission.SEE_HER_FILES)


def _break(said, *, by, at):
    actions.check_rate(by=by, at=at)
    file = reading.file_of(said["reference"], by)
    if file is None:
        actions.note_not_found(by=by, at=at)
        raise Refused("There is no file with this reference that can be opened so. This try is on record.")
    return actions.break_glass(file, because=said["because"], reason=said["reason"], by=by, at=at)


@requires(Permission.BREAK_GLASS)
@require_POST
def close_glass(request, reference):
    glass, at = _glass(request, reference), timezone.now()
    return press(
        request,
        lambda: actions.close_glass(glass, by=request.user, at=at),
        done="Closed. Thank you for closing it early.",
        then="home",
    )


@requires(Permission.REVIEW_GLASS)
def glasses(request):
    """What was opened in an emergency: what waits for a review first, then the latest."""
    found = reading.to_review(request.user, most=SHOWN)
    context = {
        "waiting": [glass for glass in found if not glass.reviewed_at],
        "reviewed": [glass for glass in found if glass.reviewed_at],
        "at": timezone.now(),
    }
    return render(request, "monitoring/glass/glasses.html", context)


@requires(Permission.SEE_GLASS)
def glass(request, reference):
    """One opening: for who reviews it, with the form; for who opened it, with what was found."""
    at, found = timezone.now(), _glass(request, reference)
    saw(found.file, by=request.user, at=at, page="emergency_review")
    context = {"glass": found, "at": at, "reviews": request.user.may(Permission.REVIEW_GLASS)}
    if found.reviewed_at or found.user_id == request.user.pk or not context["reviews"]:
        return render(request, "monitoring/glass/glass.html", context)
    form = ReviewForm(posted(request), at=at)
    return ask(
        request,
        form,
        lambda: actions.review(found, **form.cleaned_data, by=request.user, at=at),
        done="Your review is recorded, and whoever opened the file has been told.",
        then="glasses",
        template="monitoring/glass/glass.html",
        context=context,
    )


def _glass(request, reference):
    found = reading.glass_of(reference, request.user)
    if found is None:
        raise Http404("There is no such opening.")
    return found
