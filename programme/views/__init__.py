from .coming_back import invite
from .concerns import concern
from .corrections import catch_up_one, correct_one, remove_one
from .groups import group, groups, new_group, plan
from .keywork import agree_one, end_one, log_one, plan_one, settle_one
from .places import enrol_him, waiting_list
from .registers import register, register_marks
from .sessions import cancel, sessions

__all__ = [
    "agree_one",
    "cancel",
    "catch_up_one",
    "concern",
    "correct_one",
    "end_one",
    "enrol_him",
    "group",
    "groups",
    "invite",
    "log_one",
    "new_group",
    "plan",
    "plan_one",
    "register",
    "register_marks",
    "remove_one",
    "sessions",
    "settle_one",
    "waiting_list",
]
