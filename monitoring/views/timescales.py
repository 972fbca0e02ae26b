"""The promises and how long each lasts: what is in force, what is to come, and a change for the future."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.asking import press
from accounts.refusal import Refused
from accounts.roles import Permission, requires
from forms import GovForm
from monitoring.forms.settings import TimescaleForm
from outcomes.stages import PROMISES
from timescales import actions
from timescales.models import PromiseRule
from timescales.promises import Promise

# Asked of him by his side and of her by hers: one rule, and two who owe it
OF_BOTH_SIDES = frozenset(PROMISES.values())


def owed_by(rule):
    if rule is None:
        return ""
    hers = "; to her, the ISS provider" if rule.promise in OF_BOTH_SIDES else ""
    return rule.get_owed_by_display() + hers


@dataclass(frozen=True)
class Standing:
    """One promise with its rule in force and those to come."""

    promise: Promise
    rule: PromiseRule
    ahead: list

    @property
    def owed_by(self):
        return owed_by(self.rule)


@requires(Permission.MANAGE_SETTINGS)
def timescales(request):
    at = timezone.now()
    rules = {}
    for rule in PromiseRule.objects.visible_to(request.user).order_by("valid_from"):
        rules.setdefault(rule.promise, []).append(rule)
    context = {
        "standing": [_standing(promise, rules.get(promise, []), at) for promise in Promise],
        "act": GovForm(),
    }
    return render(request, "monitoring/timescales.html", context)


def _standing(promise, rules, at):
    begun = [rule for rule in rules if rule.valid_from <= at]
    return Standing(promise, begun[-1] if begun else None, [rule for rule in rules if rule.valid_from > at])


@requires(Permission.MANAGE_SETTINGS)
def timescale(request, promise):
    """Change a promise from a moment in the future; below, everything that was in force."""
    if promise not in Promise.values:
        raise Http404
    at = timezone.now()
    rules = list(PromiseRule.objects.visible_to(request.user).filter(promise=promise).order_by("-valid_from"))
    now = next((rule for rule in rules if rule.valid_from <= at), None)
    form = TimescaleForm(request.POST or None, at=at, stored=_present(now))
    if request.method == "POST" and form.is_valid():
        try:
            rule = actions.change_promise(promise, **form.cleaned_data, by=request.user, at=at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, f"From then on: {words(rule)}. Promises that run already keep their time."
            )
            return redirect("timescales")
    context = {
        "form": form,
        "promise": Promise(promise),
        "now": now,
        "owed_by": owed_by(now),
        "rules": rules,
        "at": at,
    }
    return render(request, "monitoring/timescale.html", context)


@requires(Permission.MANAGE_SETTINGS)
@require_POST
def withdraw_timescale(request, pk):
    rule = get_object_or_404(PromiseRule.objects.visible_to(request.user), pk=pk)
    at = timezone.now()
    return press(
        request,
        lambda: actions.withdraw_change(rule, by=request.user, at=at),
        done=f"The change of “{rule.get_promise_display()}” is taken out.",
        then="timescales",
    )


def _present(rule):
    if rule is None:
        return {}
    return {
        "amount": rule.amount,
        "unit": rule.unit,
        "reminders": [str(fraction) for fraction in rule.reminders],
        "chase_every": rule.chase_every,
    }


def words(rule):
    return f"{rule.get_promise_display()}, within {rule.length}"
