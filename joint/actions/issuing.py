"""A report leaves: looked through at the wall, signed off by a second person where it is of both, issued and kept."""

from enum import Enum
from hashlib import sha256

from accounts.acting import for_the_service, one_act
from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from audit.trail import record
from iss.models import PartnerFile
from joint.models import IssuedPaper, Report
from joint.reports import drafting, papers
from joint.reports.wall import Recipient, look
from timescales import clocks
from timescales.promises import Promise

from .reports import locked

KEEPS = {
    Report.Kind.MIDWAY: Promise.MIDWAY_REPORT,
    Report.Kind.COMPLETION: Promise.COMPLETION_REPORT,
}
# Said of everything that is held back, whatever was found: his side learns nothing from it
HELD = (
    "This text holds something that may not leave. The ISS has been asked to look at it: "
    "they let it leave, or say what to change."
)
CHANGED = "The record or the text has changed since you opened this page. Read it again, then go on."
NO_ISS_PART = "The ISS has not yet contributed or recorded that it has nothing to add."
A_SECOND_PERSON = "This report speaks of both parties: somebody who has not written it signs it off."


class Came(Enum):
    """What came of sending a report."""

    HELD = "held"
    WAITS = "waits"
    ISSUED = "issued"


@one_act
def send_report(report, *, seen=None, by, at):
    """Send a report on its way: held back at the wall, to a second person, or issued.

    ``seen``: the digest of what the person has read; where anything has changed since, it is refused.
    """
    report = locked(report)
    found = drafting.document(report)
    _ready(report, found, seen)
    if _held(report, found, by=by, at=at):
        return Came.HELD
    if drafting.mentions_both(report, found):
        if report.sent_at is None:
            return _ask_to_sign(report, by=by, at=at)
        if by.pk == report.sent_by_id or report.writers.filter(pk=by.pk).exists():
            raise Refused(A_SECOND_PERSON)
    return _issue(report, by=by, at=at)


def _ready(report, found, seen):
    if seen is not None and seen != found.digest:
        raise Refused(CHANGED)
    if reasons := what_is_missing(report, found):
        raise Refused(" ".join(reasons))


@for_the_service(
    "that her service has not contributed yet is said to whoever writes; nothing of hers comes out"
)
def what_is_missing(report, found):
    """Sentences that say why the report cannot go yet."""
    without = drafting.missing(found)
    reasons = [f"Write something under: {', '.join(without)}."] if without else []
    waits = report.has_iss_part and not (report.iss_contribution or report.iss_nil)
    if waits and PartnerFile.objects.told_of(report.referral).exists():
        reasons.append(NO_ISS_PART)
    return reasons


def what_is_held(report, found, **whose):
    """[Found] that nobody of her service has let go. The ISS's own part has been looked at when it was written."""
    texts = {section.title: section.text for section in found.sections if section.name != "iss"}
    held = look(texts, report.referral, Recipient.CHILDRENS_SERVICES, **whose)
    return [each for each in held if each.mark not in report.let_go]


def _held(report, found, *, by, at):
    if not what_is_held(report, found):
        return False
    Report.objects.filter(pk=report.pk).update(held_at=at, iss_asks="")
    raise_alert(
        Kind.REPORT_HELD,
        about=report.referral,
        to=[Audience.ISS, Audience.ISS_MANAGERS],
        because=f"{report.name}. Nothing has left.",
        at=at,
    )
    record("report.held", report.referral, by=by, at=at, kind=report.kind)
    return True


def _ask_to_sign(report, *, by, at):
    Report.objects.filter(pk=report.pk).update(sent_at=at, sent_by=by, held_at=None, sent_back_because="")
    raise_alert(
        Kind.REPORT_TO_SIGN,
        about=report.referral,
        to=[Audience.FACILITATORS, Audience.MY_TIME_MANAGERS],
        because=f"{report.name}.",
        at=at,
        by=by,
    )
    record("report.sent", report.referral, by=by, at=at, kind=report.kind)
    return Came.WAITS


def _issue(report, *, by, at):
    """Kept as it is now, on screen and on paper; the social worker is told, and the promise is kept."""
    report.issued_at, report.issued_by, report.held_at = at, by, None
    report.iss_nil = report.iss_nil or (report.has_iss_part and not report.iss_contribution)
    report.save(update_fields=["issued_at", "issued_by", "iss_nil", "held_at"])
    page = papers.page(report, drafting.document(report))
    pdf = papers.pdf(report, page)
    IssuedPaper.objects.create(report=report, page=page, pdf=pdf, digest=sha256(pdf).hexdigest())
    if report.kind in KEEPS:
        clocks.keep(report.referral.deadlines, KEEPS[report.kind], at=at)
    raise_alert(
        Kind.REPORT_ISSUED,
        about=report.referral,
        to=[Audience.REFERRER],
        because=f"{report.name}.",
        at=at,
        by=by,
    )
    record("report.issued", report.referral, by=by, at=at, kind=report.kind, version=report.version)
    return Came.ISSUED
