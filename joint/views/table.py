from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.timezone import localtime

from accounts.roles import Permission, requires
from joint import actions
from joint.forms import DiscussionForm, MyTimeDiscussionForm
from joint.models import Side
from joint.pairing import (
    key_of,
    of_my_time,
    of_service,
    owners_of,
    readable,
    service_of,
    services_of,
)
from joint.preparing.agenda import by_topic, items_of
from referrals.statuses import Status
from referrals.suggesting import suggestions

from .pages import ask_about, find_pair, side_of, stopped

OWN = ("verdict", "findings", "dissent", "unsuitable_reason", "risks", "held_date", "attended_by")
ADVICE = ("recommendation_via", "recommendation_who", "recommendation_by_date", "alternatives")


FORMS = {Side.MY_TIME: MyTimeDiscussionForm, Side.ISS: DiscussionForm}


@requires(Permission.JOINT_TABLE)
def discussion(request, pk):
    at = timezone.now()
    him, side = find_pair(request, pk), side_of(request.user)
    if him.sharing_stopped:
        return stopped(request, him)
    if him.status != Status.PENDING:
        messages.error(request, "This file is not waiting for a joint discussion.")
        return redirect("pair", him.pk)
    records = actions.side_records(him)
    mine = records.get(key_of(request.user))
    fitting, others = suggestions(him, at=at) if side == Side.MY_TIME else ((), ())
    of_my_time_alone = {"fitting": fitting} if side == Side.MY_TIME else {}
    service, (_, brought) = service_of(request.user), items_of(him, request.user)
    form = FORMS[side](
        request.POST or None,
        initial=_before(mine) or {"held_date": localtime(at).date(), "attended": [str(request.user.pk)]},
        owners=owners_of(him, [service] if service else services_of(him)),
        people=of_service(service) if service else of_my_time(him.area),
        at=at,
        **of_my_time_alone,
    )
    return ask_about(
        request,
        him,
        form,
        lambda: actions.record_side(him, side=side, by=request.user, at=at, **form.facts()),
        heading="Joint case discussion",
        done=lambda _: _what_follows(request, pk),
        submit="Record my side",
        template="joint/discussion.html",
        theirs=[row for row in readable(him, records, request.user) if row is not mine],
        mine=mine,
        side=side,
        agenda=by_topic(brought),
        others=others,
        warn=True,
        at=at,
    )


def _before(mine):
    """What one's own side recorded last."""
    if mine is None:
        return {}
    chosen = [name for name in ("dash", "marac") if getattr(mine, f"recommend_{name}")]
    slugs = [service.slug for service in mine.suggested.all()]
    before = {name: getattr(mine, name) for name in (*OWN, *ADVICE)}
    before["attended"] = [str(pk) for pk in mine.attended.values_list("pk", flat=True)]
    return before | {"recommend": chosen or ["none"], "suggested": slugs}


def _what_follows(request, pk):
    him = find_pair(request, pk)
    if him.status != Status.PENDING:
        return f"Recorded, and decided: {him.get_status_display().lower()}. Everyone who must know has been told."
    if not actions.still_to_record(him, actions.side_records(him)):
        return "Recorded. The sides disagree: all have been told. Talk, then record again."
    return "Recorded. Whoever has not recorded yet has been told to."
