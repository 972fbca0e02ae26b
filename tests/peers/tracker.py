"""Request Tracker with N tickets: its list, its ticket and its first page, each in turns with a bare Django view.

Run by ``python -m tests.peers request-tracker`` where Debian's package is installed; writes JSON to standard output. It
is asked over HTTP, and of its own process and of its database servers the processor's time is read; the bare view runs
in this process on the same database.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import bare  # beside this file, which is run as a program
import django
from django.conf import settings

SETUP = Path("/usr/sbin/rt-setup-database-5")
SERVER = Path("/usr/share/request-tracker5/libexec/rt-server")
PORT, REQUESTS, ROUNDS, PATIENCE = 8199, 6, 7, 60
FILLING = Path(__file__).with_name("tracker.sql")
LIST = """
    select t.id, t.subject as title, q.name as queue, t.status, u.name as owner, t.created, t.due as due_date
    from tickets t join queues q on q.id = t.queue join users u on u.id = t.owner
    where t.status = 'open' and (%(queue)s is null or t.queue = %(queue)s) order by t.id desc limit 25
"""
SITE = """
Set($rtname, 'peer'); Set($Organization, 'peer.example'); Set($WebDomain, 'localhost'); Set($WebPort, {port});
Set($DatabaseType, 'Pg'); Set($DatabaseHost, '{HOST}'); Set($DatabaseRTHost, ''); Set($DatabaseName, '{NAME}');
Set($DatabaseUser, '{USER}'); Set($DatabaseAdmin, '{USER}'); Set($DatabasePassword, '{PASSWORD}');
Set($ShowHistory, 'always'); Set($LogToSyslog, undef); Set($LogToSTDERR, 'error'); Set($MailCommand, 'testfile');
1;
"""


def main(tickets):
    place = {name: os.environ[f"PEER_DB_{name}"] for name in ("HOST", "NAME", "USER", "PASSWORD")}
    set_up(place)
    bare.asked["list"] = LIST
    with tempfile.TemporaryDirectory(prefix="dvpp-peer-") as folder:
        variables = configured(Path(folder), place)
        fill(tickets, variables, place)
        with served(variables) as process:
            browser = signed_in(process)
            theirs = Theirs(process, browser)
            found = {name: measured(theirs, *where) for name, where in pages(tickets).items()}
    json.dump({"tickets": tickets, "pages": found}, sys.stdout)


def set_up(place):
    settings.configure(
        SECRET_KEY=os.urandom(20).hex(),
        ALLOWED_HOSTS=["127.0.0.1"],
        DATABASES={"default": {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": None, **place}},
        INSTALLED_APPS=[f"django.contrib.{name}" for name in ("auth", "contenttypes", "sessions")],
        ROOT_URLCONF="bare",
        USE_TZ=False,
    )
    django.setup()


def configured(folder, place):
    """Variables with which Request Tracker reads our configuration and nothing of the machine's."""
    site, besides = folder / "RT_SiteConfig.pm", folder / "besides"
    site.write_text(SITE.format_map({"port": PORT, **place}))
    besides.mkdir()
    return {**os.environ, "RT_SITE_CONFIG": str(site), "RT_SITE_CONFIG_DIR": str(besides)}


def fill(tickets, variables, place):
    """Its own tables by its own program, and tickets by SQL; once."""
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    if User.objects.exists():
        return
    by_owner = ["--dba", place["USER"], "--dba-password", place["PASSWORD"], "--skip-create"]
    subprocess.run([SETUP, "--action", "init", *by_owner], env=variables, stdout=sys.stderr, check=True)
    with connection.cursor() as cursor:
        cursor.execute(FILLING.read_text().replace("{tickets}", str(tickets)))
        cursor.execute("vacuum analyze")
    User.objects.create(username="agent", password="!")


@contextmanager
def served(variables):
    """One process of Request Tracker's own server, as its package brings it."""
    process = subprocess.Popen(
        ["/usr/bin/perl", SERVER, "--port", str(PORT)], env=variables, stdout=sys.stderr
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def signed_in(process):
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    until = time.monotonic() + PATIENCE
    while True:
        try:
            said = urlencode({"user": "root", "pass": "password"}).encode()
            browser.open(f"http://localhost:{PORT}/NoAuth/Login.html?next=x", data=said)
        except URLError:
            if process.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.5)
        else:
            return browser


def pages(tickets):
    """{page: (its address, its floor's, what it has to have in it)}"""

    def rows(query):
        asked = {"Query": query, "Rows": 25, "OrderBy": "id", "Order": "DESC", "Format": ""}
        return f"/Search/Results.html?{urlencode(asked)}"

    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select id from queues where name = 'Queue 1'")
        [queue] = cursor.fetchone()
    last = tickets - tickets % 10
    return {
        "list of one queue": (
            rows("Queue = 'Queue 1' AND Status = 'open'"),
            f"/list/?queue={queue}",
            "Ticket ",
        ),
        "list of all queues": (rows("Status = 'open'"), "/list/", f"Ticket {last}"),
        "ticket with its history": (f"/Ticket/Display.html?id={last}", "/list/", "What came of it."),
        "home": ("/", "/list/", ">Ticket "),
    }


class Theirs:
    """Its pages, and what they cost: of its process, and of the database servers that work for it."""

    def __init__(self, process, browser):
        self.process, self.browser = process, browser

    def get(self, address):
        with self.browser.open(f"http://localhost:{PORT}{address}") as answer:
            return answer.read().decode()

    def used(self):
        """Seconds of processor."""
        return sum(
            int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
            for pid in (*_family(self.process.pid), *self._database())
        )

    def _database(self):
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(
                "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
                " and backend_type = 'client backend' order by pid"
            )
            return [pid for (pid,) in cursor.fetchall()]


def _family(pid):
    """A process and all that came of it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in _family(child))]


def measured(theirs, address, beside, has):
    floor, browser, measuring = bare.floor(), bare.Browser(), bare.measuring()
    page = theirs.get(address)
    if has not in page:
        raise RuntimeError(f"{address} has no {has!r}")
    browser.get(floor, beside)
    costs, floors = [], []
    for _ in range(ROUNDS):
        floors.append(measuring.once(lambda: browser.often(floor, beside, REQUESTS)))
        costs.append(_once(theirs, address, measuring))
    middle = len(costs) // 2
    found = {
        name: measuring.Cost(
            *(sorted(getattr(cost, kind) for cost in each)[middle] for kind in ("wall_ms", "cpu_ms"))
        )
        for name, each in (("theirs", costs), ("floor", floors))
    }
    return {
        "kilobytes": round(len(page) / 1024),
        "ratio": measuring.ratio(found["theirs"], found["floor"]),
        **{which: {"wall_ms": cost.wall_ms, "cpu_ms": cost.cpu_ms} for which, cost in found.items()},
    }


def _once(theirs, address, measuring):
    used, wall = theirs.used(), time.perf_counter()
    for _ in range(REQUESTS):
        theirs.get(address)
    wall, used = time.perf_counter() - wall, theirs.used() - used
    return measuring.Cost(1000 * wall / REQUESTS, 1000 * used / REQUESTS)


if __name__ == "__main__":
    main(int(sys.argv[1]))
