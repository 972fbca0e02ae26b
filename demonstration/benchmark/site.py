"""The site and its floor, asked as a web server asks them, in the one process whose time is measured."""

from http.cookies import SimpleCookie
from io import BytesIO

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings

from . import floor

HOST = "127.0.0.1"
# Where a request begins and ends: no question
TRANSACTION = ("BEGIN", "COMMIT")


def handlers():
    """(ours, floor): the whole site, and the bare views beside it."""
    with override_settings(MIDDLEWARE=list(floor.MIDDLEWARE)):
        bare = WSGIHandler()
    return WSGIHandler(), bare


class Browser:
    """Somebody who has just signed in, with a second factor, and whose browser keeps its cookies."""

    def __init__(self, user):
        Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {}})
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        self.user = user
        self.cookies = SimpleCookie({settings.SESSION_COOKIE_NAME: session.session_key})

    def get(self, handler, address):
        """The bytes of the page at ``address``; anything but a page is an error."""
        said = []
        answer = handler(self._asking(address), lambda *start: said.append(start))
        body = b"".join(answer)
        answer.close()
        status, headers = said[0][:2]
        for name, value in headers:
            if name == "Set-Cookie":
                self.cookies.load(value)
        if not status.startswith("200"):
            raise RuntimeError(f"{address} answered {status}")
        return body

    def queries(self, handler, address):
        with CaptureQueriesContext(connection) as found:
            self.get(handler, address)
        asked = [query["sql"] for query in found.captured_queries]
        return [sql for sql in asked if sql not in TRANSACTION]

    def _asking(self, address):
        path, _, query = address.partition("?")
        kept = "; ".join(f"{name}={morsel.coded_value}" for name, morsel in self.cookies.items())
        return _environment(path, query, kept)


def _environment(path, query, cookie):
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SCRIPT_NAME": "",
        "SERVER_NAME": HOST,
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": HOST,
        "HTTP_HOST": HOST,
        "HTTP_COOKIE": cookie,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
