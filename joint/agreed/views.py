"""What was agreed at the table: one's own list, one action, and one more about a man."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from accounts.asking import ask
from accounts.paging import page_of
from accounts.roles import Permission, requires
from audit.trail import saw
from joint import actions
from joint.models import Side, TableAction
from joint.pairing import may_own, owners_of, services_of, table_of
from joint.views.pages import ask_about, caption, find_pair, side_of, stopped

from .forms import AgreeForm, AnswerForm, HandOverForm

SHOW = [("mine", "Mine"), ("all", "Everybody’s"), ("done", "Answered")]


@requires(Permission.TABLE_ACTION)
def table_actions(request):
    """One's own first; what is late stands on top."""
    at, user = timezone.now(), request.user
    show = request.GET.get("show") if request.GET.get("show") in dict(SHOW) else "mine"
    rows = TableAction.objects.visible_to(user).select_related("referral__man", "owner")
    if show == "done":
        page = page_of(rows.exclude(outcome=""), request, by=("-outcome_at", "-pk"))
    else:
        rows = rows.filter(owner=user) if show == "mine" else rows
        page = page_of(rows.open().prefetch_related("deadlines__rule"), request, by=("due_date", "pk"))
    context = {
        "page": page,
        "rows": [_row(action, user) for action in page.rows],
        "show": show,
        "tabs": [{"text": t, "href": f"?show={v}", "active": show == v} for v, t in SHOW],
        "at": at,
    }
    return render(request, "joint/table_actions.html", context)


def _row(action, user):
    running = (
        [deadline for deadline in action.deadlines.all() if deadline.is_running] if not action.outcome else []
    )
    unnamed = side_of(user) == Side.ISS and action.referral.sharing_stopped
    return {"action": action, "deadline": next(iter(running), None), "unnamed": unnamed}


def _find(request, pk):
    rows = TableAction.objects.visible_to(request.user).select_related(
        "referral__man", "referral__area", "owner__organisation", "provider", "review", "outcome_by", "by"
    )
    return get_object_or_404(rows, pk=pk)


@requires(Permission.TABLE_ACTION)
def table_action(request, pk):
    """One action: done, or not."""
    at = timezone.now()
    action = _find(request, pk)
    if request.method == "GET":
        saw(action.referral, by=request.user, at=at, page="table_action")
    form = None if action.outcome else AnswerForm(request.POST or None, at=at)
    context = {
        "action": action,
        "deadline": action.deadlines.running().select_related("rule").first(),
        "caption": caption(request, action.referral),
        "at_table": request.user.may(Permission.JOINT_TABLE),
        "at": at,
        "form": form,
    }
    if form is None:
        return render(request, "joint/table_action.html", context)
    return ask(
        request,
        form,
        lambda: actions.answer_action(action, by=request.user, at=at, **form.cleaned_data),
        done="Recorded. Everybody at this table can read it.",
        then=reverse("table_actions"),
        template="joint/table_action.html",
        context=context,
    )


@requires(Permission.TABLE_ACTION)
def hand_over_action(request, pk):
    at = timezone.now()
    action = _find(request, pk)
    owners = may_own(action.referral.area, action.provider)
    stored = {"due_date": action.due_date, "owner": str(action.owner_id)}
    form = HandOverForm(request.POST or None, owners=owners, stored=stored, at=at)
    return ask(
        request,
        form,
        lambda: actions.hand_over_action(action, by=request.user, at=at, **form.facts()),
        done="Changed. Whoever does it now has been told.",
        then=action.get_absolute_url(),
        template="joint/form.html",
        context={
            "heading": "Give it to somebody else, or change the day",
            "caption": caption(request, action.referral),
            "intro": action.what,
            "home": action.get_absolute_url(),
            "submit": "Save",
            "at": at,
        },
    )


@requires(Permission.JOINT_TABLE)
def agree_action(request, pk):
    """Something more to do about a man, beside a review."""
    at = timezone.now()
    him = find_pair(request, pk)
    if him.sharing_stopped:
        return stopped(request, him)
    provider = request.user.organisation if side_of(request.user) == Side.ISS else None
    services = [provider] if provider else services_of(him)
    form = AgreeForm(request.POST or None, owners=owners_of(him, services), at=at)

    def act():
        agreed = form.agreed()[0]
        table = provider or table_of(him, agreed["owner"])
        actions.agree_action(him, provider=table, by=request.user, at=at, **agreed)

    return ask_about(
        request,
        him,
        form,
        act,
        heading="Agree something to do",
        intro="Whoever does it is told now, and reminded. Everybody at this table reads it.",
        submit="Give it to them",
        done="Agreed. Whoever does it has been told.",
        warn=True,
        at=at,
    )
