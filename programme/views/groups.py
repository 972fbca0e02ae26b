"""Groups: the list, one group, a new one, and its sessions to come."""

from datetime import timedelta
from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.refusal import Refused
from accounts.roles import Permission, requires
from audit.trail import saw
from programme.actions import open_group, plan_sessions
from programme.foreseen import foreseen
from programme.forms import GroupFilter, NewGroupForm, PlanForm
from programme.forms.groups import AreaForm, areas_of
from programme.models import Group, Session
from programme.pages import page_of
from programme.reading import (
    meets,
    members,
    places_left,
    put_clocks,
    waiting,
    with_places,
    with_registers,
)

PAST_ON_A_PAGE = 10
COMING = 6
# With fewer sessions to come it is time to plan more.
FEW = 4


@requires(Permission.SEE_GROUPS)
def groups(request):
    at = timezone.now()
    found = GroupFilter(
        request.GET, queryset=with_places(Group.objects.visible_to(request.user), at=at), request=request
    )
    page = page_of(found.qs, request.GET, by="name")
    for one in page.rows:
        one.left, one.meets = places_left(one), meets(one)
    several = areas_of(request.user).count() > 1
    return render(
        request, "programme/groups.html", {"page": page, "filter": found, "several_areas": several, "at": at}
    )


@requires(Permission.SEE_GROUPS)
def group(request, pk):
    at = timezone.now()
    one = get_object_or_404(with_places(Group.objects.visible_to(request.user), at=at), pk=pk)
    one.left = places_left(one)
    saw(one, by=request.user, at=at)
    sessions = with_registers(Session.objects.visible_to(request.user).filter(group=one))
    coming = list(sessions.filter(starts_at__gt=at).order_by("starts_at")[: COMING + 1])
    past = page_of(sessions.filter(starts_at__lte=at), request.GET, by="-starts_at", size=PAST_ON_A_PAGE)
    put_clocks(past.rows, user=request.user, at=at)
    owed = Session.objects.visible_to(request.user).filter(group=one).without_register(at)
    context = {
        "group": one,
        "members": members(one),
        "coming": coming[:COMING],
        "few": len(coming) < FEW,
        "past": past,
        "owed": owed.order_by("starts_at").first(),
        "covers": one.covers.filter(to_date__gte=timezone.localtime(at).date())
        .select_related("away", "covered_by")
        .order_by("from_date"),
        "waiting": waiting(request.user).filter(area=one.area_id)[:1] if one.left else [],
        "at": at,
    }
    return render(request, "programme/group.html", context | _facts(one))


def _facts(group):
    """The group in words, and where its men wait."""
    return {
        "meets": meets(group),
        "leads": f"{group.lead_man} and {group.lead_woman}",
        "places": f"{group.left} of {group.capacity}" if group.left else f"None: it has {group.taken} men",
        "waiting_url": reverse("waiting") + f"?area={group.area_id}",
    }


@requires(Permission.ALLOCATE)
def new_group(request):
    """First the area, because venues and facilitators are the area's; then the rest."""
    at = timezone.now()
    areas = areas_of(request.user)
    choose = AreaForm(request.GET or None, areas=areas, at=at)
    area = areas.get() if areas.count() == 1 else choose.is_valid() and choose.cleaned_data["area"]
    if not area:
        return render(request, "programme/new_group_area.html", {"form": choose})
    day = timezone.localtime(at).date()
    form = NewGroupForm(request.POST or None, area=area, day=day, at=at)
    if request.method == "POST" and form.is_valid():
        try:
            made = open_group(by=request.user, at=at, **form.facts())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{made} is open. Plan its sessions next: men are enrolled into them.")
            return redirect("plan_sessions", pk=made.pk)
    return render(request, "programme/new_group.html", {"form": form, "area": area})


@requires(Permission.ALLOCATE)
def plan(request, pk):
    at = timezone.now()
    one = get_object_or_404(Group.objects.visible_to(request.user).select_related("version", "venue"), pk=pk)
    last = one.sessions.exclude(state=Session.State.CANCELLED).order_by("-starts_at").first()
    form = PlanForm(request.POST or None, initial=_next_plan(one, last, at), at=at)
    shown = {}
    if request.method == "POST" and form.is_valid():
        act = partial(plan_sessions, one, by=request.user, at=at, **form.cleaned_data)
        seen = "{from_date} {weeks}".format(**form.cleaned_data)
        try:
            if request.POST.get("seen") == seen:
                messages.success(request, _planned(act()))
                return redirect(one)
            shown = {"lines": foreseen(act, groups=[one.pk], at=at), "seen": seen}
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "group": one, "last": last, "meets": meets(one)}
    return render(request, "programme/plan.html", context | shown)


def _next_plan(group, last, at):
    """From the day after the last session, or today; as many sessions as the programme has."""
    after = max(at, last.starts_at + timedelta(days=1)) if last else at
    return {"from_date": timezone.localtime(after).date(), "weeks": group.version.sessions_required}


def _planned(made):
    if not made:
        return "Those sessions were planned already. Nothing was added."
    sessions = "1 session" if len(made) == 1 else f"{len(made)} sessions"
    first, last = (timezone.localtime(session.starts_at) for session in (made[0], made[-1]))
    return f"{sessions} planned, from {first:%-d %B %Y} to {last:%-d %B %Y}. Their registers fall due by themselves."
