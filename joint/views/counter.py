from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone

from accounts.asking import posted
from accounts.roles import Permission, requires
from forms import GovForm
from joint import actions

from .pages import ask_about, find_pair, side_of


@requires(Permission.COUNTER_ALLEGATION)
def counter_flag(request, pk):
    at = timezone.now()
    him = find_pair(request, pk)
    if him.sharing_stopped:
        messages.info(request, "A counter-allegation is already being reviewed.")
        return redirect("pair", him.pk)
    return ask_about(
        request,
        him,
        GovForm(posted(request), at=at),
        lambda: actions.flag_counter_allegation(him, by=request.user, at=at),
        heading="Flag a counter-allegation",
        consequences=[
            "Automatic sharing about him stops, both ways, now.",
            "The managers of both sides are told, and each reviews it.",
            "Sharing goes on when both have reviewed it.",
        ],
        submit="Stop sharing",
        danger=True,
        done="Sharing is stopped until a manager of each side has reviewed it.",
        at=at,
    )


@requires(Permission.COUNTER_ALLEGATION)
def counter_review(request, pk):
    at = timezone.now()
    him, side = find_pair(request, pk), side_of(request.user)
    if not him.sharing_stopped:
        messages.info(request, "No counter-allegation is waiting for review.")
        return redirect("pair", him.pk)
    return ask_about(
        request,
        him,
        GovForm(posted(request), at=at),
        lambda: actions.review_counter_allegation(him, side=side, by=request.user, at=at),
        heading="Review of a counter-allegation",
        consequences=[
            "Your side has reviewed who is at risk from whom.",
            "Automatic sharing goes on as soon as the other side has reviewed it too.",
        ],
        submit="My side has reviewed it",
        done="Recorded. Sharing goes on once both sides have reviewed it.",
        at=at,
    )
