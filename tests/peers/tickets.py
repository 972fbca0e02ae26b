"""django-helpdesk with N tickets: its list, its ticket and its dashboard, each beside a bare view of the same process.

Run by ``python -m tests.peers`` with the interpreter of its own environment; writes JSON to standard output. Nothing of
this project is used here but how time is measured.
"""

import json
import os
import sys

import bare  # beside this file, which is run as a program
import django
from django.conf import settings
from django.urls import include, path
from region import fill

REQUESTS, ROUNDS = 8, 7
APPS = (
    *(
        f"django.contrib.{name}"
        for name in ("admin", "auth", "contenttypes", "sessions", "messages", "sites")
    ),
    *("django.contrib.staticfiles", "django.contrib.humanize", "rest_framework", "helpdesk"),
)
FULL = (
    "django.middleware.security.SecurityMiddleware",
    *bare.MIDDLEWARE[1:2],
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    *bare.MIDDLEWARE[2:],
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
LIST = """
    select t.id, t.title, q.title as queue, t.status, u.username as owner, t.created, t.due_date
    from helpdesk_ticket t join helpdesk_queue q on q.id = t.queue_id left join auth_user u on u.id = t.assigned_to_id
    where t.status in (1, 2) and (%(queue)s is null or t.queue_id = %(queue)s) order by t.id desc limit 25
"""


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
    from django.test.utils import CaptureQueriesContext

    floor, theirs, browser = bare.floor(), WSGIHandler(), bare.Browser()
    times, measuring = 1 if name == "dashboard" else REQUESTS, bare.measuring()
    costs = measuring.alternate(
        {
            "floor": lambda: browser.often(floor, beside, REQUESTS),
            "theirs": lambda: browser.often(theirs, address, times),
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


def main(tickets):
    set_up()
    fill(tickets)
    bare.asked["list"] = LIST
    found = {name: measured(name, *where) for name, where in pages().items()}
    json.dump({"tickets": tickets, "pages": found}, sys.stdout)


if __name__ == "__main__":
    main(int(sys.argv[1]))
