"""Memory of two web workers and their master, after the first requests and after 10,000 more; and of a worker that makes
what is published and extracts, at rest and at most."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import requests

from tests.faults.processes import Site, worker

from . import long_papers
from .load import rest
from .person import signed_in

REQUESTS, AT_ONCE = 10_000, 4
PAGES = ("/", "/referrals/", "/referrals/?show=all", "/inbox/", "/sessions/{session}/register/")


def rows(place, *, requests_made=REQUESTS):
    with Site(place) as site:
        assert site.answers()
        pages = _pages(place)
        _ask(place, site, pages, 200)  # what is loaded at the first asking is no growth
        before = rest(site.running.pid)
        errors = _ask(place, site, pages, requests_made)
        after = rest(site.running.pid)
    return {
        "web, two workers": {
            "megabytes_after_200": before,
            "megabytes_after": after,
            "requests": requests_made,
            "grown": round(after / before, 3),
            "errors": errors,
        },
        "worker, two at a time": _making(place),
    }


def _making(place, *, each=4, patience=600):
    """So many releases and extracts of all there is, and long papers of either kind; every process of the worker, looked
    at ten times a second."""
    with worker(place) as running:
        time.sleep(20)
        at_rest = most = rest(running.running.pid)
        found, end = place.patiently(lambda: _asked_for(each)), time.monotonic() + patience
        while place.patiently(lambda: _waiting(found)) and time.monotonic() < end:
            most = max(most, rest(running.running.pid))
            time.sleep(0.1)
        after, waiting = rest(running.running.pid), place.patiently(lambda: _waiting(found))
    return {
        "megabytes_at_rest": at_rest,
        "megabytes_at_most": most,
        "megabytes_after": after,
        "made": 4 * each - waiting,
        "not_made": waiting,
    }


def _asked_for(each):
    from django.utils import timezone

    from accounts.models import User
    from monitoring.extract.actions import approve, ask_for_extract
    from monitoring.publishing.actions import ask_for_release

    at = timezone.now()
    who = {role: User.objects.filter(role=role).first() for role in ("opcc", "dpo")}
    words = {"evaluator": "E", "organisation": "O", "purpose": "P", "basis": "B"}
    days = {"first_day": None, "last_day": None}
    releases, extracts = [], []
    for number in range(each):
        first_day = at.date() - timedelta(days=400 + number)
        asked = {"first_day": first_day, "last_day": at.date(), "to_whom": "T", "why": "W"}
        releases.append(ask_for_release(**asked, by=who["opcc"], at=at).pk)
        extract = ask_for_extract(**words, **days, by=who["opcc"], at=at)
        extracts.append(approve(extract, handover="By hand", by=who["dpo"], at=at).pk)
    return releases, extracts, long_papers.ask_for(each, at=at)


def _waiting(found):
    from monitoring.models import Extract, MadePaper, Release

    asked = zip((Release, Extract, MadePaper), found, strict=True)
    return sum(model.objects.filter(pk__in=these, made_at=None).count() for model, these in asked)


def _pages(place):
    from programme.models import Session

    with place.as_system():
        session = Session.objects.filter(group=place.groups[0]).order_by("starts_at").last()
    return [page.format(session=session.pk) for page in PAGES]


def _ask(place, site, pages, times):
    """What was answered where it was not a page."""
    wrong, lock = [], threading.Lock()
    cookies = signed_in(place.groups[0].lead_man)

    def one(share):
        http = requests.Session()
        http.cookies.update(cookies)
        for number in range(share):
            answer = http.get(f"{site.url}{pages[number % len(pages)]}", timeout=120)
            if answer.status_code != 200:
                with lock:
                    wrong.append(f"{pages[number % len(pages)]}: {answer.status_code}")

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(one, [times // AT_ONCE] * AT_ONCE))
    return wrong
