"""Slow whoever opens, searches for or takes away far more than people of their role do; and the officer's page about it."""

from django.conf import settings
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.asking import ask, posted
from accounts.roles import Permission, requires
from alerts.models import Notice
from monitoring.models import UnusualReading

from .actions import review_reading, tell_of_unusual_reading
from .counting import asked_of, forget, lets_one_through, too_many
from .forms import ReviewForm

# What keeps somebody safe is never slowed: how she is reached, what has just happened
NEVER_SLOWED = {"her_reach", "her_distress", "incident", "report_incident", "flag_distress", "her_marac"}


class SlowReadingMiddleware:
    """Inside the request's transaction, which knows who asks. Registers, lists and alerts have no file in their address."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        person = request.user
        asked = asked_of(request) if person.is_authenticated and request.method == "GET" else None
        if asked is None:
            return None
        at = timezone.now()
        over = too_many(person, asked, at=at)
        if over is None:
            return None
        window, number, usual = over
        tell_of_unusual_reading(person, what=asked.what, window=window, number=number, usual=usual, at=at)
        never = request.resolver_match.url_name in NEVER_SLOWED
        if never or lets_one_through(person) or _waits(person, request.path):
            return None
        forget(person, asked, at=at)
        return _slowed(request, asked.what)


def _waits(person, path):
    """An alert about this page waits for the person to acknowledge it."""
    return Notice.objects.visible_to(person).unanswered().filter(path=path).exists()


def _slowed(request, what):
    seconds = int(settings.READING_SLOWED_TO.total_seconds())
    context = {"seconds": seconds, "what": what}
    response = render(request, "monitoring/readers/slowed.html", context, status=429)
    response["Retry-After"] = str(seconds)
    return response


@requires(Permission.SEE_TRAIL)
def unusual_reading(request, reference):
    at = timezone.now()
    rows = UnusualReading.objects.visible_to(request.user).select_related(
        "person__organisation", "reviewed_by"
    )
    row = get_object_or_404(rows, reference=reference)
    context = {"row": row, "at": at}
    if row.reviewed_at or row.person_id == request.user.pk:
        return render(request, "monitoring/readers/reading.html", context)
    form = ReviewForm(posted(request), at=at)
    return ask(
        request,
        form,
        lambda: review_reading(row, **form.cleaned_data, by=request.user, at=at),
        done="Your review is recorded.",
        then="home",
        template="monitoring/readers/reading.html",
        context=context,
    )
