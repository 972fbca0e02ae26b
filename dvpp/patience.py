"""What waited too long for the database, known by PostgreSQL's own codes, and the page for it."""

import sys

from django.db import OperationalError
from django.http import HttpResponse
from django.template.loader import get_template
from django.views.defaults import server_error

LOCK_NOT_AVAILABLE, QUERY_CANCELED, DEADLOCK = "55P03", "57014", "40P01"
TRY_AGAIN_SECONDS = 5


def code_of(problem: BaseException | None) -> str:
    return getattr(problem.__cause__, "pgcode", None) or "" if isinstance(problem, OperationalError) else ""


def waited_too_long(problem: BaseException | None) -> bool:
    return code_of(problem) in {LOCK_NOT_AVAILABLE, QUERY_CANCELED, DEADLOCK}


def failed(request):
    """The answer to whatever nobody foresaw, inside the handling of it: nothing of the request was saved."""
    if not waited_too_long(sys.exc_info()[1]):
        return server_error(request)
    page = get_template("busy.html").render()  # nothing may be asked of the database any more
    return HttpResponse(page, status=503, headers={"Retry-After": str(TRY_AGAIN_SECONDS)})
