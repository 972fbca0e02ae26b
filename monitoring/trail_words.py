"""Entries of the trail in the words of those who read it. What is kept, and what a file of entries holds beside, are the codes."""

import re
from datetime import date

from accounts.roles import Role
from alerts.kinds import Kind
from iss.statuses import SupportKind
from joint.his_file.parts import PARTS
from referrals.acts import ACTS
from referrals.statuses import Status
from timescales.promises import Promise

# What an act is about, where its code says it shortly; and acts that read better whole
ABOUT = {
    "act": "Opening in a browser",
    "copy": "Copy of a record",
    "dash": "DASH",
    "dash_threshold": "Threshold of the DASH",
    "foi": "Request for information",
    "glass": "Opening in an emergency",
    "her_contact": "Contact with her",
    "ladder": "Who is told next",
    "marac": "MARAC",
    "onward": "Other service",
    "other_counts": "Funded services",
    "person": "Account",
    "pulse": "Referrer’s four questions",
    "service": "Directory of services",
    "table_action": "Agreed at the table",
    "table_item": "Joint meeting",
}
WHOLE = {
    "seen": "Opened",
    "summary.taken": "Printed the summary of a file",
    "signed_in": "Signed in",
    "alert.acknowledged": "Acknowledged an alert",
    "alert.climbed": "Nobody had answered: others were told",
    "mail.chosen": "Chose which emails to get once a day",
    "filter.saved": "Saved the filter of a list",
    "filter.renamed": "Renamed a saved filter",
    "filter.removed": "Removed a saved filter",
    "promise.missed": "A promise was missed",
    "bank_holiday.year_entered": "Entered the usual bank holidays of a year",
    "trail.searched": "Searched the trail",
    "trail.exported": "Took entries of the trail away",
    "trail.heads_taken": "Took the heads of the trail away",
    "copy.read": "Read a copy of a record",
    "paper.asked": "Asked for a document to be made",
    "paper.made": "A document was made",
    "paper.gone": "A document that was made is gone",
    "copy.taken": "Took a copy of a record away",
    "her_contact.details_shown": "Saw how she is reached",
    "referral.told_apart": "Two men told apart",
    "referral.same_man": "Two referrals are of one man",
}
PAGES = {
    "overview": "Overview of his file",
    "told": "What we were told of him",
    "contact": "His contacts and assessment",
    "programme": "His programme",
    "history": "Timeline of his file",
    "agreement_form": "The agreement for him to sign",
    "agreement_pdf": "The agreement for him to sign",
    "catch-up": "Record that he caught up",
    "remove-catch-up": "Take a catch-up out",
    "correct": "Correct a register",
    "details_held": "Her details, held at the desk",
    "document": "A signed paper of his",
    "enrol": "Give him a place",
    "held_review": "A joint review",
    "letter_pdf": "A letter to him",
    "move": "Move him to another group",
    "pair": "The joint table",
    "plan_pdf": "Her safety plan",
    "questions_link": "The link to his questions",
    "report_pdf": "A report",
    "file_summary": "Summary for a meeting",
    "her_summary": "Summary for a meeting",
    "review_minutes": "Minutes of a joint review",
    "who_opened_it": "Who has opened it",
}
# A page of hers is called after her in the code: in words it is said once
HERS = re.compile(r"^her_")
KINDS = {**dict(SupportKind.choices), **dict(Kind.choices)}
VALUES = {
    "promise": dict(Promise.choices),
    "status": dict(Status.choices),
    "role": dict(Role.choices),
    "kind": KINDS,
}
KEYS = {
    "by_fields": "Searched by",
    "told": "People told",
    "two_way": "Both ways",
    "referral": "File",
    "page": "Page",
}


def act_in_words(code):
    """ "her_file.safe_contact_checked" as "Her file: safe contact checked"."""
    if code in WHOLE:
        return WHOLE[code]
    about, dot, what = code.partition(".")
    return ABOUT.get(about, plain(about)) + (f": {what.replace('_', ' ')}" if dot else "")


def details_in_words(details):
    said = ((KEYS.get(key, plain(key)), _value(key, value)) for key, value in details.items())
    return "; ".join(f"{key}: {value}" for key, value in said if value)


def plain(code):
    """A code without the marks of one."""
    text = re.sub(r"[_-]+", " ", code).replace(".", ": ")
    return text[:1].upper() + text[1:]


def page_in_words(name):
    if name in PAGES:
        return PAGES[name]
    if name in ACTS:
        return ACTS[name].words
    if name in PARTS:
        return PARTS[name].words
    return plain(HERS.sub("her ", name).replace("_pdf", " to print"))


def _value(key, value):
    if key == "page":
        return page_in_words(value)
    if isinstance(value, list):
        return ", ".join(_value(key, item) for item in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None else _word(key, str(value))


def _word(key, text):
    if text in VALUES.get(key, {}):
        return VALUES[key][text]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return f"{date.fromisoformat(text):%-d %B %Y}"
    # A word of a list of ours, such as "absent_no_contact"; a reference or a name stays as it is
    return text.replace("_", " ") if re.fullmatch(r"[a-z]+(_[a-z]+)+", text) else text
