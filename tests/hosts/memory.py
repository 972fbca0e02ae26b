"""Memory of two web workers and their master: after the first requests, and after 10,000 more."""

import threading
from concurrent.futures import ThreadPoolExecutor

import requests

from tests.faults.processes import Site

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
        }
    }


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
