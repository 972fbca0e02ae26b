"""Sessions are read by a question that is written once, and as Django reads them."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore as Djangos
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.sessions import SessionStore

pytestmark = pytest.mark.django_db


def kept(store, **values):
    session = store()
    session.update(values)
    session.create()
    session.update(values)
    session.save()
    return session.session_key


def test_what_django_kept_is_read_and_the_other_way_round():
    """A process of the version before reads what this one has written, and this one what that has."""
    for written, read in ((SessionStore, Djangos), (Djangos, SessionStore)):
        assert read(kept(written, seat="7")).load() == {"seat": "7"}


def test_each_key_its_own_session():
    keys = {seat: kept(SessionStore, seat=seat) for seat in ("7", "8", "9")}
    assert {seat: SessionStore(key)["seat"] for seat, key in keys.items()} == {seat: seat for seat in keys}


def test_what_has_ended_and_what_never_was_is_empty_and_its_key_is_not_taken_up():
    ended = kept(SessionStore, seat="7")
    Session.objects.filter(pk=ended).update(expire_date=timezone.now() - timedelta(seconds=1))
    for key in (ended, "nobodys" * 4, "'; select 1 --"):
        session = SessionStore(key)
        assert session.load() == {}
        assert session.session_key is None


def test_a_session_ends_by_the_clock_that_began_it(monkeypatch):
    """Not by that of the database: in a demonstration it is another day (docs/decisions/0041)."""
    then = timezone.now() - timedelta(days=300)
    with monkeypatch.context() as moved:
        moved.setattr(timezone, "now", lambda: then)
        key = kept(SessionStore, seat="7")
        assert SessionStore(key).load() == {"seat": "7"}
    assert SessionStore(key).load() == {}
