"""An administrator's pages: is everything running, and what could not be delivered. No word of what it said."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_POST
from prometheus_client import CONTENT_TYPE_LATEST

from accounts.asking import ask, press
from accounts.identity import SYSTEM, acting_as
from accounts.roles import Permission, requires
from forms import GovForm
from timescales.words import span

from . import actions, reading
from .counting import exposed
from .forms import LetGoForm
from .metrics import Standing
from .words import reason

SETTLED = "Settled. It is on the trail."
AGAIN = "It goes with the next round, within a minute."


@dataclass(frozen=True)
class Line:
    row: object
    waits: str
    why: str


@requires(Permission.MANAGE_SETTINGS)
def running(request):
    parts = reading.parts(request.user, at=timezone.now())
    return render(request, "monitoring/running/running.html", {"parts": parts})


@requires(Permission.MANAGE_SETTINGS)
def undelivered(request):
    at = timezone.now()
    mails, texts = reading.dead_mails(request.user), reading.dead_texts(request.user)
    context = {
        "mails": [_line(one, one.mail_due_at, at) for one in mails[: reading.SHOWN]],
        "texts": [_line(one, one.due_at, at) for one in texts[: reading.SHOWN]],
        "act": GovForm(),
    }
    return render(request, "monitoring/running/undelivered.html", context)


def _line(row, since, at):
    return Line(row, span(max(at - since, at - at)), reason(row.last_error))


def _mail(request, pk):
    return get_object_or_404(reading.dead_mails(request.user), pk=pk)


def _text(request, pk):
    return get_object_or_404(reading.dead_texts(request.user), pk=pk)


@requires(Permission.MANAGE_SETTINGS)
@require_POST
def try_mail_again(request, pk):
    found, at = _mail(request, pk), timezone.now()
    return press(
        request, lambda: actions.try_mail_again(found, by=request.user, at=at), done=AGAIN, then="undelivered"
    )


@requires(Permission.MANAGE_SETTINGS)
@require_POST
def try_text_again(request, pk):
    found, at = _text(request, pk), timezone.now()
    return press(
        request, lambda: actions.try_text_again(found, by=request.user, at=at), done=AGAIN, then="undelivered"
    )


@requires(Permission.MANAGE_SETTINGS)
def let_mail_go(request, pk):
    found = _mail(request, pk)
    whose = f"The email to {found.person.name}"
    return _let_go(request, found, actions.let_mail_go, whose, "The notice stays in their inbox.")


@requires(Permission.MANAGE_SETTINGS)
def let_text_go(request, pk):
    found = _text(request, pk)
    whose = f"The {found.get_channel_display().lower()}: {found.get_occasion_display().lower()}"
    return _let_go(request, found, actions.let_text_go, whose, "His file will say that it was not sent.")


def _let_go(request, found, act, whose, follows):
    form, at = LetGoForm(request.POST or None), timezone.now()
    return ask(
        request,
        form,
        lambda: act(found, why=form.cleaned_data["why"], by=request.user, at=at),
        done=SETTLED,
        then="undelivered",
        template="monitoring/running/let_go.html",
        context={"whose": whose, "follows": follows, "why": reason(found.last_error)},
    )


def readyz(_request):
    """For whoever sends people here: 200 where this process can serve them, 503 where it cannot. Without Redis it can."""
    waiting = reading.unapplied()
    state = {
        "database": "ok",
        "migrations": f"{waiting} to apply" if waiting else "ok",
        "redis": "ok" if reading.redis_answers() else "away: degraded",
    }
    return JsonResponse(state | {"ready": not waiting}, status=503 if waiting else 200)


def metrics(request):
    """For Prometheus, which carries the token; for anybody else there is no such page."""
    carried = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not (settings.METRICS_TOKEN and constant_time_compare(carried, settings.METRICS_TOKEN)):
        raise Http404
    with acting_as(SYSTEM):
        text = exposed(Standing(timezone.now()))
    return HttpResponse(text, content_type=CONTENT_TYPE_LATEST)
