"""While the service is being worked on: every page says so and until when, and nothing reaches the database.

It begins when the file ``maintenance`` lies in the data folder, and ends when it is gone (manage.py maintenance). Whoever
asks whether the process lives is answered as ever.
"""

from pathlib import Path

from django.conf import settings
from django.shortcuts import render

FILE = "maintenance"
ASKED_BY_MACHINES = {"/healthz", "/readyz"}
AGAIN_IN_SECONDS = "300"


class MaintenanceMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        until = None if _may_pass(request.path) else under_way()
        if until is None:
            return self.get_response(request)
        response = render(request, "503.html", {"until": until}, status=503)
        response["Retry-After"], response["Cache-Control"] = AGAIN_IN_SECONDS, "no-store"
        return response


def _may_pass(path):
    return path in ASKED_BY_MACHINES or path.startswith(f"/{settings.STATIC_URL.strip('/')}/")


def under_way():
    """Until when, in the words of whoever began it; empty where they gave none, None where nobody works on it."""
    try:
        return (Path(settings.DATA.root) / FILE).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None


def begin(until):
    (Path(settings.DATA.root) / FILE).write_text(until, encoding="utf-8")


def end():
    (Path(settings.DATA.root) / FILE).unlink(missing_ok=True)
