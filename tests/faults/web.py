"""Rows of people at work: a SPOC passes referrals on while workers of the site die, and forms are sent twice at once."""

import random
import re
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, timedelta

import requests

from .counting import Row
from .processes import Site

CLIENTS = 8


def signed_in():
    """Cookies of a session of the SPOC."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from accounts.models import User

    person = User.objects.get(email="spoc@test.example")
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return {settings.SESSION_COOKIE_NAME: session.session_key}


def received(arena, number):
    """Referrals that wait to be passed on."""
    from referrals.models import Man, Referral

    arena.make_due(number, status="received")
    with arena.as_system():
        files = list(Referral.objects.filter(status="received").order_by("-pk")[:number])
        ids = [file.pk for file in files]
        men = Man.objects.bulk_create(
            [
                Man(
                    reference=f"M-{pk}",
                    first_name=f"Tried{pk}",
                    last_name=f"Once{pk}",
                    date_of_birth=_born(pk),
                )
                for pk in ids
            ]
        )
        for file, man in zip(files, men, strict=True):
            file.man, file.passed_on_at, file.acknowledged_at = man, None, None
        Referral.objects.bulk_update(files, ["man", "passed_on_at", "acknowledged_at"])
        _stop_their_clocks(ids)
    return ids


def _born(number):
    return date(1960, 1, 1) + timedelta(days=number % 12_000)


def _stop_their_clocks(ids):
    from django.utils import timezone

    from referrals.models import Deadline

    Deadline.objects.running().filter(referral__in=ids).update(stopped_at=timezone.now())


class Client:
    """One browser window: it fetches the form, and sends it until somebody answers."""

    def __init__(self, site, cookies):
        self.site, self.http = site, requests.Session()
        self.http.cookies.update(cookies)

    def pass_on(self, pk, *, twice=False):
        url = f"{self.site.url}/referrals/{pk}/check/"
        page = self._until_answered("get", url)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
        form = {"form_key": str(uuid.uuid4()), "override": "Agreed with the manager.", "holder": ""}
        form["csrfmiddlewaretoken"] = token.group(1) if token else ""
        self._until_answered("post", url, data=form, headers={"Referer": url}, allow_redirects=False)
        if twice:
            self._until_answered("post", url, data=form, headers={"Referer": url}, allow_redirects=False)
        return form

    def send(self, url, form):
        return self._until_answered("post", url, data=form, headers={"Referer": url}, allow_redirects=False)

    def _until_answered(self, method, url, **options):
        for _ in range(60):
            with suppress(requests.RequestException):
                answer = getattr(self.http, method)(url, timeout=20, **options)
                if answer.status_code < 500:
                    return answer
            time.sleep(0.2)
        raise AssertionError(f"nobody answered {url}")


def killed_mid_save(arena, *, kills, referrals):
    row, started = Row("web worker kill -9 while 8 people save"), time.monotonic()
    ids = received(arena, referrals)
    cookies = signed_in()
    with Site(arena) as site:
        assert site.answers()
        with ThreadPoolExecutor(CLIENTS) as people:
            work = [people.submit(Client(site, cookies).pass_on, pk) for pk in ids]
            _kill_while(site, work, row, kills)
            assert all(done.result() for done in work)
    row.seconds = round(time.monotonic() - started, 1)
    return _counted(arena, row, ids)


def _kill_while(site, work, row, kills):
    """A worker dies after every few that were passed on, in the middle of others."""
    enough = 0
    while (passed := sum(done.done() for done in work)) < len(work):
        if passed >= enough and row.faults < kills:
            row.faults += site.kill_a_worker()
            enough = passed + len(work) // kills
        time.sleep(random.random() * 0.2)


def the_same_twice_at_once(arena, *, times):
    """Two windows send the same form with the same key in the same moment."""
    row, started = Row("the same form sent twice at once"), time.monotonic()
    ids, cookies = received(arena, times), signed_in()
    with Site(arena) as site:
        assert site.answers()
        for pk in ids:
            url = f"{site.url}/referrals/{pk}/check/"
            one, other = Client(site, cookies), Client(site, cookies)
            page = one.http.get(url, timeout=30)
            other.http.cookies.update(one.http.cookies.get_dict())
            token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text).group(1)
            form = {
                "form_key": str(uuid.uuid4()),
                "override": "Agreed.",
                "holder": "",
                "csrfmiddlewaretoken": token,
            }
            both = [threading.Thread(target=who.send, args=[url, form]) for who in (one, other)]
            for thread in both:
                thread.start()
            for thread in both:
                thread.join()
            row.faults += 1
    row.seconds = round(time.monotonic() - started, 1)
    return _counted(arena, row, ids)


def _counted(arena, row, ids):
    """Each referral passed on, with its history, its clock, its line in the trail and its alert: all, and once."""
    from alerts.models import Alert
    from audit.models import Entry
    from referrals.models import Deadline, Referral, StatusChange

    with arena.as_system():
        on = set(Referral.objects.filter(pk__in=ids, status="acknowledged").values_list("pk", flat=True))
        found = {
            "history": StatusChange.objects.filter(referral__in=ids, to_status="acknowledged").values_list(
                "referral", flat=True
            ),
            "clock": Deadline.objects.filter(
                referral__in=ids, promise="contact_him", stopped_at=None
            ).values_list("referral", flat=True),
            "trail": Entry.objects.filter(act="referral.acknowledged", about_id__in=ids).values_list(
                "about_id", flat=True
            ),
            "alert": Alert.objects.filter(kind="passed_on", about_id__in=ids).values_list(
                "about_id", flat=True
            ),
        }
        found = {name: list(rows) for name, rows in found.items()}
    row.due, row.delivered, row.lost = len(ids), len(on), len(ids) - len(on)
    row.doubled = sum(len(rows) - len(set(rows)) for rows in found.values())
    row.half = sum(len(on ^ set(rows)) for rows in found.values())
    with arena.as_system():
        _stop_their_clocks(ids)
        arena._quiet()
    return row
