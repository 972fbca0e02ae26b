"""The programme at a glance, for those who answer for it."""

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Permission, requires
from programme.allocation.reading import waits
from programme.managing.leaving import SIGNS
from programme.managing.reading import MOST, facilitators, groups_by_size, may_leave, weeks
from programme.models import Session


@requires(Permission.ALLOCATE)
def programme_today(request):
    at = timezone.now()
    user = request.user
    over, few = groups_by_size(user, at=at)
    leaving, limits = may_leave(user, at=at)
    registers = Session.objects.visible_to(user).without_register(at).select_related("group")
    context = {
        "weeks": weeks(user, at=at),
        "registers": registers.order_by("starts_at")[:MOST],
        "over": over,
        "few": few,
        "few_is": settings.FEW_MEN,
        "people": facilitators(user, at=at),
        "leaving": [_row(referral, signs, limits) for referral, signs in leaving[:MOST]],
        "leaving_more": max(0, len(leaving) - MOST),
        "rules": [sign.in_words(limits) for sign in SIGNS],
        "waits": waits(user, at=at),
    }
    return render(request, "programme/today.html", context)


def _row(referral, signs, limits):
    first = signs[0]
    return {
        "referral": referral,
        "signs": [sign.in_words(limits) for sign in signs],
        "act": first.words,
        "href": reverse(first.act, args=[referral.pk]),
    }
