"""Patterns of addresses by what they begin with: looked for part by part, and not one after the other.

Each room says its addresses in a list, and Django goes through hundreds until one fits.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, path
from django.urls.resolvers import RoutePattern

# What ``path`` gives: a URLPattern or a URLResolver
Pattern = Any


def by_beginning(patterns: Iterable[Pattern]) -> list[Pattern]:
    """The same ``patterns``; those that begin with the same part hang on one, and so on within it.

    A word comes before what stands for any word, as it has to. A test compares with one after the other (tests/house).
    """
    groups: dict[str, list[Pattern]] = {}
    found: list[tuple[str, Pattern]] = []
    for pattern in _each(patterns):
        first, slash, rest = str(pattern.pattern).partition("/")
        if not slash or not _has_parts(pattern):
            found.append((first, pattern))
            continue
        if first not in groups:
            groups[first] = []
            found.append((first, groups[first]))
        groups[first].append(path(rest, pattern.callback, pattern.default_args, pattern.name))
    found.sort(key=lambda each: "<" in each[0])
    return [_group(first, each) if isinstance(each, list) else each for first, each in found]


def _group(first: str, patterns: list[Pattern]) -> Pattern:
    if len(patterns) == 1:
        [only] = patterns
        return path(f"{first}/{only.pattern}", only.callback, only.default_args, only.name)
    return path(f"{first}/", (by_beginning(patterns), None, None))


def _has_parts(pattern: Pattern) -> bool:
    """What may hold a stroke itself has no parts that can be looked for alone."""
    plain = isinstance(pattern, URLPattern) and isinstance(pattern.pattern, RoutePattern)
    return plain and "<path:" not in str(pattern.pattern)


def _each(patterns: Iterable[Pattern]) -> Iterator[Pattern]:
    """The patterns, and in place of a list that begins with nothing those in it."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver) and not str(pattern.pattern):
            yield from _each(pattern.url_patterns)
        else:
            yield pattern
