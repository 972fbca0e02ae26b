"""Who is asking, said to the database inside every transaction: row security (docs/decisions/0034) goes by it.

The database then asks in the role of this person's role (docs/decisions/0046).
The value is local to the transaction, so nothing leaks to the next user of a pooled connection, and without a
transaction there is no identity at all: row security fails closed.
"""

from contextlib import contextmanager

from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.db import connection, transaction

from accounts.acting import serve, serving
from accounts.database import database
from accounts.database_roles import SERVICE

SYSTEM = "system"
OWNER = "none"


class OwnsTheTables(Exception):
    """Where somebody was to be taken on as a role, the owner of the tables would have asked, who meets every row.

    So it would be behind a pool whose login owns the tables (docs/decisions/0049). Nothing is answered then.
    """


@contextmanager
def acting_as(user):
    """One transaction in which ``user`` (or ``SYSTEM``) is the one who asks; inside another, until this one ends.

    What ends in an exception is undone with its savepoint, and the database itself puts back who asked before.
    """
    asked = database()
    inside = asked.in_atomic_block
    with transaction.atomic(using=asked.alias), serving(user is SYSTEM) as was_served:
        before, role = _identify(_identity(user))
        if role == OWNER and not inside and "assume_role" in asked.settings_dict["OPTIONS"]:
            raise OwnsTheTables
        yield
        if inside and not asked.needs_rollback:
            _identify(before, acting="the act around it" if was_served else "")


def identify(user):
    """From here on ``user`` asks, within the transaction of ``acting_as``: somebody has been signed out in its middle."""
    serve(user is SYSTEM)
    _identify(_identity(user))


def _identity(user):
    """A person's id, ``system``, or empty for nobody."""
    if user is SYSTEM:
        return SYSTEM
    return str(user.pk) if user is not None and user.is_authenticated else ""


def _identify(identity, acting=""):
    """The database looks the person up, and takes on their role, once for the transaction.

    Gives who asked before, and the role that was taken on.
    """
    with database().cursor() as cursor:
        cursor.execute("select dvpp_ask(%s, %s), current_setting('role')", [identity, acting])
        return cursor.fetchone()


def ask_as_the_service():
    """From its next connection on this process is the service wherever nobody else is said to ask: a worker's."""
    connection.close()
    options = connection.settings_dict["OPTIONS"]
    options["options"] = f"{options.get('options', '')} -c dvpp.user_id={SYSTEM}".strip()
    if "assume_role" in options:
        options["assume_role"] = SERVICE


@contextmanager
def asking_as_the_service():
    """For the block this connection is the service between transactions too: where a page lets the clockwork go on."""
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('role')")
        [before] = cursor.fetchone()
        meanwhile = "select set_config('dvpp.user_id', %s, false), set_config('role', %s, false)"
        cursor.execute(meanwhile, [SYSTEM, "none" if before == "none" else SERVICE])
        try:
            yield
        finally:
            cursor.execute(meanwhile, ["", before])


class PersonMiddleware(AuthenticationMiddleware):
    """Django's, but the person is looked up at once: every request asks who it is, and then hundreds of times for them,
    which behind a proxy that waits to be asked costs a lookup of its own each time."""

    def process_request(self, request):
        super().process_request(request)
        request.user = get_user(request)


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
