"""The closed list of what may be merged into a letter. Each is read from his record and from nothing else.

A field that is not here is refused, in our words as in an administrator's; a test plants marks all over her side and
reads every field of every letter (tests/programme/letters).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime

from accounts.models import Organisation
from directory.words import ForWhom
from programme.models import Session
from programme.progress import credited
from referrals.models import AssessmentOffer, Decision
from referrals.statuses import CloseReason

from .kinds import ATTENDANCE, CHANGE, ENROLMENT, MANNERS, OFFER, LetterKind

# Only what he himself did or said. Every other reason is "your place with us has ended": it may come from elsewhere.
WHY_CLOSED = {
    CloseReason.TWO_MISSES: "You missed two sessions in a row, and we had not heard from you.",
    CloseReason.DID_NOT_ATTEND_ASSESSMENT: "You did not come to the appointment that we offered you.",
    CloseReason.NOT_CONTACTABLE: "We have tried to reach you and have not been able to.",
    CloseReason.DECLINED: "You told us that you do not want to take part.",
    CloseReason.DECLINED_PLACE: "You told us that you do not want the place that we offered you.",
    CloseReason.WITHDREW: "You told us that you do not want to go on.",
    CloseReason.MOVED_AWAY: "You told us that you have moved away.",
}
ENDED = "Your place with us has ended."
TOLD = "The social worker who referred you has been told."
HOW_WE_MEET = {
    AssessmentOffer.Mode.PHONE: "We will ring you on the number that you gave us.",
    AssessmentOffer.Mode.VIDEO: "We will send you a link to the video call.",
}
OPTIONAL = frozenset({"told", "services", "next_day", "next_time"})


@dataclass(frozen=True)
class Source:
    """What a letter is drafted from: his referral, the fact it is about, and the moment at which it is drafted."""

    kind: str
    referral: object
    fact: object
    at: datetime


@dataclass(frozen=True)
class Field:
    words: str
    read: Callable


def _moment(source):
    fact = source.fact
    return {
        OFFER: lambda: fact.appointment_at,
        ENROLMENT: lambda: fact.first_session.starts_at,
        ATTENDANCE: lambda: fact.session.starts_at,
        CHANGE: lambda: fact.at,
    }[_about(source)]()


def _about(source):
    return MANNERS[LetterKind(source.kind)].about


def _day(moment):
    return f"{localtime(moment):%A %-d %B %Y}" if moment else ""


def _time(moment):
    return f"{localtime(moment):%-I:%M%p}".lower() if moment else ""


def _name(source):
    man = source.referral.man
    return f"{man.first_name} {man.last_name}".strip()


def _phone(source):
    ours = Organisation.objects.filter(kind=Organisation.Kind.MY_TIME).exclude(phone="").first()
    # A number that breaks over two lines is dialled wrongly
    return ours.phone.replace(" ", "\N{NO-BREAK SPACE}") if ours else ""


def _where(source):
    fact = source.fact
    if _about(source) == OFFER:
        if fact.mode in HOW_WE_MEET:
            return HOW_WE_MEET[fact.mode]
        return f"We meet at {fact.venue}." if fact.venue else ""
    venue = fact.first_session.group.venue
    parts = [part for part in (venue.name, venue.address) if part]
    more = f" {venue.public_transport}" if venue.public_transport else ""
    return f"We meet at {', '.join(parts)}.{more}"


def _next(source):
    sessions = Session.objects.filter(state=Session.State.PLANNED, starts_at__gt=source.at)
    sessions = sessions.filter(group__enrolments__in=source.referral.enrolments.filter(ended_at=None))
    return sessions.order_by("starts_at").values_list("starts_at", flat=True).first()


def _why(source):
    return WHY_CLOSED.get(source.referral.close_reason, ENDED)


def _told(source):
    referral = source.referral
    return TOLD if referral.is_followed or referral.team_id else ""


def _services(source):
    """Services for people who cause harm, as his side suggested them; never what was written beside them in words."""
    decisions = source.referral.decisions.filter(outcome=Decision.Outcome.UNSUITABLE)
    decision = decisions.order_by("-at", "-pk").first()
    if decision is None:
        return ""
    found = decision.suggested.filter(for_whom=ForWhom.HARM).order_by("name")
    return "\n".join(f"{service.name}{f', {service.phone}' if service.phone else ''}" for service in found)


def _sessions(source):
    return str(credited(source.referral) or "")


def _programme(source):
    enrolment = source.referral.enrolments.select_related("version").order_by("-at", "-pk").first()
    return enrolment.version.name if enrolment else ""


FIELDS = {
    "name": Field("His name", _name),
    "reference": Field("The reference of his file", lambda source: source.referral.reference),
    "phone": Field("Our telephone number", _phone),
    "day": Field("The day that it is about", lambda source: _day(_moment(source))),
    "time": Field("The time of the appointment or session", lambda source: _time(_moment(source))),
    "where": Field("Where or how we meet", _where),
    "next_day": Field("The day of his next session", lambda source: _day(_next(source))),
    "next_time": Field("The time of his next session", lambda source: _time(_next(source))),
    "told": Field("That the social worker has been told, where one follows him", _told),
    "services": Field("Other services that were suggested to him", _services),
    "why": Field("Why the file is closed: only what he himself did or said", _why),
    "sessions": Field("How many sessions are credited to him", _sessions),
    "programme": Field("The name of the programme", _programme),
}


def values(source, names):
    """{field: what his record says}; a name that is not on the list is a KeyError."""
    return {name: FIELDS[name].read(source) for name in sorted(names)}
