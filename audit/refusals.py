"""Every refusal is on the trail: what a signed-in person asked for and did not get.

A refused request is undone as a whole, and what it wrote with it: the refusal is written afterwards, in a transaction
of its own. It names the page and the numbers in its address; no query, no word, nothing that was typed.
"""

from django.utils import timezone

from accounts.identity import acting_as

from .trail import record

# 404: what is hidden from somebody answers like what does not exist
REFUSED = (403, 404)


class RefusalMiddleware:
    """Outside of the request's own transaction (``accounts.identity``)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        person = request.user if request.user.is_authenticated else None
        response = self.get_response(request)
        if person is not None and response.status_code in REFUSED and request.resolver_match:
            refused(request.resolver_match, person, method=request.method, status=response.status_code)
        return response


def refused(match, person, *, method, status):
    """One entry, about the person: the file may not exist, and is not theirs to be spoken of."""
    numbers = [f"{name} {value}" for name, value in match.kwargs.items() if isinstance(value, int)]
    with acting_as(person):
        record(
            "refused",
            person,
            by=person,
            at=timezone.now(),
            page=match.url_name or "",
            asked=method.lower(),
            status=status,
            **({"numbers": numbers} if numbers else {}),
        )
