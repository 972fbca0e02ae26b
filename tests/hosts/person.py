"""Somebody at a browser: opens a form, and sends it once."""

import re
import time

import requests

from .load import Taken

HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
ABSENT, NOTICE, CAME = "absent_no_contact", "absent_notice", "attended"


def signed_in(person):
    """Cookies of a session of theirs."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return {settings.SESSION_COOKIE_NAME: session.session_key}


class Person:
    """``work``: addresses of forms, each sent once; ``fill``: what is typed, from the page as it came and its address."""

    def __init__(self, url, cookies, work, fill, *, opened, saved):
        self.url, self.work, self.fill = url, list(work), fill
        self.opened, self.saved = opened, saved
        self.http = requests.Session()
        self.http.cookies.update(cookies)
        self.sent = []

    def do(self, pause=lambda: None):
        """Open the next form, think, send it."""
        address = self.work.pop(0)
        page = self._ask("get", address, self.opened, good=200)
        pause()
        if page is not None:
            form = hidden(page.text) | self.fill(page.text, address)
            self.sent.append(address)
            self._ask("post", address, self.saved, good=302, data=form)

    def _ask(self, method, address, taken: Taken, *, good, **options):
        started, words, answer = time.perf_counter(), "", None
        headers = {"Referer": f"{self.url}{address}"}
        try:
            asked = getattr(self.http, method)
            answer = asked(
                f"{self.url}{address}", timeout=120, headers=headers, allow_redirects=False, **options
            )
            if answer.status_code != good:
                words = f"{method} {answer.status_code} {said(answer.text)}"
        except requests.RequestException as problem:
            words = type(problem).__name__
        taken.add(time.perf_counter() - started, words)
        return None if words else answer


def hidden(page):
    """{name: value} of what the page sends by itself."""
    found = {}
    for field in HIDDEN.findall(page):
        name, value = (re.search(rf'\b{what}="([^"]*)"', field) for what in ("name", "value"))
        if name:
            found[name[1]] = value[1] if value else ""
    return found


def said(page):
    found = re.search(r"error-summary__list.*?</ul>", page, re.S)
    return re.sub(r"<[^>]+>|\s+", " ", found[0] if found else page[:200]).strip()[:200]


def register(page, address):
    """Ten came, one sent word, one did not: another two every evening, so that nobody misses two running."""
    place = int(address.split("/")[2])
    men = sorted({int(pk) for pk in re.findall(r'name="outcome_(\d+)"', page)})
    form = {f"outcome_{pk}": CAME for pk in men}
    if men:
        form[f"outcome_{men[place % len(men)]}"] = ABSENT
        form[f"outcome_{men[(place + 6) % len(men)]}"] = NOTICE
    return form


def nothing(_page, _address):
    """The form is filled in already: it only has to be sent."""
    return {}
