"""Answers to the forms of a page: sensible ones, and such as no person would type."""

from urllib.parse import quote_plus

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
# The wide and the Arabic digits are numbers to Python, and to nobody else here
NUMBERS = (
    "0",
    "-1",
    "1e400",
    "99999999999999999999999",
    "2147483648",
    "9223372036854775808",
    "\uff11\uff12",
    "0x10",
    "1.5",
    "\u0663",
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
_BOXES = (("_0", range(1, 29)), ("_1", range(1, 13)), ("_2", (2025, 2026)), ("_3", ("10:30",)))


def sensible(draw, name, asked):
    """Something that a person might answer."""
    if asked.kind in ("radio", "checkbox", "select", "hidden") and asked.offered:
        return draw.choice(asked.offered)
    for ending, choices in _BOXES:
        if name.endswith(ending):
            return str(draw.choice(list(choices)))
    return (asked.drawn and asked.drawn[0]) or draw.choice(("Because it was so", "12", "yes"))


def hostile(draw, form, share):
    """An answer to every field; so large a share of them hostile, and some left out or given twice."""
    sent = {"opened_with": draw.choice((form.unseen.get("opened_with", ""), draw.choice(HOSTILE)))}
    for name, asked in form.fields.items():
        fate = draw.random()
        if fate < share:
            sent[name] = draw.choice(HOSTILE)
        elif fate < share + 0.03:
            sent[name] = [draw.choice(HOSTILE), sensible(draw, name, asked)]
        elif fate < 0.95:
            sent[name] = sensible(draw, name, asked)
    return sent


def as_sent(sent):
    """The answers as a browser, or a program that is none, would send them: half characters too."""
    pairs = (
        (name, one) for name, value in sent.items() for one in (value if isinstance(value, list) else [value])
    )
    return "&".join(f"{_quoted(name)}={_quoted(one)}" for name, one in pairs)


def _quoted(text):
    return quote_plus(str(text), encoding="utf-8", errors="surrogatepass")
