"""What is asked again and again within one act, asked once: who works in a role, who covers, who leads which session."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Known:
    about: dict
    rows: dict = field(default_factory=dict)
    answers: dict = field(default_factory=dict)


_KNOWN: ContextVar[Known | None] = ContextVar("known", default=None)


@contextmanager
def asked_once(about: Iterable = ()) -> Iterator[None]:
    """Until the end of the block ``once`` remembers. Within one short transaction only: people change.

    ``about``: rows of one table that the act goes through, so that ``once_for_each`` asks about all of them.
    """
    token = _KNOWN.set(Known({each.pk: each for each in about}))
    try:
        yield
    finally:
        _KNOWN.reset(token)


def remembers() -> bool:
    """Whether it is worth asking for all there are at once."""
    return _KNOWN.get() is not None


def once(ask: Callable[..., Iterable], *of: Any) -> list:
    """The rows that ``ask(*of)`` gives. What it is asked of can be told apart: keys, roles, days."""
    known = _KNOWN.get()
    if known is None:
        return list(ask(*of))
    rows = known.rows.get((ask, of))
    if rows is None:
        rows = known.rows[ask, of] = list(ask(*of))
    return rows


def once_for_each(ask: Callable[[list], Mapping], row: Any) -> Any:
    """What ``ask(rows)`` gives for ``row``, by its key. If it is one of those the act is about, all are asked about."""
    known = _KNOWN.get()
    if known is None or known.about.get(row.pk) != row:
        return ask([row])[row.pk]
    if ask not in known.answers:
        known.answers[ask] = ask(list(known.about.values()))
    return known.answers[ask][row.pk]
