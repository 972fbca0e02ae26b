"""Prepare in private, and choose item by item what is brought to the table."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.asking import press
from accounts.roles import Permission, requires
from forms import GovForm
from joint import actions
from joint.models import Side, TableItem
from joint.pairing import services_of
from joint.views.pages import ask_about, find_pair, side_of, stopped

from .agenda import by_topic, items_of, occasion_of
from .forms import PrepareForm

ACTS = {
    "bring": (actions.bring_item, "Brought to the table: the other side reads it now."),
    "take-back": (actions.take_back_item, "Taken back. Only your own side sees it again."),
    "remove": (actions.remove_item, "Removed from your preparation."),
}


@requires(Permission.JOINT_TABLE)
def prepare(request, pk):
    at = timezone.now()
    him, side = find_pair(request, pk), side_of(request.user)
    if him.sharing_stopped:
        return stopped(request, him)
    services = services_of(him) if side == Side.MY_TIME else []
    form = PrepareForm(request.POST or None, services=services, at=at)
    mine, brought = items_of(him, request.user)
    return ask_about(
        request,
        him,
        form,
        lambda: actions.prepare_item(him, occasion=occasion_of(him), by=request.user, at=at, **form.facts()),
        heading="Prepare for the table",
        done=lambda item: ACTS["bring"][1] if item.brought_at else "Noted. Only your own side sees it.",
        then=request.path,
        submit="Add it",
        template="joint/prepare.html",
        mine=[item for item in mine if not item.brought_at],
        agenda=by_topic(brought),
        several=len(services) > 1,
        discussion=occasion_of(him) == TableItem.Occasion.DISCUSSION,
        side=side,
        key_form=GovForm(),
        warn=True,
        at=at,
    )


@requires(Permission.JOINT_TABLE)
@require_POST
def move_item(request, pk, act):
    at = timezone.now()
    item = get_object_or_404(TableItem.objects.visible_to(request.user).select_related("referral"), pk=pk)
    if act not in ACTS or item.side != side_of(request.user):
        raise Http404
    do, done = ACTS[act]
    then = reverse("prepare", args=[item.referral_id])
    return press(request, lambda: do(item, by=request.user, at=at), done=done, then=then)
