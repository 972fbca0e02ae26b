from .catching_up import plan_visit, take_back_visit
from .coming_back import invite_back
from .concerns import raise_concern
from .corrections import catch_up, correct, remove_catch_up
from .feeds import make_feed, revoke_feed
from .groups import change_group, cover_lead, end_cover, open_group
from .keywork import agree_goal, end_goal, log_key_work, plan_key_work, settle_key_work
from .letters import drop_letter, issue_letter, keep_letter, send_letter, write_letter_words
from .marking import finish_forgotten, finish_register, forgotten, mark, record_marked
from .misses import MustConfirm, settle
from .places import enrol, transfer
from .registers import Entry, take_register
from .reminders import remind_him, to_remind, to_remind_of_catching_up
from .schedule import cancel_session, close_days, merge_sessions, move_session, plan_sessions, reopen_days
from .versions import add_version, allow_catching_up, end_version, remove_topic, write_topic
from .warnings import warn_beforehand

__all__ = [
    "Entry",
    "MustConfirm",
    "add_version",
    "agree_goal",
    "allow_catching_up",
    "cancel_session",
    "catch_up",
    "change_group",
    "close_days",
    "correct",
    "cover_lead",
    "drop_letter",
    "end_cover",
    "end_goal",
    "end_version",
    "enrol",
    "finish_forgotten",
    "finish_register",
    "forgotten",
    "invite_back",
    "issue_letter",
    "keep_letter",
    "log_key_work",
    "make_feed",
    "mark",
    "merge_sessions",
    "move_session",
    "open_group",
    "plan_key_work",
    "plan_sessions",
    "plan_visit",
    "raise_concern",
    "record_marked",
    "remind_him",
    "remove_catch_up",
    "remove_topic",
    "reopen_days",
    "revoke_feed",
    "send_letter",
    "settle",
    "settle_key_work",
    "take_back_visit",
    "take_register",
    "to_remind",
    "to_remind_of_catching_up",
    "transfer",
    "warn_beforehand",
    "write_letter_words",
    "write_topic",
]
