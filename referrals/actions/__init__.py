"""Every write on his file, one function each: keyword-only, one transaction, who and when."""

from .agreements import owe_written_agreement, record_agreement
from .asking import answer_request, ask_referrer, withdraw_request
from .assessment import find_provisionally_suitable, find_suitable, find_unsuitable, offer, record_outcome
from .closure import acknowledge_return, close, hold, record_plan, refer_back, reopen, resume, undo_closure
from .conflicts import agree_to_end, keep_apart, record_conflict
from .contact import log_contact
from .handover import give_all, take_over
from .lost_texts import tell_of_lost_text
from .messages import read_messages, send_message
from .onward import ask_what_came_of_it, record_onward_outcome, refer_on
from .passing import acknowledge, return_to_referrer
from .recommended import answer_recommended, owe_recommendation, recommendation_answered
from .records import record_measure
from .reminders import choose_reminders

__all__ = [
    "acknowledge",
    "acknowledge_return",
    "agree_to_end",
    "answer_recommended",
    "answer_request",
    "ask_referrer",
    "ask_what_came_of_it",
    "choose_reminders",
    "close",
    "find_provisionally_suitable",
    "find_suitable",
    "find_unsuitable",
    "give_all",
    "hold",
    "keep_apart",
    "log_contact",
    "offer",
    "owe_recommendation",
    "owe_written_agreement",
    "read_messages",
    "recommendation_answered",
    "record_agreement",
    "record_conflict",
    "record_measure",
    "record_onward_outcome",
    "record_outcome",
    "record_plan",
    "refer_back",
    "refer_on",
    "reopen",
    "resume",
    "return_to_referrer",
    "send_message",
    "take_over",
    "tell_of_lost_text",
    "undo_closure",
    "withdraw_request",
]
