"""The floor of a peer's pages: a bare Django view with a session, a sign-in check, one statement and twenty-five rows.

Read by the programs beside it, each in an environment of its own; nothing of this project is used but how time is
measured.
"""

import importlib.util
import sys
from http.cookies import SimpleCookie
from pathlib import Path
from wsgiref.util import setup_testing_defaults

from django.urls import path

MEASURING = Path(__file__).resolve().parents[2] / "demonstration" / "benchmark" / "measuring.py"
MIDDLEWARE = (
    "bare.here",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
)
ROWS = """<!DOCTYPE html><html lang="en"><body><table>{% for row in rows %}<tr><td>{{ row.id }}</td><td>{{ row.title }}</td>
<td>{{ row.queue }}</td><td>{{ row.status }}</td><td>{{ row.owner }}</td><td>{{ row.created|date:"j F Y" }}</td>
<td>{{ row.due_date|date:"j F Y H:i" }}</td></tr>{% endfor %}</table></body></html>"""
# The statement of the list, said by each program: ``queue`` is a number or null
asked = {"list": "", "template": None}


def here(get_response):
    """Middleware: addresses are those of this module."""

    def answer(request):
        request.urlconf = __name__
        return get_response(request)

    return answer


def listed(request):
    from django.contrib.auth.decorators import login_required

    return login_required(_rows)(request)


def _rows(request):
    from django.db import connection
    from django.http import HttpResponse
    from django.template import Context, Engine

    asked["template"] = asked["template"] or Engine().from_string(ROWS)
    queue = request.GET.get("queue")
    with connection.cursor() as cursor:
        cursor.execute(asked["list"], {"queue": int(queue) if queue else None})
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return HttpResponse(asked["template"].render(Context({"rows": rows})))


urlpatterns = (path("list/", listed),)


class Browser:
    """The first agent, signed in."""

    def __init__(self):
        from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
        from django.contrib.auth.models import User
        from django.contrib.sessions.backends.db import SessionStore

        user, session = User.objects.order_by("pk")[0], SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        self.cookies = SimpleCookie({"sessionid": session.session_key})

    def get(self, handler, address):
        said, (route, _, query) = [], address.partition("?")
        answer = handler(self._asked(route, query), lambda *start: said.append(start))
        body = b"".join(answer)
        answer.close()
        if not said[0][0].startswith("200"):
            raise RuntimeError(f"{address} answered {said[0][0]}")
        return body

    def _asked(self, route, query):
        asking = {
            "PATH_INFO": route,
            "QUERY_STRING": query,
            "HTTP_HOST": "127.0.0.1",
            "REMOTE_ADDR": "127.0.0.1",
        }
        asking["HTTP_COOKIE"] = "; ".join(f"{name}={one.coded_value}" for name, one in self.cookies.items())
        setup_testing_defaults(asking)
        return asking

    def often(self, handler, address, times):
        for _ in range(times):
            self.get(handler, address)
        return times


def floor():
    from django.core.handlers.wsgi import WSGIHandler
    from django.test.utils import override_settings

    with override_settings(MIDDLEWARE=MIDDLEWARE):
        return WSGIHandler()


def measuring():
    """``demonstration/benchmark/measuring.py``, without the project around it."""
    spec = importlib.util.spec_from_file_location("measuring", MEASURING)
    module = importlib.util.module_from_spec(spec)
    sys.modules["measuring"] = module
    spec.loader.exec_module(module)
    return module
