"""django-helpdesk with N tickets: its list, its ticket and its dashboard, each beside a bare view of the same process.

Run by ``python -m tests.peers`` with the interpreter of its own environment; writes JSON to standard output. Nothing of
this project is used here but how time is measured.
"""

import importlib.util
import json
import os
import sys
from http.cookies import SimpleCookie
from pathlib import Path
from wsgiref.util import setup_testing_defaults

import django
from django.conf import settings
from django.urls import include, path
from region import fill  # beside this file, which is run as a program

MEASURING = Path(__file__).resolve().parents[2] / "demonstration" / "benchmark" / "measuring.py"
REQUESTS, ROUNDS = 8, 7
APPS = (
    *(
        f"django.contrib.{name}"
        for name in ("admin", "auth", "contenttypes", "sessions", "messages", "sites")
    ),
    *("django.contrib.staticfiles", "django.contrib.humanize", "rest_framework", "helpdesk"),
)
BARE = (
    "__main__.here",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
)
FULL = (
    "django.middleware.security.SecurityMiddleware",
    *BARE[1:2],
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    *BARE[2:],
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
)
TEMPLATES = {
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "APP_DIRS": True,
    "OPTIONS": {
        "context_processors": [
            "django.template.context_processors.request",
            "django.contrib.auth.context_processors.auth",
            "django.contrib.messages.context_processors.messages",
        ]
    },
}
ROWS = """<!DOCTYPE html><html lang="en"><body><table>{% for row in rows %}<tr><td>{{ row.id }}</td><td>{{ row.title }}</td>
<td>{{ row.queue }}</td><td>{{ row.status }}</td><td>{{ row.owner }}</td><td>{{ row.created|date:"j F Y" }}</td>
<td>{{ row.due_date|date:"j F Y H:i" }}</td></tr>{% endfor %}</table></body></html>"""
LIST = """
    select t.id, t.title, q.title as queue, t.status, u.username as owner, t.created, t.due_date
    from helpdesk_ticket t join helpdesk_queue q on q.id = t.queue_id left join auth_user u on u.id = t.assigned_to_id
    where t.status in (1, 2) and (%(queue)s is null or t.queue_id = %(queue)s) order by t.id desc limit 25
"""


def here(get_response):
    """Middleware of the floor: addresses are those of ``bare``."""

    def answer(request):
        request.urlconf = bare
        return get_response(request)

    return answer


def listed(request):
    from django.contrib.auth.decorators import login_required
    from django.db import connection
    from django.http import HttpResponse
    from django.template import Context

    @login_required
    def view(request):
        queue = request.GET.get("queue")
        with connection.cursor() as cursor:
            cursor.execute(LIST, {"queue": int(queue) if queue else None})
            names = [column.name for column in cursor.description]
            rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        return HttpResponse(template().render(Context({"rows": rows})))

    return view(request)


def template(kept=[]):  # noqa: B006 - made once
    from django.template import Engine

    if not kept:
        kept.append(Engine().from_string(ROWS))
    return kept[0]


bare = (path("list/", listed),)
urlpatterns = []


# Without teams, as its documentation says, and without what this does not ask for
CHOSEN = {
    "HELPDESK_TEAMS_MODEL": "auth.User",
    "HELPDESK_TEAMS_MIGRATION_DEPENDENCIES": [],
    "HELPDESK_KBITEM_TEAM_GETTER": lambda item: None,
    "HELPDESK_PUBLIC_ENABLED": False,
    "HELPDESK_KB_ENABLED": False,
}


def set_up():
    database = {name: os.environ[f"PEER_DB_{name}"] for name in ("HOST", "NAME", "USER", "PASSWORD")}
    settings.configure(
        SECRET_KEY=os.urandom(20).hex(),
        ALLOWED_HOSTS=["127.0.0.1"],
        DATABASES={"default": {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": None, **database}},
        INSTALLED_APPS=APPS,
        MIDDLEWARE=FULL,
        TEMPLATES=[TEMPLATES],
        ROOT_URLCONF="__main__",
        LOGIN_URL="/helpdesk/login/",
        STATIC_URL="/static/",
        SITE_ID=1,
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        **CHOSEN,
    )
    django.setup()
    urlpatterns.append(path("helpdesk/", include("helpdesk.urls", namespace="helpdesk")))


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
        asked = {
            "PATH_INFO": route,
            "QUERY_STRING": query,
            "HTTP_HOST": "127.0.0.1",
            "REMOTE_ADDR": "127.0.0.1",
        }
        asked["HTTP_COOKIE"] = "; ".join(f"{name}={one.coded_value}" for name, one in self.cookies.items())
        setup_testing_defaults(asked)
        return asked


def pages():
    """{page: (its address, its floor's)}: the list is the data that its table asks for."""
    from helpdesk.models import Queue, Ticket
    from helpdesk.query import query_to_base64

    def rows(**filtering):
        asked = query_to_base64(
            {"filtering": {"status__in": [1, 2], **filtering}, "sorting": "created", "sortreverse": True}
        )
        return f"/helpdesk/datatables_ticket_list/{asked}?draw=1&start=0&length=25"

    queue, ticket = Queue.objects.order_by("pk")[0].pk, Ticket.objects.order_by("-pk")[0].pk
    return {
        "list of one queue": (rows(queue__id__in=[queue]), f"/list/?queue={queue}"),
        "list of all queues": (rows(), "/list/"),
        "ticket": (f"/helpdesk/tickets/{ticket}/", "/list/"),
        "dashboard": ("/helpdesk/dashboard/", "/list/"),
    }


def measured(name, address, beside):
    from django.core.handlers.wsgi import WSGIHandler
    from django.db import connection
    from django.test.utils import CaptureQueriesContext, override_settings

    with override_settings(MIDDLEWARE=BARE):
        floor = WSGIHandler()
    theirs, browser, times = WSGIHandler(), Browser(), 1 if name == "dashboard" else REQUESTS
    measuring = _measuring()
    costs = measuring.alternate(
        {
            "floor": lambda: _often(browser, floor, beside, REQUESTS),
            "theirs": lambda: _often(browser, theirs, address, times),
        },
        rounds=ROUNDS,
    )
    with CaptureQueriesContext(connection) as queries:
        weight = len(browser.get(theirs, address))
    return {
        "queries": len(queries),
        "kilobytes": round(weight / 1024),
        "ratio": measuring.ratio(costs["theirs"], costs["floor"]),
        **{which: {"wall_ms": cost.wall_ms, "cpu_ms": cost.cpu_ms} for which, cost in costs.items()},
    }


def _often(browser, handler, address, times):
    for _ in range(times):
        browser.get(handler, address)
    return times


def _measuring():
    spec = importlib.util.spec_from_file_location("measuring", MEASURING)
    module = importlib.util.module_from_spec(spec)
    sys.modules["measuring"] = module
    spec.loader.exec_module(module)
    return module


def main(tickets):
    set_up()
    fill(tickets)
    found = {name: measured(name, *where) for name, where in pages().items()}
    json.dump({"tickets": tickets, "pages": found}, sys.stdout)


if __name__ == "__main__":
    main(int(sys.argv[1]))
