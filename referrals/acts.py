"""What may be done on his file in which status: one table for the links on a page and for the refusal in words.

The names are those of URLs; some belong to higher rooms, which look here as well.
"""

from dataclasses import dataclass

from accounts.roles import Permission as P

from .statuses import MOVES, OPEN, Source
from .statuses import Status as S


@dataclass(frozen=True)
class Act:
    words: str
    permission: P
    statuses: frozenset


def _may_become(new):
    return frozenset(old for old, news in MOVES.items() if new in news)


_EVERY = frozenset(S)
_WAITING_OR_ON_IT = frozenset({S.SUITABLE, S.ON_PROGRAMME, S.ON_HOLD})
_MEASURED = frozenset({S.ON_PROGRAMME, S.ON_HOLD, S.COMPLETED, S.CLOSED})
_WORKED_ON = _EVERY - {S.RECEIVED, S.MERGED}

ACTS = {
    "acknowledge": Act("Check it and pass it on", P.ACKNOWLEDGE, frozenset({S.RECEIVED})),
    "change_area": Act("Give it to another area", P.ACKNOWLEDGE, frozenset({S.RECEIVED})),
    "return_referral": Act("Return it to the referrer", P.ACKNOWLEDGE, frozenset({S.RECEIVED})),
    "ask_referrer": Act("Ask the referrer for information", P.ASK_REFERRER, frozenset(OPEN)),
    "confirm_plan": Act("Record what children’s services say of the plan", P.CONFIRM_PLAN, frozenset(OPEN)),
    "duplicates": Act("Look for duplicates", P.MERGE, _EVERY - {S.MERGED}),
    "merge_of": Act("See what the merge did, or take it back", P.MERGE, frozenset({S.MERGED})),
    "log_contact": Act("Log a contact or an attempt", P.CONTACT_HIM, _WORKED_ON),
    "offer_assessment": Act("Offer an assessment", P.ASSESS, frozenset({S.CONTACTED, S.ASSESSMENT_BOOKED})),
    "assessment_outcome": Act(
        "Record what came of the assessment", P.ASSESS, frozenset({S.ASSESSMENT_BOOKED})
    ),
    "decide": Act("Record the decision", P.ASSESS, frozenset({S.ASSESSMENT_BOOKED})),
    # Completion does not stop the clock of the written one: a signed paper found late is still recorded.
    "agreement": Act("Record his agreement", P.RECORD_AGREEMENT, _EVERY - {S.CLOSED, S.UNSUITABLE, S.MERGED}),
    "log_key_work": Act("Log a one-to-one contact", P.RUN_SESSIONS, _WAITING_OR_ON_IT),
    "plan_key_work": Act("Plan a one-to-one contact", P.RUN_SESSIONS, _WAITING_OR_ON_IT),
    "his_letters": Act("Letters to him", P.CONTACT_HIM, _WORKED_ON),
    "choose_reminders": Act("Say how to remind him", P.CONTACT_HIM, frozenset(OPEN) - {S.RECEIVED}),
    "agree_goal": Act("Agree a goal with him", P.RUN_SESSIONS, _WAITING_OR_ON_IT),
    "ask_him": Act("Ask him the questions", P.ASSESS, _MEASURED),
    "record_measure": Act("Record why he was not asked, or that he answered on paper", P.ASSESS, _MEASURED),
    "rate_him": Act("Rate how he takes part", P.RUN_SESSIONS, _MEASURED),
    "refer_on": Act("Refer him on to another service", P.REFER_ON, _EVERY - {S.MERGED}),
    "hold_file": Act("Put the file on hold", P.CLOSE_FILE, _may_become(S.ON_HOLD)),
    "resume_file": Act("End the hold", P.CLOSE_FILE, frozenset({S.ON_HOLD})),
    "close_file": Act("Close the file", P.CLOSE_FILE, _may_become(S.CLOSED)),
    "invite_back": Act("Invite him back to the programme", P.REOPEN, frozenset({S.CLOSED})),
    "reopen_file": Act("Reopen the file", P.REOPEN, frozenset({S.CLOSED, S.UNSUITABLE})),
}
_GO_BACK = {"resume_file", "reopen_file"}
_NEEDS_REFERRER = {"return_referral", "ask_referrer"}


def why_not(name, referral):
    """Why the act is not possible on the file as it stands, in words; empty when it is."""
    act = ACTS[name]
    if referral.status not in act.statuses:
        fitting = ", ".join(status.label.lower() for status in S if status in act.statuses)
        now = referral.get_status_display().lower()
        return f"“{act.words}” is not possible while the file is {now}. It is possible while a file is: {fitting}."
    if name in _NEEDS_REFERRER and not (referral.referrer_id or referral.team_id):
        return "No social worker follows this referral: ask him himself, or close the file with the reason."
    if name == "confirm_plan" and referral.source != Source.SELF:
        return "He was referred by children’s services: they have said which plan there is."
    if name == "invite_back" and referral.came_from != S.ON_PROGRAMME:
        return "His file was closed before he was on the programme: reopen it instead."
    if name in _GO_BACK and not referral.came_from:
        return "This is an imported record, and where the file was before is not known: it cannot be taken back there."
    return ""
