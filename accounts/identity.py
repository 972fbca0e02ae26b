"""Who is asking, said to the database inside every transaction.

The value is local to the transaction, so nothing leaks to the next user of a pooled connection, and without a
transaction there is no identity at all: row security, when it comes, fails closed.
"""

from contextlib import contextmanager

from django.db import connection, transaction

SYSTEM = "system"


def identify(user):
    """Set ``dvpp.user_id`` for the present transaction: a person's id, ``system``, or empty for nobody."""
    if user is SYSTEM:
        identity = SYSTEM
    else:
        identity = str(user.pk) if user is not None and user.is_authenticated else ""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('dvpp.user_id', %s, true)", [identity])


@contextmanager
def acting_as(user):
    """One transaction in which ``user`` (or ``SYSTEM``) is the one who asks."""
    with transaction.atomic():
        identify(user)
        yield


class IdentityMiddleware:
    """Wrap a request in one transaction that knows who asks.

    Whatever a view raises (404 and 403 included) undoes what it wrote: a refusal never leaves half an act behind.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with acting_as(request.user):
            request.view_raised = False
            response = self.get_response(request)
            if request.view_raised or response.status_code >= 500:
                transaction.set_rollback(True)
            return response

    def process_exception(self, request, exception):
        # Only noted: others still have to answer (sign in again, say), and may have to read for it.
        request.view_raised = True


class NoStoreMiddleware:
    """Pages of a signed-in person are never kept by a browser or a proxy: the next person at it sees nothing.

    Nor is the answer that signs somebody in or out, nor any other that does not say for itself how it may be kept.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        signed_in = request.user.is_authenticated
        response = self.get_response(request)
        if signed_in or request.user.is_authenticated or not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store, private"
        return response
