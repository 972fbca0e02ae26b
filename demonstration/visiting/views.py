"""The demonstration's front page and its clock. Outside the demonstration there is nothing here: 404 for everybody."""

from functools import partial, wraps

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth import login
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.identity import identify
from accounts.public import public
from alerts.models import Notice
from demonstration import clock
from monitoring.signing_in import events

from . import happened
from .moving import STRIDES, walk_on
from .people import BY_SHORT, VISITORS


def in_the_demonstration(view):
    """Serve a view to anybody who looks at the demonstration, and to nobody anywhere else."""

    @wraps(view)
    def served(request, *args, **kwargs):
        if not settings.DEMO:
            raise Http404("Only the demonstration has this page.")
        return view(request, *args, **kwargs)

    return public(served)


@in_the_demonstration
def front(request):
    at = timezone.now()
    context = {
        "visitors": VISITORS,
        "at": at,
        "sample": happened.seen_by_everybody(happened.sample, request.user),
    }
    return render(request, "demonstration/front.html", context)


@in_the_demonstration
def time(request):
    at = timezone.now()
    since, until = clock.last_move() or (None, None)
    context = {"at": at, "since": since, "until": until, "strides": STRIDES}
    context |= happened.seen_by_everybody(happened.whole, request.user, since, until, at=at)
    return render(request, "demonstration/time.html", context)


@in_the_demonstration
@require_POST
def move_on(request):
    """The walk begins when this request is done with: like the clockwork, it stands in no transaction of a request."""
    stride = STRIDES.get(request.POST.get("stride", ""))
    if stride is None:
        raise Http404("Nobody walks that far at once.")
    transaction.on_commit(partial(walk_on, stride, now=timezone.now))
    return redirect(f"{reverse('demonstration_time')}#happened")


@in_the_demonstration
@require_POST
def enter(request):
    """Go on as one of the nine, at home or where one of the things to try begins."""
    visitor = BY_SHORT.get(request.POST.get("person", ""))
    if visitor is None:
        raise Http404("There is no such person.")
    # Before anything is done: a page that is not there lets nobody in
    person, page = happened.seen_by_everybody(
        _person_and_page, request.user, visitor, request.POST.get("to", "")
    )
    if request.user.is_authenticated:
        get_adapter(request).logout(request)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    identify(person)
    events.signed_in(request, person, at=timezone.now())
    return redirect(page)


def _person_and_page(visitor, to):
    person = visitor.person
    return person, _where(visitor, person, to)


def _where(visitor, person, to):
    """``to``: empty, the number of a thing to try, or ``notice-`` and its number."""
    kind, _, number = to.rpartition("-")
    if not number.isdigit():
        return reverse("home")
    if kind == "notice":
        return reverse("notice", args=[get_object_or_404(Notice.objects.visible_to(person), pk=number).pk])
    return visitor.things[int(number)].where() if int(number) < len(visitor.things) else reverse("home")
