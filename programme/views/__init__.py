from .corrections import catch_up_one, correct_one
from .groups import group, groups, new_group, plan
from .places import enrol_him, waiting_list
from .registers import register
from .sessions import cancel, move, sessions

__all__ = [
    "cancel",
    "catch_up_one",
    "correct_one",
    "enrol_him",
    "group",
    "groups",
    "move",
    "new_group",
    "plan",
    "register",
    "sessions",
    "waiting_list",
]
