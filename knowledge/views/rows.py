"""What an administrator keeps up to date: contact rows, quiet teams."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.models import Team
from accounts.refusal import Refused
from accounts.roles import Permission, requires
from forms import GovForm
from knowledge import actions
from knowledge.forms import ContactForm, NewContactForm, QuietRuleForm
from knowledge.models import Contact, QuietRule
from knowledge.quiet import rule_in_force, team_lines

FIELDS = ("whom", "name", "area", "phone", "email", "website", "hours", "about", "position")


@requires(Permission.MANAGE_SETTINGS)
def contacts(request):
    at = timezone.now()
    today = timezone.localdate(at)
    rows = Contact.objects.visible_to(request.user).select_related("area").order_by("position", "pk")
    context = {
        "groups": [(whom.label, [row for row in rows if row.whom == whom]) for whom in Contact.Whom],
        "today": today,
        "act": GovForm(),
    }
    return render(request, "knowledge/contacts.html", context)


@requires(Permission.MANAGE_SETTINGS)
def add_contact(request):
    at = timezone.now()
    initial = {"valid_from": timezone.localdate(at), "position": 50}
    form = NewContactForm(request.POST or None, initial=initial, at=at)
    if _done(request, form, partial(actions.add_contact, by=request.user, at=at)):
        messages.success(
            request, "The contact is added. It is on the pages and on new prints from its day on."
        )
        return redirect("service_contacts")
    return render(request, "knowledge/contact.html", {"form": form, "heading": "Add a contact"})


@requires(Permission.MANAGE_SETTINGS)
def contact(request, pk):
    found = get_object_or_404(Contact.objects.visible_to(request.user), pk=pk)
    stored = {name: getattr(found, name) for name in FIELDS}
    form = ContactForm(request.POST or None, stored=stored, at=timezone.now())
    change = partial(actions.change_contact, found, by=request.user, at=timezone.now())
    if _done(request, form, change):
        messages.success(request, f"{found.name} is changed and marked as checked today.")
        return redirect("service_contacts")
    return render(request, "knowledge/contact.html", {"form": form, "heading": found.name, "contact": found})


@requires(Permission.MANAGE_SETTINGS)
@require_POST
def end_contact(request, pk):
    found = get_object_or_404(Contact.objects.visible_to(request.user), pk=pk)
    actions.end_contact(found, by=request.user, at=timezone.now())
    messages.success(request, f"{found.name} is not shown or printed any more.")
    return redirect("service_contacts")


@requires(Permission.MANAGE_SETTINGS)
def quiet(request):
    """Which teams refer and which have stopped, when each was reminded, and the rule."""
    at = timezone.now()
    rule = rule_in_force(at)
    stored = {"quiet_months": rule.quiet_months, "again_months": rule.again_months} if rule else {}
    form = QuietRuleForm(request.POST or None, stored=stored, at=at)
    if _done(request, form, partial(actions.change_quiet_rule, by=request.user, at=at)):
        messages.success(request, "The change is noted. Until its day the present rule holds.")
        return redirect("quiet_teams")
    context = {
        "lines": team_lines(rule, at=at),
        "rule": rule,
        "ahead": QuietRule.objects.visible_to(request.user).filter(valid_from__gt=timezone.localdate(at)),
        "form": form,
        "act": GovForm(),
    }
    return render(request, "knowledge/quiet.html", context)


@requires(Permission.MANAGE_SETTINGS)
@require_POST
def leave_team_alone(request, pk):
    team = get_object_or_404(Team.objects.visible_to(request.user), pk=pk)
    alone = request.POST.get("opted_out") == "yes"
    actions.set_opted_out(team, opted_out=alone, by=request.user, at=timezone.now())
    words = "is not reminded any more" if alone else "is reminded again when it goes quiet"
    messages.success(request, f"{team} {words}.")
    return redirect("quiet_teams")


def _done(request, form, action):
    """Whether the form was posted, is in order and is not refused."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        action(**form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
