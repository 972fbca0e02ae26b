"""A monthly review outside a meeting; one that was held, and its minutes on paper."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.timezone import localtime

import paper
from accounts.roles import Permission, requires
from audit.trail import saw
from joint import actions
from joint.models import JointReview, Side, TableAction
from joint.pairing import owners_of, services_of, who_may_attend
from joint.preparing.agenda import by_topic, items_of
from joint.views.pages import ask_about, caption, find_pair, side_of, stopped
from joint.voices.reading import voices_of

from .forms import LoneReviewForm
from .reading import clock_of, of_pair, open_actions, to_begin_from

LINES = 3


@requires(Permission.JOINT_TABLE)
def review(request, pk):
    at, user = timezone.now(), request.user
    him = find_pair(request, pk)
    if him.sharing_stopped:
        return stopped(request, him)
    ours = side_of(user) == Side.ISS
    services = [user.organisation] if ours else services_of(him)
    provider = services[0] if len(services) == 1 else None
    before = of_pair(him, provider, user) if provider or not services else []
    since = before[0].held_date if before else None
    _, brought = items_of(him, user, occasion="review")
    form = LoneReviewForm(
        request.POST or None,
        initial=to_begin_from(him, provider, since=since) | {"held_date": localtime(at).date()},
        services=services,
        people=who_may_attend(*services),
        owners=owners_of(him, services),
        lines=LINES,
        last_risk=before[0].risk if before else "",
        still_open=open_actions(him, user),
        at=at,
    )
    return ask_about(
        request,
        him,
        form,
        lambda: actions.hold_review(him, by=user, at=at, **form.facts()),
        heading="Monthly joint case review",
        done=lambda _: next_review(him),
        submit="Record the review",
        template="joint/review.html",
        agenda=by_topic(brought),
        before=before,
        voices=voices_of(him, user),
        warn=True,
        at=at,
    )


def next_review(him):
    following = clock_of(him)
    if following is None:
        return "The review is recorded. No further one is due."
    return f"The review is recorded. The next is due by {localtime(following.due_at):%-d %B %Y}."


def _held(request, pk):
    """The review with all that its minutes hold: what was brought and what was agreed, nothing that was not."""
    rows = JointReview.objects.visible_to(request.user).select_related(
        "referral__man", "referral__area", "provider", "by"
    )
    held = get_object_or_404(rows.prefetch_related("attended"), pk=pk)
    items = held.items.select_related("provider").order_by("at", "pk")
    agreed = TableAction.objects.visible_to(request.user).filter(review=held)
    return held, {
        "review": held,
        "him": held.referral,
        "agenda": by_topic(list(items)),
        "agreed": agreed.select_related("owner").order_by("due_date", "pk"),
        "caption": caption(request, held.referral),
    }


@requires(Permission.JOINT_TABLE)
def held_review(request, pk):
    at = timezone.now()
    held, context = _held(request, pk)
    saw(held.referral, by=request.user, at=at, page="held_review")
    return render(request, "joint/held_review.html", context | {"at": at, "today": localtime(at).date()})


@requires(Permission.JOINT_TABLE)
def review_minutes(request, pk):
    at = timezone.now()
    held, context = _held(request, pk)
    saw(held.referral, by=request.user, at=at, page="review_minutes")
    name = f"joint-review-{held.referral.reference}-{held.held_date:%Y-%m-%d}.pdf"
    return paper.response(paper.pdf("paper/review_minutes.html", context | {"at": at}), name)
