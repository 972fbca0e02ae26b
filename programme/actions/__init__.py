from .groups import cancel_session, enrol, move_session, open_group, plan_sessions
from .registers import Entry, MustConfirm, catch_up, correct, take_register, would_close
from .warnings import warn_beforehand

__all__ = [
    "Entry",
    "MustConfirm",
    "cancel_session",
    "catch_up",
    "correct",
    "enrol",
    "move_session",
    "open_group",
    "plan_sessions",
    "take_register",
    "warn_beforehand",
    "would_close",
]
