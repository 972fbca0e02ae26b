"""What a page asks for, answers to it sensible and hostile, and what an answer wrote that was not undone."""

import re
from contextlib import contextmanager
from html import unescape
from urllib.parse import quote_plus

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from tests.access.doors import answer

_FORM = re.compile(r'<form[^>]*method="post".*?</form>', re.DOTALL | re.IGNORECASE)
_ACTION = re.compile(r'<form[^>]*\baction="([^"]*)"')
_FIELD = re.compile(r"<(input|select|textarea|button)\b([^>]*)>(?:(.*?)</(?:select|textarea)>)?", re.DOTALL)
_NAME, _VALUE, _TYPE = (re.compile(rf'\b{name}="([^"]*)"') for name in ("name", "value", "type"))
_OPTION = re.compile(r'<option[^>]*value="([^"]*)"')
OURS = {"csrfmiddlewaretoken", "form_key"}


def forms_of(page, address):
    """[(where it is sent, {field: (kind, values on offer)})] of each form of a page that is posted."""
    found = []
    for form in _FORM.findall(page):
        action = _ACTION.search(form)
        where = unescape(action[1]) if action and action[1] else address
        fields = {}
        for tag, attributes, inside in _FIELD.findall(form):
            name, value, kind = (
                match[1] if (match := pattern.search(attributes)) else ""
                for pattern in (_NAME, _VALUE, _TYPE)
            )
            if not name or name in OURS or kind == "submit":
                continue
            offered = _OPTION.findall(inside) if tag == "select" else [unescape(value)] if value else []
            sort = "textarea" if tag == "textarea" else "select" if tag == "select" else kind or "text"
            fields.setdefault(name, (sort, []))[1].extend(offered)
        found.append((where, fields))
    return found


def every_form(case):
    """[(persona, where it is sent, fields)] of every form on every page, as one of those who may open it. ``case``: a
    test of ``Matrix``."""
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
        for where, fields in forms_of(page.body.decode(), case.addresses[name]):
            where = where.partition("#")[0]
            where = where if where.startswith("/") else case.addresses[name] + where
            found.setdefault((where, tuple(fields)), (persona, where, fields))
    return [each for each in found.values() if _ours(each[1])]


def _ours(address):
    """Not the sign-in library's own."""
    try:
        return not resolve(address.partition("?")[0]).url_name.startswith(("account_", "mfa_"))
    except Resolver404:
        return False


# Words that have broken something somewhere
TEXTS = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "\ud800",
    "\u202egnirts",
    "\u0000\u0008\u001b[31m",
    "Zażółć gęślą jaźń 漢字 🙂",
    "\u200b",
    "x" * 70_000,
    "=HYPERLINK(1)",
    "@SUM(1)",
    "<script>alert(1)</script>",
    "{{ 7*7 }}{% debug %}",
    "%s%n%(x)s",
    "'; drop table referrals_referral; --",
    "../../etc/passwd",
    "null",
    "NaN",
    "true",
    "[]",
    '{"$gt": ""}',
)
NUMBERS = (
    "0",
    "-1",
    "1e400",
    "99999999999999999999999",
    "2147483648",
    "9223372036854775808",
    "１２",
    "0x10",
    "1.5",
    "٣",
)
DATES = (
    "0",
    "1",
    "00",
    "29",
    "31",
    "32",
    "1900",
    "0001",
    "9999",
    "10000",
    "0000",
    "-2026",
    "24:00",
    "25:61",
    "23:59",
)
HOSTILE = TEXTS + NUMBERS + DATES


def sensible(draw, name, kind, offered):
    """Something that a person might answer."""
    if kind in ("radio", "checkbox", "select", "hidden") and offered:
        return draw.choice(offered)
    for ending, choices in (
        ("_0", range(1, 29)),
        ("_1", range(1, 13)),
        ("_2", (2025, 2026)),
        ("_3", ("10:30",)),
    ):
        if name.endswith(ending):
            return str(draw.choice(list(choices)))
    return offered[0] if offered else draw.choice(("Because it was so", "12", "yes"))


def hostile(draw, fields, share):
    """An answer to every field; so large a share of them hostile, and some left out or given twice."""
    answer = {}
    for name, (kind, offered) in fields.items():
        fate = draw.random()
        if fate < share:
            answer[name] = draw.choice(HOSTILE)
        elif fate < share + 0.03:
            answer[name] = [draw.choice(HOSTILE), sensible(draw, name, kind, offered)]
        elif fate < 0.95:
            answer[name] = sensible(draw, name, kind, offered)
    return answer


def as_sent(answer):
    """The answers as a browser, or a program that is none, would send them: half characters too."""
    pairs = (
        (name, one)
        for name, value in answer.items()
        for one in (value if isinstance(value, list) else [value])
    )
    return "&".join(f"{_quoted(name)}={_quoted(one)}" for name, one in pairs)


def _quoted(text):
    return quote_plus(str(text), encoding="utf-8", errors="surrogatepass")


# What any request may write: that it was made
BOOKKEEPING = {
    "accounts_postedform",
    "django_session",
    "audit_entry",
}
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
