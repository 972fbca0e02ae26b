"""How often something may be asked without signing in. Counted in the cache: losing it loses nothing but the count."""

from functools import wraps
from hashlib import sha256

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.shortcuts import render


def few_at_a_time(action, *, reading=False):
    """Let a view run as often as ``PUBLIC_RATE_LIMITS[action]`` says, and answer 429 with a plain page after that.

    ``reading`` counts GET as well; without it only what is sent counts.
    """

    def decorate(view):
        @wraps(view)
        def served(request, *args, **kwargs):
            if (reading or request.method == "POST") and not _within(request, action):
                return render(request, "public/too_many.html", status=429)
            return view(request, *args, **kwargs)

        return served

    return decorate


def _within(request, action):
    """Count this request; whether one address, and everybody together, are still within the limits."""
    limits = settings.PUBLIC_RATE_LIMITS[action]
    return all(
        counted(f"limit:{action}:{whose}", seconds) <= amount
        for whose, (amount, seconds) in (
            (_address(request), limits["address"]),
            ("everybody", limits["everybody"]),
        )
    )


def _address(request):
    """The address is known again within the hour, and is not written down."""
    return sha256(f"{settings.SECRET_KEY}:{get_adapter().get_client_ip(request)}".encode()).hexdigest()


def counted(key, seconds):
    """How often ``key`` was counted since its time began, this time included."""
    if cache.add(key, 1, seconds):
        return 1
    try:
        return cache.incr(key)
    except ValueError:  # its time ended just now
        cache.set(key, 1, seconds)
        return 1
