"""What the forms of a page ask for, and what an answer wrote that was not undone."""

import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from tests.access.doors import answer

OURS = {"csrfmiddlewaretoken", "form_key", "opened_with"}
_TAKEN_ALONG = ("submit", "button")


@dataclass
class Asked:
    """One field of a form: its kind, the values on offer, and those that are drawn."""

    kind: str
    offered: list = field(default_factory=list)
    drawn: list = field(default_factory=list)


@dataclass
class PostedForm:
    """A form of a page: where it is sent, {name: Asked}, and what goes along with it unseen."""

    where: str
    fields: dict = field(default_factory=dict)
    unseen: dict = field(default_factory=dict)
    button: tuple = ()

    def as_drawn(self):
        """What a browser would send if nobody typed anything."""
        return {name: list(one.drawn) for name, one in self.fields.items() if one.drawn} | dict(self.unseen)


class _Forms(HTMLParser):
    def __init__(self, address):
        super().__init__(convert_charrefs=True)
        self.address, self.found, self.form, self.inside = address, [], None, None

    def handle_starttag(self, tag, attrs):
        got = dict(attrs)
        if tag == "form":
            here = (got.get("method") or "").lower() == "post"
            self.form = PostedForm(got.get("action") or self.address) if here else None
        elif self.form is not None and tag in ("input", "select", "textarea", "option", "button"):
            getattr(self, f"_{tag}")(got)

    def handle_data(self, data):
        if self.inside and self.inside.kind == "textarea":
            self.inside.drawn[0] += data

    def handle_endtag(self, tag):
        if tag == "form" and self.form is not None:
            self.found.append(self.form)
            self.form = None
        if tag in ("select", "textarea"):
            if tag == "textarea" and self.inside:  # the browser drops the first line end
                self.inside.drawn[0] = self.inside.drawn[0].removeprefix("\n")
            self.inside = None

    def _input(self, got):
        kind, name = got.get("type", "text"), got.get("name")
        value = got.get("value", "on" if kind in ("radio", "checkbox") else "")
        if not name or kind in _TAKEN_ALONG:
            return
        if name in OURS:
            self.form.unseen[name] = value
            return
        one = self.form.fields.setdefault(name, Asked(kind))
        one.offered += [value] if value else []
        if kind not in ("radio", "checkbox") or "checked" in got:
            one.drawn.append(value)

    def _select(self, got):
        self.inside = self.form.fields.setdefault(got.get("name", ""), Asked("select"))

    def _option(self, got):
        if self.inside:
            self.inside.offered.append(got.get("value", ""))
            if "selected" in got:
                self.inside.drawn.append(got.get("value", ""))

    def _textarea(self, got):
        self.inside = self.form.fields.setdefault(got.get("name", ""), Asked("textarea"))
        self.inside.drawn = [""]

    def _button(self, got):
        if got.get("type", "submit") == "submit" and got.get("name") and not self.form.button:
            self.form.button = (got["name"], got.get("value", ""))


def forms_of(page, address):
    """[PostedForm] of a page, in the order in which they stand."""
    parser = _Forms(address)
    parser.feed(page)
    return parser.found


def every_form(case):
    """[(persona or None, PostedForm)] of every page, as one of those who may open it. ``case``: a test of ``Matrix``."""
    found = {}
    for name, row in sorted(case.rows.items()):
        if row.method == "post" or row.status != 200:
            continue
        persona = min(row.who) if row.who else None
        if persona:
            case.sign_in(persona)
        else:
            case.client.logout()
            case.signed_in = None
        page = answer(case.client, case.addresses[name])
        if "html" not in page["Content-Type"]:
            continue
        for form in forms_of(page.body.decode(), case.addresses[name]):
            where = form.where.partition("#")[0]
            form.where = where if where.startswith("/") else case.addresses[name].partition("?")[0] + where
            found.setdefault((form.where, tuple(form.fields)), (persona, form))
    return [each for each in found.values() if _ours(each[1].where)]


def name_of(address):
    """The name of the URL that an address leads to."""
    return resolve(address.partition("?")[0]).url_name


def _ours(address):
    """Not the sign-in library's own."""
    try:
        return not name_of(address).startswith(("account_", "mfa_"))
    except Resolver404:
        return False


# What any request may write: that it was made
BOOKKEEPING = {"accounts_postedform", "accounts_signedin", "django_session", "audit_entry"}
_WRITE = re.compile(r'^\s*(insert into|update|delete from)\s+"?(\w+)"?', re.IGNORECASE)
_SAVEPOINT = re.compile(r'^(SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK TO SAVEPOINT) "?(\w+)"?')


@contextmanager
def written():
    """Yields a function: the writes meanwhile that were not undone again, as (what, table, statement)."""
    connection.queries_log.clear()  # it holds the last few thousand only
    with CaptureQueriesContext(connection) as queries:
        yield lambda: _standing(queries.captured_queries)


def _standing(queries):
    standing, marks = [], {}
    for query in queries:
        sql = query["sql"]
        if point := _SAVEPOINT.match(sql):
            act, name = point.groups()
            if act == "SAVEPOINT":
                marks[name] = len(standing)
            elif act.startswith("ROLLBACK"):
                del standing[marks.get(name, 0) :]
        elif (write := _WRITE.match(sql)) and write[2] not in BOOKKEEPING:
            standing.append((write[1].lower(), write[2], sql))
    return standing
