"""The course of his file: what each part of it shows, in the order in which it happened.

Nothing is here that no part of the file shows to the same person, and the same querysets say who may see what.
"""

from accounts.roles import Permission as P
from accounts.timeline import course_of

from . import around, with_him
from .around import Reading

KINDS = {
    "steps": "Steps of the file",
    "contact": "Contact",
    "decisions": "Assessment and decisions",
    "sessions": "Sessions",
    "promises": "Promises",
    "messages": "Messages",
    "reports": "Reports",
    "risk": "Risk",
}
# What makes events of the course, and what a person has to be allowed for it to be asked
MAKERS = (
    (around.steps, P.SEE_HIS_FILES),
    (around.promises, P.SEE_HIS_FILES),
    (with_him.contact, P.SEE_HIS_CONTENT),
    (with_him.assessment, P.SEE_HIS_CONTENT),
    (with_him.sessions, P.SEE_GROUPS),
    (with_him.key_work, P.RUN_SESSIONS),
    (around.messages, P.MESSAGE),
    (around.reports, P.SEE_HIS_FILES),
    (around.others, P.SEE_HIS_FILES),
    (around.incidents, P.CORRECT_INCIDENT),
    (around.risk_notes, P.SEE_HIS_CONTENT),
)


def timeline(user, referral, request):
    """What the page of the course shows: ``course``, and ``kinds`` to choose from."""
    reading = Reading(user, referral)
    sources = [source for make, needed in MAKERS if user.may(needed) for source in make(reading)]
    return course_of(sources, request, kinds=KINDS)
