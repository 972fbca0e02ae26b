"""What is asked about people again and again within one act, asked once: who works in a role, in an area, who covers."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_KNOWN: ContextVar[dict | None] = ContextVar("known", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """Until the end of the block ``once`` remembers. Within one short transaction only: people change."""
    token = _KNOWN.set({})
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
    if (ask, of) not in known:
        known[ask, of] = list(ask(*of))
    return known[ask, of]
