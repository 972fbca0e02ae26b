"""The briefing pack: what a referrer needs to know, read from the rules in force. Nothing in it is about a case."""

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localtime

from accounts.models import Area
from programme.models import ProgrammeVersion
from referrals.explained import explained
from referrals.models import EligibilityRule
from referrals.statuses import CHOOSABLE_UNSUITABLE_REASONS, CloseReason
from timescales.models import PromiseRule
from timescales.promises import Promise

from .models import Contact

# Promises a referrer can hold us to, in the order of the pathway: who does it, what happens, from when the time counts.
PATHWAY = (
    (Promise.ACKNOWLEDGE, "Single point of contact", "You are told who has the referral", "we receive it"),
    (Promise.CONTACT_HIM, "Facilitators of the area", "He is contacted", "it is passed to the area"),
    (Promise.OFFER_ASSESSMENT, "Facilitators of the area", "He is offered an assessment", "he was reached"),
    (
        Promise.CONTACT_HER,
        "Integrated Support Service",
        "She is contacted, in the way and at the times that are safe for her",
        "he is found provisionally suitable and her details go to her service",
    ),
    (
        Promise.JOINT_DISCUSSION,
        "My Time and her service",
        "Both decide together; until then he is told nothing",
        "he is found provisionally suitable",
    ),
    (Promise.COMMENCE_HIM, "My Time", "He has a place and the date of his first session", "he is accepted"),
    (Promise.COMMENCE_HER, "Integrated Support Service", "Her support begins", "he is accepted"),
    (Promise.JOINT_REVIEW, "Both services", "They review the case together, again and again", "he starts"),
    (Promise.MIDWAY_REPORT, "Facilitators", "You have a midway report", "half of the sessions are done"),
    (Promise.COMPLETION_REPORT, "Facilitators", "You have a completion report", "all sessions are done"),
)
ASKED_OF_REFERRER = (
    (Promise.REFER_BACK, "Acknowledge it when he is referred back to you", "we refer him back"),
    (Promise.CSC_REVIEW, "Record what you will do now", "we refer him back"),
)
# Records of before this service; nobody ends that way today.
OF_THE_PAST = {CloseReason.UNSUITABLE}


@dataclass(frozen=True)
class Step:
    who: str
    what: str
    within: str
    starts: str


@dataclass(frozen=True)
class Pack:
    """The rules as of ``day``; ``changed`` is the last day on which one of them changed."""

    day: date
    changed: date
    criteria: list
    steps: list
    asked: list
    sessions: int
    exits: list
    unsuitable: list
    contacts: list


def briefing(*, at):
    """Everything the pack says, from the rows in force at ``at``."""
    day = localtime(at).date()
    rules = _promises(at)
    areas = list(Area.objects.order_by("name").values_list("name", flat=True))
    begun = [localtime(rule.valid_from).date() for rule in rules.values()]
    return Pack(
        day=day,
        changed=max([*begun, *_changes_of_criteria(day)], default=day),
        criteria=explained(EligibilityRule.objects.on(day), areas=areas),
        steps=[
            Step(who, what, rules[promise].length, starts)
            for promise, who, what, starts in PATHWAY
            if promise in rules
        ],
        asked=[
            Step("You", what, rules[promise].length, starts)
            for promise, what, starts in ASKED_OF_REFERRER
            if promise in rules
        ],
        sessions=_sessions(day),
        exits=[reason.label for reason in CloseReason if reason not in OF_THE_PAST],
        unsuitable=[reason.label for reason in CHOOSABLE_UNSUITABLE_REASONS],
        contacts=list(Contact.objects.on(day).filter(whom=Contact.Whom.PROFESSIONALS)),
    )


def _changes_of_criteria(day):
    """The days up to ``day`` on which a criterion began or ended."""
    rows = EligibilityRule.objects.filter(valid_from__lte=day).values_list("valid_from", "valid_to")
    return [moment for row in rows for moment in row if moment and moment <= day]


def _promises(at):
    """{promise: its rule in force at ``at``}."""
    rows = PromiseRule.objects.filter(valid_from__lte=at).order_by("valid_from")
    return {Promise(row.promise): row for row in rows if row.promise in Promise.values}


def _sessions(day):
    """How many sessions the group programme has: its longest version that a group may begin on ``day``."""
    versions = ProgrammeVersion.objects.in_force(day).filter(counted=True, one_to_one=False)
    return max(versions.values_list("sessions_required", flat=True), default=0)
