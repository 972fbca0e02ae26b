"""Ask for an address as somebody: through the whole stack, or at the door of the view alone, a hundred times cheaper.

At the door the view that the address leads to is called as the server calls it, wrapped as it is; only the layers that
know nothing of who may do what (headers, logs, sessions) are left out. A refusal needs no more: nothing may have been
read when it comes.
"""

import re
from contextlib import contextmanager
from functools import cache
from unittest.mock import patch

from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.test import RequestFactory
from django.urls import resolve, reverse
from django.utils import timezone

MISSING = 999_999_999
_resolved = cache(resolve)


def status_at_the_door(address, person, method="get", data=None):
    """What the view itself answers ``person``; what it did is undone."""
    request = getattr(RequestFactory(), method)(address, data)
    request.user, request.session = person, SessionStore()
    request._messages = FallbackStorage(request)
    request._dont_enforce_csrf_checks = True
    match = request.resolver_match = _resolved(request.path_info)
    with transaction.atomic():
        try:
            response = match.func(request, *match.args, **match.kwargs)
            return _let_go_of_files(response).status_code
        except PermissionDenied:
            return 403
        except Http404:
            return 404
        finally:
            transaction.set_rollback(True)


def _let_go_of_files(response):
    """Not ``close()``: that would end a request that was never begun."""
    for close in response._resource_closers:
        close()
    return response


def answer(client, address, method="get", data=None):
    """The whole answer of the site, read to its end; what was done is undone."""
    with transaction.atomic():
        response = getattr(client, method)(address, data)
        response.body = b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    return response


def addresses(rows, world):
    """{url name: address} of every row, each thing made once."""
    return {name: reverse(name, kwargs=row.kwargs(world)) for name, row in sorted(rows.items())}


def of_nothing(address):
    """The same address of what does not exist, or None where no number stands in it."""
    match = resolve(address.partition("?")[0])
    numbers = {name: MISSING for name, value in match.kwargs.items() if isinstance(value, int)}
    return reverse(match.url_name, kwargs={**match.kwargs, **numbers}) if numbers else None


def as_seen(response):
    """Status, headers and page, without what is drawn anew for every form and every policy, and the seconds left."""
    drawn_anew = rb'((?:name="(?:csrfmiddlewaretoken|form_key)" value|data-session-left)=)"[^"]*"'
    page = re.sub(drawn_anew, rb"\1", response.body)
    headers = {name: re.sub(r"nonce-[^']*", "nonce", value) for name, value in response.headers.items()}
    return response.status_code, headers, page


def both_as_seen(client, *addresses, method="get"):
    """Each address asked at one moment: a page says how many minutes are left, and a minute may end between two."""
    now = timezone.now()
    with patch("django.utils.timezone.now", lambda: now):
        return [as_seen(answer(client, address, method)) for address in addresses]


@contextmanager
def no_log():
    """Thousands of refusals need not be written down."""
    with patch("logging.Logger.callHandlers", lambda *_: None):
        yield
