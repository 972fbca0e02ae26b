"""What a paper is made of: the same for the request that makes a short one and for the worker that makes a long one."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.conf import settings


@dataclass(frozen=True)
class Document:
    """One PDF. ``says``: what stands in it, as JSON can hold it: another digest is another paper."""

    template: str
    context: dict
    rows: int
    says: Any

    @property
    def digest(self):
        return sha256(json.dumps(self.says).encode()).hexdigest()


@dataclass(frozen=True)
class Source:
    """``kind``: one of KINDS. ``called``: what the names of its addresses begin with. ``documents(found)``: its parts in
    order. ``taken``: the act that the trail writes when somebody takes one. ``instead``: what to do where it is too long.
    """

    kind: str
    called: str
    model: type
    documents: Callable
    name: Callable
    taken: str
    instead: str

    @property
    def pdf(self):
        return f"{self.called}_pdf"

    @property
    def page(self):
        return f"{self.called}_paper"

    @property
    def file(self):
        return f"{self.called}_paper_file"

    def named(self, found, part, parts):
        return f"{self.name(found)}.pdf" if parts == 1 else f"{self.name(found)}-{part}-of-{parts}.pdf"


def rows_of(documents):
    return sum(document.rows for document in documents)


def is_short(documents):
    """Whether it is set in type while somebody waits."""
    return len(documents) == 1 and rows_of(documents) <= settings.PAPER_AT_ONCE


def is_too_long(documents):
    """A record was cut into parts before this is asked; of anything else what does not fit is not made at all."""
    return any(document.rows > settings.PAPER_AT_MOST for document in documents)


def why_too_long(source, documents):
    return (
        f"This document would have {rows_of(documents):,} rows. A PDF holds at most {settings.PAPER_AT_MOST:,}, "
        f"and is never cut off. {source.instead}"
    )
