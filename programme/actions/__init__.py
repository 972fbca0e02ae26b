from .corrections import catch_up, correct, remove_catch_up
from .groups import cancel_session, enrol, move_session, open_group, plan_sessions
from .misses import MustConfirm, settle
from .registers import Entry, take_register
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
    "remove_catch_up",
    "settle",
    "take_register",
    "warn_beforehand",
]
