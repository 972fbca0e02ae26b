"""Messages between the referrer's team and My Time."""

from django.urls import reverse

from accounts.acting import one_act
from accounts.refusal import Refused
from accounts.roles import Permission, Role
from alerts.actions import raise_alert
from alerts.audiences import Audience, people
from alerts.kinds import Kind
from audit.trail import record
from referrals.models import Opened, Referral
from referrals.statuses import Status


@one_act
def send_message(referral, *, text, by, at):
    """Write to the other side about a referral. Whoever has it is told; a mail carries a reference and a link."""
    referral = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    if not by.may(Permission.MESSAGE) or not Referral.objects.visible_to(by).filter(pk=referral.pk).exists():
        raise Refused("You may not write about this referral.")
    if referral.status == Status.MERGED:
        raise Refused(
            "This was a duplicate: nobody reads messages here. Call whoever has the other referral."
        )
    message = referral.messages.create(text=text, by=by, from_referrer=by.role == Role.SOCIAL_WORKER, at=at)
    raise_alert(
        Kind.MESSAGE,
        about=referral,
        to=_readers(referral, from_referrer=message.from_referrer, at=at),
        because=f"From {by.name}, {by.organisation}.",
        key=f"{Kind.MESSAGE}:{message.pk}",
        at=at,
        by=by,
    )
    record("message.sent", referral, by=by, at=at, message=message.pk)
    return message


def _readers(referral, *, from_referrer, at):
    """Whoever has the file, and the referrer; the whole team too where My Time writes to it."""
    here = Audience.FACILITATORS if referral.passed_on_at or referral.imported else Audience.SPOC
    there = [Audience.REFERRER] if from_referrer else [Audience.REFERRER, Audience.REFERRING_TEAM]
    page = reverse("messages", args=[referral.pk])
    return [recipient._replace(path=page) for recipient in people(referral, [here, *there], at=at)]


@one_act
def read_messages(referral, *, by):
    """The person has all messages of the referral before them."""
    last = referral.messages.order_by("-pk").values_list("pk", flat=True).first()
    if last is None:
        return
    Opened.objects.bulk_create(
        [Opened(referral=referral, person=by, last_id=last)],
        update_conflicts=True,
        unique_fields=["referral", "person"],
        update_fields=["last_id"],
    )
