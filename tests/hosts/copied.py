"""Pages of figures before a streaming replica that is held up, cut off from the server it follows, and killed.

No page may be an error, none may show an old number without saying so, and nobody may wait long for what is away.
"""

import os
import re
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import cycle

import requests

from dvpp.stack.folders import PROJECT
from tests.faults.processes import Site

from .load import Taken
from .person import signed_in
from .place import TOKEN
from .pooler import make_login
from .proxy import PATIENCE
from .replica import Replica, looked_at, said
from .trial import who_asks

PAGES = ("/figures/overview/", "/figures/", "/figures/quarter/")
REFERRALS = re.compile(r'href="[^"]*/cases/fig13/referrals/[^"]*"[^>]*>([\d,]+)')
OLD = re.compile(r'As at <time datetime="([^"]+)"[^<]*<[^,]*, from a copy of the database')
WRITES, MINUTES, WAIT, AWAY = 10, "0.5", 14, 12


class Reader:
    """A manager who asks for figures, and Prometheus."""

    def __init__(self, site, person):
        self.site, self.taken, self.http = site, Taken(), requests.Session()
        self.http.cookies.update(signed_in(person))

    def page(self, path):
        started, words, text = time.perf_counter(), "", ""
        try:
            answer = self.http.get(f"{self.site.url}{path}", timeout=60)
            text, words = answer.text, "" if answer.status_code == 200 else f"{path} {answer.status_code}"
        except requests.RequestException as problem:
            words = type(problem).__name__
        self.taken.add(time.perf_counter() - started, words)
        return text

    def figures(self):
        """How many referrals the page counts, and of when it says that is; empty: of now."""
        text = self.page("/figures/")
        old = OLD.search(text)
        return int(REFERRALS.search(text)[1].replace(",", "")), old[1] if old else ""

    def gauges(self):
        carried = {"Authorization": f"Bearer {TOKEN}"}
        text = requests.get(f"{self.site.url}/metrics", headers=carried, timeout=60).text
        return dict(re.findall(r"^(dvpp_replica_\w+) (\S+)", text, re.M))


def rows(place):
    place.clear()
    make_login(place)
    with Replica(place) as replica, _site(place, replica) as site:
        assert site.answers(PATIENCE)
        reader = Reader(site, _manager(place))
        for path in PAGES * 4:  # what is loaded at the first asking is no part of it
            reader.page(path)
        return {
            "who asks there": who_asks(replica.address),
            "before it is used": _checks(place, replica),
            "follows": _follows(place, replica, reader),
            "held up": _stands_still(place, replica, reader, _held_up),
            "cut off": _stands_still(place, replica, reader, _cut_off),
            "killed": _killed(place, replica, reader),
            "pages": reader.taken.in_words(),
        }


def _site(place, replica):
    os.environ |= {"DATABASE_REPLICA_URL": replica.address, "DVPP_REPLICA_MINUTES": MINUTES}
    try:
        return Site(place)
    finally:
        del os.environ["DATABASE_REPLICA_URL"], os.environ["DVPP_REPLICA_MINUTES"]


def _manager(place):
    from accounts.models import User

    with place.as_system():
        return User.objects.filter(role="manager").order_by("pk").first()


def _checks(place, replica):
    """What ``check --deploy`` says of the replica, and of the server itself in its place."""
    itself = replica.address.replace(str(replica.folders.sockets), str(place.folders.sockets))
    return {name: _refused(url) for name, url in (("of the replica", replica.address), ("of itself", itself))}


def _refused(url):
    command = [sys.executable, "manage.py", "check", "--deploy"]
    done = subprocess.run(
        command, cwd=PROJECT, env={**os.environ, "DATABASE_REPLICA_URL": url}, capture_output=True, text=True
    )
    return re.findall(r"dvpp\.[EW]\d+", done.stderr + done.stdout)


def _follows(place, replica, reader):
    """A referral more, and the page is asked until it counts it; then where pages look while nothing is written."""
    before, seen = reader.figures()[0], []
    for number in range(1, WRITES + 1):
        place.make_due(1)
        started, asked = time.perf_counter(), 1
        while reader.figures()[0] < before + number:
            asked += 1
        seen.append((time.perf_counter() - started, asked))
    old = reader.figures()[1]
    servers = {"there": replica.ask, "on the main server": partial(said, place)}
    looked = {name: looked_at(ask) for name, ask in servers.items()}
    for path in PAGES * 2:
        reader.page(path)
    return {
        "writes": WRITES,
        "counted by the first page": sum(asked == 1 for _, asked in seen),
        "slowest_s": round(max(seconds for seconds, _ in seen), 2),
        "says that it is old": old,
        "six pages looked into referrals": {
            name: looked_at(ask) - looked[name] for name, ask in servers.items()
        },
        "gauges": reader.gauges(),
    }


def _held_up(replica):
    replica.hold_up()
    return replica.let_go_on


def _cut_off(replica):
    return replica.cut_off()


def _stands_still(place, replica, reader, stop):
    """Something is written that it does not get to know; soon the page says so, and then it is asked no more."""
    place.make_due(1)
    time.sleep(1)
    before, again = reader.figures()[0], stop(replica)
    place.make_due(1)
    written, started = time.strftime("%Y-%m-%dT%H:%M%z"), time.monotonic()
    time.sleep(WAIT)
    counted, old = reader.figures()
    found = {"written": written, "counts it": counted > before, "says it is of": old}
    found["has replayed all it received"] = replica.ask(
        "select pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()"
    )
    found["gauges"] = reader.gauges()
    unsaid = 0
    while (state := reader.figures()) != (before + 1, ""):
        unsaid += state == (before, "")
        time.sleep(0.5)
    found |= {"passed_by_after_s": round(time.monotonic() - started), "old and not said": unsaid}
    found["gauges then"] = reader.gauges()
    again()
    return found | {"asked_again_after_s": _until_it_serves(reader)}


def _until_it_serves(reader):
    started = time.monotonic()
    while reader.gauges().get("dvpp_replica_serves") != "1.0":
        time.sleep(0.2)
    return round(time.monotonic() - started, 1)


def _killed(place, replica, reader):
    """While four ask for pages without a pause; something is written meanwhile, and counted where it was written."""
    readers, over = [Reader(reader.site, _manager(place)) for _ in range(4)], threading.Event()
    with ThreadPoolExecutor(len(readers)) as pool:
        asked = [pool.submit(_asks, each, over) for each in readers]
        time.sleep(2)
        before, so_far = reader.figures()[0], sum(len(each.taken.seconds) for each in readers)
        replica.kill()
        place.make_due(1)
        started = time.monotonic()
        found = {"counted by the first page after it": reader.figures() == (before + 1, "")}
        found |= {"that page took_s": round(time.monotonic() - started, 2), "gauges": reader.gauges()}
        time.sleep(AWAY)
        over.set()
        [each.result() for each in asked]
    every = Taken()
    for each in readers:
        every.seconds += each.taken.seconds
        every.errors += each.taken.errors
    found |= {"pages before": so_far, "before and after": every.in_words()}
    replica.start()
    return found | {"asked_again_after_s": _until_it_serves(reader)}


def _asks(reader, over):
    for path in cycle(PAGES):
        if over.is_set():
            return
        reader.page(path)
