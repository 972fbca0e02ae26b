"""Contact with her: only by a way she said is safe, checked again each time."""

from django.conf import settings
from django.db.models import Q
from django.utils.timezone import localtime

from accounts.acting import one_act
from accounts.refusal import Refused
from alerts.actions import acknowledge_climb, raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from alerts.models import Climb
from audit.trail import record
from iss.models import Channel, PartnerFile
from iss.safe import not_now
from iss.statuses import Answer, HerStatus
from timescales import clocks
from timescales.models import PromiseRule
from timescales.promises import Promise

_NOT_SAFE = {
    Answer.NO: "She said that this is not safe.",
    Answer.UNKNOWN: "It is not known whether this is safe, and not known means not safe. Check it first.",
}


@one_act
def update_safe_contact(file, *, checked_with, address="", address_kept_from="", by, at, **fields):
    """A new row; the one before is kept as it was. A new address is kept only with whom it is kept from."""
    PartnerFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    before = file.safe_contact
    same_address = bool(before and before.address == address)
    if address and not same_address and not address_kept_from:
        raise Refused("Say who must not learn her new address. Ask her: he is never told, but others may be.")
    if same_address:
        address_kept_from = address_kept_from or before.address_kept_from
    file.safe_contacts.filter(superseded_at=None).update(superseded_at=at)
    contact = file.safe_contacts.create(
        checked_at=at,
        checked_with=checked_with,
        address=address,
        address_kept_from=address_kept_from if address else "",
        by=by,
        **fields,
    )
    moved = {"address_changed": True} if address and not same_address else {}
    record("her_file.safe_contact_checked", file, by=by, at=at, **moved)
    return contact


def refuse_unsafe(file, channel, at):
    """Refused, with the reason, unless ``channel`` is safe at ``at`` and it is a time she named."""
    contact = file.safe_contact
    safe = contact.answer(channel, at) if contact else Answer.UNKNOWN
    if channel == Channel.IN_PERSON:
        return
    if safe != Answer.YES:
        raise Refused(_NOT_SAFE[safe])
    if not contact.is_time(channel, at):
        raise Refused(f"{not_now(contact, at)} Where she has named other times since, write them down first.")


@one_act
def confirm_safe_now(file, *, channel, by, at):
    """The worker confirms that ``channel`` is safe now, and sees the number or address for a while."""
    refuse_unsafe(file, channel, at)
    confirmed = file.safe_nows.create(channel=channel, at=at, until=at + settings.SAFE_NOW_LASTS, by=by)
    record("her_contact.details_shown", file, by=by, at=at, channel=channel)
    return confirmed


@one_act
def log_contact(file, *, happened_at, channel, two_way, safe_now, she_began=False, note="", by, at):
    """Log an attempt or a contact. ``safe_now``: the worker confirms that it was safe at that moment.

    ``she_began``: she got in touch herself; nothing had to be known to be safe for that.
    """
    if not she_began:
        refuse_unsafe(file, channel, happened_at)
        if not safe_now:
            raise Refused("Confirm that it was safe at that moment.")
    attempt = file.contact_attempts.create(
        at=happened_at, channel=channel, two_way=two_way, she_began=she_began, note=note, by=by
    )
    earlier = Q(first_attempt_at=None) | Q(first_attempt_at__gt=happened_at)
    PartnerFile.objects.filter(earlier, pk=file.pk).update(first_attempt_at=happened_at)
    if two_way and file.status == HerStatus.RELEASED:
        file.move(HerStatus.CONTACTED, by=by, at=at, contacted_at=happened_at)
        clocks.keep(file.deadlines, *REACHING, at=happened_at)
    record("her_contact.logged", file, by=by, at=at, channel=channel, two_way=two_way)
    return attempt


# What is owed until she has been reached: within 48 hours, and once that is excused, again and again
REACHING = (Promise.CONTACT_HER, Promise.FIND_SAFE_MOMENT)


def look_again_by(at):
    """When at the latest somebody looks again, once it was said that there is no safe moment."""
    return PromiseRule.objects.in_force(Promise.FIND_SAFE_MOMENT, at).due(at)


@one_act
def no_safe_window(file, *, look_again_at=None, by, at):
    """There was no safe moment within the time: an excused miss, counted apart. She is still to be contacted, and
    somebody looks again at ``look_again_at`` or by the end of the rule: an excuse never ends the looking."""
    latest = look_again_by(at)
    if look_again_at and not at < look_again_at <= latest:
        raise Refused(f"Look again by {localtime(latest):%-d %B %Y at %H:%M} at the latest.")
    excused = [clocks.excuse(file.deadlines, each, at=at, because="no safe window") for each in REACHING]
    if not any(excused):
        raise Refused("This promise is not running: there is nothing to excuse.")
    clocks.start(file.deadlines, Promise.FIND_SAFE_MOMENT, at=at, due_at=look_again_at)
    record("her_contact.no_safe_window", file, by=by, at=at)


def distress_waiting(file):
    """The distress of his that nobody of her service has answered, oldest first: each flag is answered by itself."""
    climbs = Climb.objects.open().filter(
        alert__kind=Kind.DISTRESS, alert__about_model="iss.partnerfile", alert__about_id=file.pk
    )
    return climbs.select_related("alert").order_by("alert__at", "pk")


@one_act
def answer_distress(file, *, by, at):
    """An ISS worker has the flag that waits longest and deals with it: the inboxes are answered too."""
    oldest = distress_waiting(file).first()
    if oldest:
        acknowledge_climb(oldest, by=by, at=at)
    else:
        distress_was_answered(file, by=by, at=at)


@one_act
def distress_was_answered(file, *, by, at):
    """The promise is kept for the flag that was answered; a flag that still waits is owed from when it was raised."""
    if not clocks.keep(file.deadlines, Promise.ANSWER_DISTRESS, at=at):
        return
    record("distress.answered", file, by=by, at=at)
    waits = distress_waiting(file).first()
    if waits:
        clocks.start(file.deadlines, Promise.ANSWER_DISTRESS, at=waits.alert.at)


@one_act
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
