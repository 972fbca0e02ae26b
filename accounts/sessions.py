"""Sessions in the database as Django keeps them; the question that every request asks is written once."""

from django.contrib.sessions.backends.db import SessionStore as Stored
from django.contrib.sessions.models import Session
from django.utils import timezone

from .written import Written


class SessionStore(Stored):
    def _get_session_from_db(self):
        found = _STANDING.rows(key=self.session_key, now=timezone.now())
        if not found:
            self._session_key = None
            return None
        [(data,)] = found
        return Session(session_key=self.session_key, session_data=data)


def _standing(*, key, now):
    return Session.objects.filter(session_key=key, expire_date__gt=now).values_list("session_data")


_STANDING = Written(_standing)
