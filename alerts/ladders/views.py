"""The ladders: whom an alert reaches next, what is to come, and a change for the future. And who does not answer."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.asking import ask, press
from accounts.roles import Permission, requires
from alerts.kinds import URGENT_KINDS, Kind
from alerts.models import Climb, LadderRule
from forms import GovForm
from timescales.words import span

from . import actions
from .forms import STEPS, LadderForm

OTHER = "other"
OTHER_WORDS = "Every other alert that must be acknowledged"
SHOWN = 500


@dataclass(frozen=True)
class Standing:
    """One kind with its ladder in force and those to come."""

    slug: str
    words: str
    rule: LadderRule
    ahead: list


@requires(Permission.MANAGE_SETTINGS)
def ladders(request):
    at = timezone.now()
    rules = {}
    for rule in _rules(request.user).order_by("valid_from"):
        rules.setdefault(rule.kind, []).append(rule)
    rows = [_standing(kind, rules.get(kind, []), at) for kind in ["", *URGENT_KINDS]]
    return render(request, "alerts/ladders.html", {"standing": rows, "act": GovForm()})


def _rules(user):
    return LadderRule.objects.visible_to(user).prefetch_related("rungs")


def _standing(kind, rules, at):
    begun = [rule for rule in rules if rule.valid_from <= at]
    ahead = [rule for rule in rules if rule.valid_from > at]
    return Standing(kind or OTHER, _words(kind), begun[-1] if begun else None, ahead)


def _words(kind):
    return Kind(kind).label if kind else OTHER_WORDS


@requires(Permission.MANAGE_SETTINGS)
def ladder(request, kind):
    """Change the ladder of a kind from a moment in the future; below, everything that was in force."""
    kind = "" if kind == OTHER else kind
    if kind and kind not in URGENT_KINDS:
        raise Http404
    at = timezone.now()
    rules = list(_rules(request.user).filter(kind=kind).order_by("-valid_from"))
    now = next((rule for rule in rules if rule.valid_from <= at), None)
    form = LadderForm(request.POST or None, at=at, stored=_present(now))
    return ask(
        request,
        form,
        lambda: _change(kind, form, by=request.user, at=at),
        done="The ladder changes then. Alerts that climb already keep theirs.",
        then="ladders",
        template="alerts/ladder.html",
        context={"words": _words(kind), "now": now, "rules": rules, "at": at},
    )


def _change(kind, form, *, by, at):
    rungs, valid_from = form.cleaned_data["rungs"], form.cleaned_data["valid_from"]
    return actions.change_ladder(kind, rungs=rungs, valid_from=valid_from, by=by, at=at)


def _present(rule):
    rungs = {rung.step: rung for rung in rule.rungs.all()} if rule else {}
    shown = {}
    for step in STEPS:
        if step in rungs:
            shown[f"minutes_{step}"] = rungs[step].minutes
            shown[f"audience_{step}"] = rungs[step].audience
    return shown


@requires(Permission.MANAGE_SETTINGS)
@require_POST
def withdraw_ladder(request, pk):
    rule = get_object_or_404(LadderRule.objects.visible_to(request.user), pk=pk)
    at = timezone.now()
    return press(
        request,
        lambda: actions.withdraw_ladder(rule, by=request.user, at=at),
        done="The change of the ladder is taken out.",
        then="ladders",
    )


@requires(Permission.MANAGE_SETTINGS)
def unanswered(request):
    """Which organisations to ring. No word of what the alert says, nor of whose file it is."""
    at = timezone.now()
    silent = {}
    waiting = Climb.objects.visible_to(request.user).select_related("organisation")
    for climb in waiting.order_by("started_at", "pk")[:SHOWN]:
        silent.setdefault(climb.organisation, []).append(climb)
    rows = [
        (organisation, len(climbs), span(at - climbs[0].started_at))
        for organisation, climbs in silent.items()
    ]
    return render(request, "alerts/unanswered.html", {"rows": rows})
