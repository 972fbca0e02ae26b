"""Writing a report: the words of its writers, the ISS's part, what goes back and what is put right; and its receipt."""

from accounts.acting import one_act
from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.audiences import Audience, Recipient
from alerts.kinds import Kind
from audit.trail import record
from joint.models import Report, ReportOpened
from joint.reports.blocks import digest_of
from joint.reports.wall import Recipient as To
from joint.reports.wall import look

from .words import SHARING_STOPPED

ISSUED = "This report has been issued: it stays as it was."
OURS = "your contribution"


class ChangedMeanwhile(Refused):
    """Somebody else has written into the same sections. ``theirs``: {section: what stands there now}."""

    def __init__(self, theirs):
        self.theirs = theirs
        super().__init__("Somebody else has written here meanwhile. Nothing is lost: put both together.")


class MayNotLeave(Refused):
    """The ISS's own text holds what the wall keeps. ``found`` is for the ISS alone."""

    def __init__(self, found):
        self.found = found
        names = ", ".join(dict.fromkeys(each.what for each in found))
        super().__init__(f"This says {names}. Take it out, or say why it may leave.")


def subject_of(referral, kind):
    """{"decision": ...} or {"back": ...} that a report of ``kind`` is about now; None where there is nothing yet."""
    if kind == Report.Kind.ASSESSMENT:
        decision = referral.decisions.order_by("-at", "-pk").first()
        return {"decision": decision} if decision else None
    if kind == Report.Kind.BACK:
        back = referral.referrals_back.filter(withdrawn_at=None).order_by("-at", "-pk").first()
        return {"back": back} if back else None
    return {}


def draft_of(referral, kind):
    """The newest version of a report, or a new one that is not saved yet; None where there is nothing to report."""
    subject = subject_of(referral, kind)
    if subject is None:
        return None
    return Report.objects.latest(referral, kind, **subject) or Report(referral=referral, kind=kind, **subject)


def locked(report):
    """The row of ``report``, made if it has none, held until the transaction ends; refused once issued."""
    if report.pk is None:
        report, _ = Report.objects.get_or_create(
            referral=report.referral, kind=report.kind, decision=report.decision, back=report.back, version=1
        )
    found = Report.objects.select_for_update(of=("self",)).select_related(
        "referral__man", "referral__area", "referral__referrer", "referral__team", "decision", "back"
    )
    report = found.get(pk=report.pk)
    if report.issued_at:
        raise Refused("This report has already been issued: it stays as it was.")
    return report


@one_act
def write_report(report, *, words, seen=None, by, at):
    """Keep what is written, section by section; nobody is told.

    ``seen``: {section: digest of what stood there when the writer began}. What the writer has not touched stays as it is
    now; what somebody else has changed as well is not overwritten: ChangedMeanwhile, and nothing is written.
    """
    report = locked(report)
    if report.sent_at:
        raise Refused("This report waits to be signed off. Take it back to change it.")
    seen = seen or {}
    changed = {
        name: text
        for name, text in words.items()
        if text != report.words.get(name, "") and digest_of(text) != seen.get(name)
    }
    there = {name: report.words.get(name, "") for name in changed if name in seen}
    theirs = {name: text for name, text in there.items() if text and digest_of(text) != seen[name]}
    if theirs:
        raise ChangedMeanwhile(theirs)
    report.words = report.words | changed
    report.save(update_fields=["words"])
    report.writers.add(by)
    record("report.drafted", report.referral, by=by, at=at, kind=report.kind, version=report.version)
    return report


@one_act
def contribute(referral, *, kind, contribution="", nil=False, lets_go_because="", by, at):
    """The ISS's part of a report, or a recorded nil. What the wall would hold back needs a reason to leave."""
    if contribution and referral.sharing_stopped:
        raise Refused(SHARING_STOPPED)
    report = locked(draft_of(referral, kind))
    if report.iss_by and report.iss_by.organisation_id != by.organisation_id:
        raise Refused("Another service has contributed. Agree it between your managers.")
    found = look({OURS: contribution}, referral, To.CHILDRENS_SERVICES, provider=by.organisation_id)
    if found and not lets_go_because:
        raise MayNotLeave(found)
    report.iss_contribution, report.iss_nil, report.iss_by, report.iss_at = contribution, nil, by, at
    report.iss_lets_go_because = lets_go_because if found else ""
    report.save(update_fields=["iss_contribution", "iss_nil", "iss_by", "iss_at", "iss_lets_go_because"])
    record("report.contributed", referral, by=by, at=at, kind=kind, nil=nil, let_go=bool(found))
    return report


@one_act
def take_report_back(report, *, by, at):
    """Its writer takes it back before it is signed off, to change it."""
    report = locked(report)
    Report.objects.filter(pk=report.pk).update(sent_at=None, sent_by=None)
    record("report.taken_back", report.referral, by=by, at=at, kind=report.kind)


@one_act
def send_back(report, *, because, by, at):
    """Whoever was to sign it off wants it changed: its writer is told, and reads why on the report."""
    report = locked(report)
    if report.sent_at is None:
        raise Refused("This report does not wait to be signed off.")
    writer = report.sent_by
    Report.objects.filter(pk=report.pk).update(sent_at=None, sent_by=None, sent_back_because=because)
    referral = report.referral
    to = [Recipient(writer, referral.reference, referral.get_absolute_url())]
    raise_alert(Kind.REPORT_SENT_BACK, about=referral, to=to, because=f"{report.name}.", at=at, by=by)
    record("report.sent_back", referral, by=by, at=at, kind=report.kind)


@one_act
def answer_held(report, *, may_leave, asks="", found=(), by, at):
    """The ISS has looked at what the wall held back: it may leave, or My Time is asked to change it."""
    report = locked(report)
    if report.held_at is None:
        raise Refused("Nothing is held back any more.")
    report.held_at = None
    report.iss_asks = "" if may_leave else asks
    if may_leave:
        report.let_go = sorted({*report.let_go, *(each.mark for each in found)})
        report.let_go_by = by
    report.save(update_fields=["held_at", "iss_asks", "let_go", "let_go_by"])
    raise_alert(
        Kind.REPORT_SENT_BACK,
        about=report.referral,
        to=[Audience.FACILITATORS, Audience.MY_TIME_MANAGERS],
        because=f"{report.name}: the ISS has looked at it.",
        at=at,
    )
    record("report.held_answered", report.referral, by=by, at=at, kind=report.kind, may_leave=may_leave)


@one_act
def correct_report(report, *, because, by, at):
    """Begin the next version of an issued report, with its words; what was issued stays as it is."""
    newest = Report.objects.latest(report.referral, report.kind, decision=report.decision, back=report.back)
    if newest.issued_at is None:
        raise Refused("A correction has been begun already.")
    following = Report.objects.create(
        referral=report.referral,
        kind=report.kind,
        decision=report.decision,
        back=report.back,
        version=newest.version + 1,
        words=newest.words,
        iss_contribution=newest.iss_contribution,
        iss_nil=newest.iss_nil,
        iss_by=newest.iss_by,
        iss_at=newest.iss_at,
        let_go=newest.let_go,
        corrected_because=because,
    )
    following.writers.add(by)
    record("report.correction_begun", report.referral, by=by, at=at, kind=report.kind)
    return following


@one_act
def report_opened(report, *, by, at):
    """The receipt: the first time that somebody of those it was issued to opens it."""
    _, first = ReportOpened.objects.get_or_create(report=report, person=by, defaults={"at": at})
    if first:
        record("report.opened", report.referral, by=by, at=at, kind=report.kind)


@one_act
def report_acknowledged(report, *, by, at):
    """Children's services say that they have read it."""
    unread = Report.objects.filter(pk=report.pk, acknowledged_at=None).exclude(issued_at=None)
    if unread.update(acknowledged_at=at, acknowledged_by=by):
        record("report.acknowledged", report.referral, by=by, at=at, kind=report.kind)
