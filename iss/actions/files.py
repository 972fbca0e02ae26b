"""Hold, release, allocate and close her file; open her support."""

from django.utils.timezone import localtime

from accounts.acting import one_act
from accounts.refusal import Refused
from accounts.roles import Role
from alerts.actions import raise_alert
from alerts.audiences import Audience, Recipient
from alerts.kinds import Kind
from audit.restricting import refuse_whoever_may_not_open
from audit.trail import record
from iss.cover import has_worked_with, stand_ins_of
from iss.models import Ending, PartnerFile
from iss.statuses import HerStatus
from referrals.actions import record_conflict
from timescales import clocks
from timescales.promises import Promise

from .schedule import owe_measures
from .term import start_term


@one_act
def hold_details(*, referral, reference, area, provider, safe_contact, by, at, **fields):
    """Keep what the referrer said of her until it is released. ``safe_contact``: fields of SafeContact."""
    file = PartnerFile.objects.create(
        referral=referral, reference=reference, area=area, provider=provider, **fields
    )
    file.safe_contacts.create(checked_at=at, checked_with="Referrer", by=by, **safe_contact)
    record("her_file.held", file, by=by, at=at)
    return file


@one_act
def release(file, *, by, at):
    """Her details go to the ISS: the 48 hours in which she is contacted start now."""
    file.move(HerStatus.RELEASED, by=by, at=at, released_at=at, referred_date=localtime(at).date())
    clocks.start(file.deadlines, Promise.CONTACT_HER, at=at)
    raise_alert(
        Kind.RELEASED,
        about=file,
        to=[Audience.ISS, Audience.ISS_MANAGERS],
        because="Check what is safe before you contact her.",
        at=at,
    )
    record("her_file.released", file, by=by, at=at)


@one_act
def allocate(file, *, worker, by, at):
    """Give her file to a worker of the provider."""
    if worker.organisation_id != file.provider_id or worker.role not in (Role.ISS_WORKER, Role.ISS_MANAGER):
        raise Refused("Choose a worker of your own service.")
    if worker.role == Role.ISS_WORKER:
        refuse_whoever_may_not_open(file, worker, "iss")
    if file.referral_id:
        _refuse_both_sides(file.referral.man, worker, at=at)
        for person in (worker, *stand_ins_of(worker, at=at)):
            record_conflict(file.referral.man, worker=person, by=by, at=at)
    PartnerFile.objects.filter(pk=file.pk).update(worker=worker)
    raise_alert(
        Kind.ASSIGNED,
        about=file,
        to=[Recipient(worker, file.reference, file.get_absolute_url())],
        at=at,
        by=by,
    )
    record("her_file.allocated", file, by=by, at=at, worker=worker.pk)


def _refuse_both_sides(man, worker, *, at):
    """The same worker never supports both parties, also where the role has changed since; nor does a stand-in."""
    if has_worked_with([man], worker):
        raise Refused(f"{worker} has worked with him. The same worker never supports both parties.")
    for stand_in in stand_ins_of(worker, at=at):
        if has_worked_with([man], stand_in):
            raise Refused(
                f"{stand_in} stands in for {worker} and has worked with him. "
                "The same worker never supports both parties."
            )


@one_act
def owe_support(file, *, at):
    """He was found suitable: her support is owed within a day, and her measures on calendar weeks from now - from his
    start once that is known, and whether or not he ever starts."""
    if file.status != HerStatus.SUPPORTED:
        clocks.start(file.deadlines, Promise.COMMENCE_HER, at=at)
    if file.measures_from is None:
        owe_measures(file, start=localtime(at).date(), at=at)


@one_act
def open_support(file, *, by, at):
    """Her support begins, and with it its twelve months."""
    file.move(HerStatus.SUPPORTED, by=by, at=at, support_opened_at=at)
    clocks.keep(file.deadlines, Promise.COMMENCE_HER, at=at)
    start_term(file, at=at)
    record("her_file.support_opened", file, by=by, at=at)


@one_act
def close_file(file, *, because, reason=Ending.Reason.OTHER, offered=(), not_offered_because="", by, at):
    """Close her file: her own decision or her worker's, never because his has closed. What she was offered is kept."""
    file.move(HerStatus.CLOSED, by=by, at=at, closed_date=localtime(at).date(), closed_because=because)
    file.endings.create(
        reason=reason,
        because=because,
        offered=list(offered),
        not_offered_because=not_offered_because,
        by=by,
        at=at,
    )
    clocks.stop(file.deadlines, at=at)
    record("her_file.closed", file, by=by, at=at, reason=reason)


@one_act
def reopen_file(file, *, by, at):
    """Open again: in contact, or to be contacted within 48 hours where she never was.

    What was promised to her goes on from where it stopped; what he became suitable for meanwhile is owed from now.
    """
    to = HerStatus.CONTACTED if file.contacted_at else HerStatus.RELEASED
    closed = file.status_changes.filter(to_status=HerStatus.CLOSED).order_by("-at", "-pk").first()
    file.move(to, by=by, at=at, closed_date=None, closed_because="")
    if closed:
        others = file.deadlines.exclude(promise=Promise.CONTACT_HER)
        clocks.restart(others, stopped_at=closed.at, at=at)
    if to == HerStatus.RELEASED:
        clocks.start(file.deadlines, Promise.CONTACT_HER, at=at)
    was_owed = file.deadlines.filter(promise=Promise.INITIAL_MEASURES).exists()
    if file.referral and file.referral.is_suitable and not was_owed:
        owe_support(file, at=at)
    record("her_file.reopened", file, by=by, at=at)
