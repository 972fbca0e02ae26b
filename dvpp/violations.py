"""What a browser would not load because of our policy: reported by it, counted in the log, and kept nowhere else."""

import json

import structlog
from django.http import HttpResponse, RawPostDataException
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.limits import few_at_a_time
from accounts.public import public

log = structlog.get_logger("dvpp.policy")
LONGEST = 8 * 1024
DIRECTIVES = {
    *("default-src", "script-src", "script-src-elem", "script-src-attr", "style-src", "style-src-elem"),
    *("style-src-attr", "img-src", "font-src", "connect-src", "form-action", "frame-ancestors", "base-uri"),
    *("object-src", "frame-src", "media-src", "worker-src", "manifest-src"),
}


@csrf_exempt
@require_POST
@public
@few_at_a_time("policy_reports")
def csp_report(request):
    """Logged are the directive, if there is one of that name, and the pattern of the page's address: nothing is repeated
    that whoever sends this may choose."""
    try:
        report = json.loads(request.body[:LONGEST])["csp-report"]
        directive, page = str(report["effective-directive"]), report["document-uri"]
    except (RawPostDataException, ValueError, KeyError, TypeError):
        return HttpResponse(status=400)
    log.warning(
        "policy violated", directive=directive if directive in DIRECTIVES else "?", route=_route(page)
    )
    return HttpResponse(status=204)


def _route(address):
    try:
        return resolve("/" + str(address).partition("://")[2].partition("/")[2].partition("?")[0]).route
    except Resolver404:
        return None
