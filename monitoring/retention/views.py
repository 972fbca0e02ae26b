"""Records whose time is over: what is due, what holds it, what was destroyed, for how long what is kept."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.asking import ask, posted
from accounts.refusal import Refused
from accounts.roles import Permission, requires
from monitoring.models import Hold, Kept, RetentionRule

from . import actions, forms
from .due import due
from .reading import answer, held_and_decided, record_of


@requires(Permission.REVIEW_RETENTION)
def retention(request):
    """What waits for a decision, what is held, the rules; and what became of a reference."""
    at, user = timezone.now(), request.user
    asked = request.GET.get("reference", "").strip()
    rules = RetentionRule.objects.visible_to(user)
    held, decided = held_and_decided(user)
    context = {
        "due": due(user, at=at),
        "holds": held,
        "done": decided,
        "rules": [(kind, rules.in_force(kind, at)) for kind in Kept],
        "may_change": user.may(Permission.KEEP_RETENTION),
        "asked": asked,
        "answer": answer(asked, user) if asked else "",
    }
    return render(request, "monitoring/retention/retention.html", context)


@requires(Permission.REVIEW_RETENTION)
def decide_record(request, reference):
    at = timezone.now()
    found = next(
        (each for each in due(request.user, at=at, most=None) if each.record.reference == reference), None
    )
    if found is None:
        raise Http404("Nothing is due under this reference.")
    form = forms.DecideForm(posted(request), at=at)
    return ask(
        request,
        form,
        lambda: _decide(found.record, form.cleaned_data, by=request.user, at=at),
        done="Recorded.",
        then="retention",
        template="monitoring/retention/decide.html",
        context={"found": found},
    )


def _decide(record, said, *, by, at):
    if said["decision"] == forms.DESTROY:
        return actions.destroy(record, by=by, at=at)
    return actions.keep_longer(record, until_date=said["until_date"], because=said["because"], by=by, at=at)


@requires(Permission.REVIEW_RETENTION)
def hold_record(request):
    at = timezone.now()
    form = forms.HoldForm(posted(request), at=at)
    return _act(
        request,
        form,
        lambda: _hold(form.cleaned_data, by=request.user, at=at),
        "Hold a record",
        "Hold it",
        "Held: nothing of it is destroyed until the hold is lifted.",
    )


def _hold(said, *, by, at):
    record = record_of(said["reference"], by)
    if record is None:
        raise Refused("There is no file with this reference here.")
    return actions.hold(record, because=said["because"], by=by, at=at)


@requires(Permission.REVIEW_RETENTION)
def lift_hold(request, pk):
    at = timezone.now()
    held = get_object_or_404(Hold.objects.visible_to(request.user), pk=pk)
    form = forms.LiftForm(posted(request), at=at)
    return _act(
        request,
        form,
        lambda: actions.lift(held, because=form.cleaned_data["because"], by=request.user, at=at),
        "Lift the hold",
        "Lift it",
        "The hold is lifted.",
    )


@requires(Permission.KEEP_RETENTION)
def retention_rule(request, kind):
    if kind not in Kept.values:
        raise Http404("There is no such rule.")
    at = timezone.now()
    now = RetentionRule.objects.visible_to(request.user).in_force(kind, at)
    stored = {"months": now.months, "child_until": now.child_until, "basis": now.basis}
    form = forms.RuleForm(posted(request), stored=stored, at=at)
    return _act(
        request,
        form,
        lambda: actions.change_rule(kind, **form.cleaned_data, by=request.user, at=at),
        Kept(kind).label,
        "Change it from now on",
        "Changed from now on.",
    )


def _act(request, form, act, heading, submit, done):
    context = {"heading": heading, "submit": submit}
    template = "monitoring/retention/act.html"
    return ask(request, form, act, done=done, then="retention", template=template, context=context)
