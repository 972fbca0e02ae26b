"""Contact with her: only by a way she said is safe, checked again each time."""

from django.db import transaction
from django.db.models import Q

from accounts.refusal import Refused
from alerts.actions import acknowledge_climb, raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from alerts.models import Climb
from audit.trail import record
from iss.models import Channel, PartnerFile
from iss.statuses import Answer, HerStatus
from timescales import clocks
from timescales.promises import Promise

_NOT_SAFE = {
    Answer.NO: "She said that this is not safe.",
    Answer.UNKNOWN: "It is not known whether this is safe, and not known means not safe. Check it first.",
}


@transaction.atomic
def update_safe_contact(file, *, checked_with, by, at, **fields):
    """A new row; the one before is kept as it was."""
    PartnerFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    file.safe_contacts.filter(superseded_at=None).update(superseded_at=at)
    contact = file.safe_contacts.create(checked_at=at, checked_with=checked_with, by=by, **fields)
    record("her_file.safe_contact_checked", file, by=by, at=at)
    return contact


@transaction.atomic
def log_contact(file, *, happened_at, channel, two_way, safe_now, note="", by, at):
    """Log an attempt or a contact. ``safe_now``: the worker confirms that it was safe at that moment."""
    contact = file.safe_contact
    safe = contact.answer(channel, happened_at) if contact else Answer.UNKNOWN
    if channel == Channel.IN_PERSON:
        safe = Answer.YES
    if safe != Answer.YES:
        raise Refused(_NOT_SAFE[safe])
    if not safe_now:
        raise Refused("Confirm that it was safe at that moment.")
    attempt = file.contact_attempts.create(at=happened_at, channel=channel, two_way=two_way, note=note, by=by)
    earlier = Q(first_attempt_at=None) | Q(first_attempt_at__gt=happened_at)
    PartnerFile.objects.filter(earlier, pk=file.pk).update(first_attempt_at=happened_at)
    if two_way and file.status == HerStatus.RELEASED:
        file.move(HerStatus.CONTACTED, by=by, at=at, contacted_at=happened_at)
        clocks.keep(file.deadlines, Promise.CONTACT_HER, at=happened_at)
    record("her_contact.logged", file, by=by, at=at, channel=channel, two_way=two_way)
    return attempt


@transaction.atomic
def no_safe_window(file, *, by, at):
    """There was no safe moment within the time: an excused miss, counted apart. She is still to be contacted."""
    if clocks.excuse(file.deadlines, Promise.CONTACT_HER, at=at, because="no safe window") != 1:
        raise Refused("This promise is not running: there is nothing to excuse.")
    record("her_contact.no_safe_window", file, by=by, at=at)


def distress_waiting(file):
    """The distress of his that nobody of her service has answered, oldest first: each flag is answered by itself."""
    climbs = Climb.objects.open().filter(
        alert__kind=Kind.DISTRESS, alert__about_model="iss.partnerfile", alert__about_id=file.pk
    )
    return climbs.select_related("alert").order_by("alert__at", "pk")


@transaction.atomic
def answer_distress(file, *, by, at):
    """An ISS worker has the flag that waits longest and deals with it: the inboxes are answered too."""
    oldest = distress_waiting(file).first()
    if oldest:
        acknowledge_climb(oldest, by=by, at=at)
    else:
        distress_was_answered(file, by=by, at=at)


@transaction.atomic
def distress_was_answered(file, *, by, at):
    """The promise is kept for the flag that was answered; a flag that still waits is owed from when it was raised."""
    if not clocks.keep(file.deadlines, Promise.ANSWER_DISTRESS, at=at):
        return
    record("distress.answered", file, by=by, at=at)
    waits = distress_waiting(file).first()
    if waits:
        clocks.start(file.deadlines, Promise.ANSWER_DISTRESS, at=waits.alert.at)


@transaction.atomic
def raise_distress(file, *, session_day, managers_only=False, key, at):
    """He left a session in distress: her worker is told at once and answers within the hour.

    ``managers_only`` while sharing is stopped, or where her file is closed: they hear, and decide.
    """
    if file.status != HerStatus.CLOSED:
        clocks.start(file.deadlines, Promise.ANSWER_DISTRESS, at=at)
    return raise_alert(
        Kind.DISTRESS,
        about=file,
        to=[Audience.ISS_MANAGERS if managers_only else Audience.ISS],
        because=f"He left the session of {session_day:%-d %B %Y} with a notable emotional response.",
        key=key,
        at=at,
    )
