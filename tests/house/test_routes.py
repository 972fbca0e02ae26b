"""Addresses are looked for part by part (``dvpp.routes``), and lead where they would lead one after the other."""

import re
from itertools import product

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, path
from django.urls.resolvers import RegexPattern

from dvpp.routes import by_beginning
from dvpp.urls import ONE_AFTER_THE_OTHER, urlpatterns

PART = re.compile(r"<(?:(\w+):)?\w+>")
WORDS = {"int": ("7",), "uuid": ("075194d3-6885-417e-a8a8-6c931e272f00",), "path": ("some/where",)}


def resolver(patterns):
    return URLResolver(RegexPattern(r"^/"), patterns)


def routes(patterns, before=""):
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        elif "(?P" not in route:
            yield route


def addresses(patterns):
    """Of each pattern some that fit it: where any word may stand, also each word that stands there in another."""
    known = {part for route in routes(patterns) for part in route.split("/") if part and "<" not in part}
    for route in routes(patterns):
        choices = [WORDS.get(kind, ("a-word", "7", *sorted(known))) for kind in PART.findall(route)]
        text = PART.sub("{}", route)
        few = choices if len(choices) < 2 else [choice[:2] for choice in choices]
        for words in product(*few):
            yield "/" + text.format(*words)


def found(where, address):
    try:
        match = where.resolve(address)
    except Resolver404:
        return None
    return match.func, match.args, match.kwargs, match.url_name, match.route


def test_each_address_leads_where_it_would_lead_one_after_the_other():
    one_by_one, grouped = resolver(ONE_AFTER_THE_OTHER), resolver(urlpatterns)
    asked = set(addresses(ONE_AFTER_THE_OTHER))
    assert len(asked) > 300
    for address in asked:
        for each in (address, address.rstrip("/"), address + "more/"):
            assert found(grouped, each) == found(one_by_one, each), each


def test_nothing_is_lost_and_nothing_is_looked_for_that_begins_otherwise():
    assert sorted(routes(urlpatterns)) == sorted(routes(ONE_AFTER_THE_OTHER))
    assert len(urlpatterns) < len(list(routes(urlpatterns))) / 3
    assert get_resolver().url_patterns is urlpatterns


def test_a_word_comes_before_what_stands_for_any_word():
    def view(request, **parts):
        """Never asked."""

    patterns = [
        path("men/<slug:name>/end/", view, name="end"),
        path("men/new/", view, name="new"),
        path("men/<slug:name>/", view, name="man"),
        path("men/<path:rest>/paper/", view, name="paper"),
        path("women/", view, name="women"),
    ]
    grouped = resolver(by_beginning(patterns))
    assert isinstance(by_beginning(patterns)[-1], URLPattern)
    for address, name in {
        "/men/new/": "new",
        "/men/new/end/": "end",
        "/men/some/": "man",
        "/men/some/where/paper/": "paper",
        "/women/": "women",
    }.items():
        assert grouped.resolve(address).url_name == name
