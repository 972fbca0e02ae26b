"""How many different files somebody has opened, how many searches made and how much taken away, in this hour and on this day.

Counted in the cache, so that a page that is opened again costs one question to Redis and none to the database. Where Redis
is away each process counts for itself: nobody is kept from a file by a server that is down, and it stands in the log.
What was searched for is kept as a keyed hash: no word of a case lies in Redis.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac
from django.utils.timezone import localtime

from accounts.limits import counted
from monitoring.models import UnusualReading

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WINDOWS = (("hour", HOUR, "%Y%m%d%H"), ("day", DAY, "%Y%m%d"))
# How an address begins that has a file in it, without its key
FILES = ("referrals/<int:pk>/", "iss/<int:pk>/", "joint/<int:pk>/")
# What is typed into the search boxes of lists, of the trail and of what is kept
SEARCHED = ("q", "reference", "person")
# How an address ends under which something is taken away
TAKEN = (".csv", ".xlsx", ".pdf", ".zip")
What = UnusualReading.What


@dataclass(frozen=True)
class Asked:
    """One thing that is counted: the same one again is not."""

    what: str
    key: str

    @property
    def limits(self):
        """{role: (in an hour, in a day)}"""
        return {
            What.FILES: settings.READING_LIMITS,
            What.SEARCHES: settings.SEARCHING_LIMITS,
            What.EXPORTS: settings.TAKING_LIMITS,
        }[self.what]


def asked_of(request):
    """What of a request is counted, or None. A paper of a file counts as that file."""
    match = request.resolver_match
    if file := _file_of(match):
        return Asked(What.FILES, file)
    if match.route.endswith(TAKEN):
        return Asked(What.EXPORTS, _hashed(request.get_full_path()))
    words = [request.GET.get(name, "").strip().lower() for name in SEARCHED]
    return Asked(What.SEARCHES, _hashed(match.route, *words)) if any(words) else None


def _file_of(match):
    begins = next((begin for begin in FILES if match.route.startswith(begin)), None)
    if begins is None or "pk" not in match.kwargs:
        return None
    side = "hers" if begins == FILES[1] else "his"
    return f"{side}{match.kwargs['pk']}"


def _hashed(*words):
    return salted_hmac("monitoring.readers", "\0".join(words)).hexdigest()[:20]


def too_many(person, asked, *, at):
    """(window, number, usual number) of the first window in which ``asked`` is one more than is usual; None where it is
    not, or was asked for in it before."""
    limits = asked.limits.get(person.role)
    if not limits:
        return None
    over = None
    for (window, length, form), limit in zip(WINDOWS, limits, strict=True):
        count = _count(person, asked, form, at)
        seconds = int(length.total_seconds())
        if not cache.add(f"{count}:{asked.key}", 1, seconds):
            return None  # asked for before in this hour, or on this day: it stays open
        number = counted(count, seconds)
        if number > limit and over is None:
            over = window, number, limit
    return over


def _count(person, asked, form, at):
    return f"read:{asked.what}:{person.pk}:{localtime(at).strftime(form)}"


def lets_one_through(person):
    """One more thing now and then: whoever is slowed is not stopped."""
    return cache.add(f"slowed:{person.pk}", 1, int(settings.READING_SLOWED_TO.total_seconds()))


def forget(person, asked, *, at):
    """It was not shown: asked for again it is counted again."""
    for _, _, form in WINDOWS:
        count = _count(person, asked, form, at)
        cache.delete(f"{count}:{asked.key}")
        cache.incr(count, -1)
