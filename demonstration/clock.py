"""The demonstration's own clock: the real one, and what visitors have moved it on (docs/decisions/0041).

How far it is ahead lies in a file of the data folder, which every process of the demonstration looks at. It goes forward
only. Where the site is no demonstration nothing here is ever installed, and moving it is refused.
"""

import json
import os
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from accounts.refusal import Refused

FILE = "demo-clock.json"
_real_now = timezone.now
_read: dict = {}


def install():
    """From now on whoever asks for the time is told that of the demonstration."""
    if settings.DEMO:
        timezone.now = now


def now():
    return _real_now() + ahead()


def ahead():
    """How far the demonstration is ahead of the real time."""
    return timedelta(seconds=_state().get("ahead_seconds", 0))


def last_move():
    """(from, to) of the last time that somebody moved it, or None."""
    moved = _state().get("moved")
    return tuple(datetime.fromisoformat(text) for text in moved) if moved else None


def move(by, *, since):
    """Go forward ``by``; ``since``: when the present move began, for whoever asks what has happened in it."""
    if not settings.DEMO:
        raise Refused("Only the demonstration has a clock that moves.")
    if by <= timedelta(0):
        raise Refused("The clock goes forward only.")
    further = ahead() + by
    state = {
        "ahead_seconds": further.total_seconds(),
        "moved": [since.isoformat(), (_real_now() + further).isoformat()],
    }
    fresh = _path().with_name(f"{FILE}.{os.getpid()}")
    fresh.write_text(json.dumps(state))
    os.replace(fresh, _path())


def _path():
    return Path(settings.DATA.root) / FILE


def _state():
    """What the file says; read again only when it has changed."""
    path = _path()
    try:
        stamp = (str(path), path.stat().st_mtime_ns)
    except FileNotFoundError:
        return {}
    if _read.get("stamp") != stamp:
        _read.update(stamp=stamp, state=json.loads(path.read_text()))
    return _read["state"]
