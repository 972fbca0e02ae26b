"""Groups and drop-ins of the provider: several women ticked at once."""

from django.contrib import messages
from django.db.models import Count, Max, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.asking import ask
from accounts.roles import Permission, requires
from audit.trail import saw
from forms import GovForm
from iss import actions
from iss.models import Occasion, PartnerFile, Support, SupportGroup
from iss.models.support import REACHED
from iss.support.forms import RegisterForm, SupportGroupForm, day_of

SHOWN = 20


@requires(Permission.WORK_HER_FILE)
def support_groups(request):
    groups = SupportGroup.objects.visible_to(request.user).annotate(last=Max("occasions__held_date"))
    rows = list(groups.order_by("name"))
    context = {
        "groups": [group for group in rows if not group.ended_at],
        "ended": [group for group in rows if group.ended_at],
    }
    return render(request, "iss/support/groups.html", context)


@requires(Permission.WORK_HER_FILE)
def add_support_group(request):
    at = timezone.now()
    form = SupportGroupForm(request.POST or None, at=at)
    return ask(
        request,
        form,
        lambda: actions.start_support_group(by=request.user, at=at, **form.cleaned_data),
        done=lambda group: f"{group} is there. Take its first register.",
        then=lambda group: group.get_absolute_url(),
        template="iss/support/group_form.html",
        context={"heading": "Add a group or a drop-in", "home": reverse("support_groups")},
    )


@requires(Permission.WORK_HER_FILE)
def support_group(request, pk):
    """The registers that were taken, the latest first."""
    group = _group(request, pk)
    came = Count("support", filter=Q(support__withdrawn_at=None))
    occasions = Occasion.objects.visible_to(request.user).filter(group=group).annotate(came=came)
    rows = list(occasions.select_related("by").order_by("-held_date")[: SHOWN + 1])
    context = {"group": group, "occasions": rows[:SHOWN], "more": len(rows) > SHOWN, "act": GovForm()}
    return render(request, "iss/support/group.html", context)


@requires(Permission.WORK_HER_FILE)
def support_register(request, pk):
    """Take the register of a day, or put the one that was taken right."""
    at = timezone.now()
    group = _group(request, pk)
    occasion = _occasion(request, group)
    files, there = _women(request.user, group, occasion)
    form = RegisterForm(
        request.POST or None,
        files=files,
        regulars=_regulars(request.user, group),
        held_date=occasion and occasion.held_date,
        **_present(group, occasion, there, at),
        at=at,
    )
    if request.method == "GET":
        for file in files:
            if str(file.pk) in there:
                saw(file, by=request.user, at=at, page="support_register")
    return ask(
        request,
        form,
        lambda: actions.keep_register(group, by=request.user, at=at, **form.facts()),
        done="The register is kept. Everybody ticked has it on her file.",
        then=group.get_absolute_url(),
        template="iss/support/register.html",
        context={
            "group": group,
            "heading": "Put the register right" if occasion else "Take the register",
            "home": group.get_absolute_url(),
            "occasion": occasion,
        },
    )


@requires(Permission.WORK_HER_FILE)
@require_POST
def end_support_group(request, pk):
    group = _group(request, pk)
    actions.end_support_group(group, by=request.user, at=timezone.now())
    messages.success(request, f"{group} has ended. Its registers stay.")
    return redirect("support_groups")


def _group(request, pk):
    return get_object_or_404(SupportGroup.objects.visible_to(request.user), pk=pk)


def _occasion(request, group):
    day = day_of(request.GET.get("day"))
    occasions = Occasion.objects.visible_to(request.user)
    return occasions.filter(group=group, held_date=day).first() if day else None


def _women(user, group, occasion):
    """Who may be ticked, and the ids (as text) of those who are."""
    there = occasion.support.standing().values_list("file", flat=True) if occasion else []
    there = list(there)
    reached = Q(status__in=REACHED, imported=False) | Q(pk__in=there)
    return list(PartnerFile.objects.visible_to(user).filter(reached)), {str(pk) for pk in there}


def _regulars(user, group):
    """Ids of those who have come before."""
    entries = Support.objects.visible_to(user).standing().filter(occasion__group=group)
    return set(entries.values_list("file", flat=True))


def _present(group, occasion, there, at):
    """What the form begins with: the register as it was taken, or what is likely."""
    if occasion is None:
        return {"initial": {"held_date": timezone.localdate(at), "minutes": group.minutes}}
    fields = ("held_date", "minutes", "others", "note")
    stored = {name: getattr(occasion, name) for name in fields} | {"files": sorted(there)}
    return {"stored": stored | {"nobody": not there and not occasion.others}}
