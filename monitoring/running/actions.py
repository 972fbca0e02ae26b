"""What could not be delivered: who is told, and what an administrator makes of it. Nothing is dropped in silence."""

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localtime

from accounts.acting import one_act
from accounts.models import User
from accounts.refusal import Refused
from accounts.roles import Role
from alerts.actions import raise_alert, ring
from alerts.audiences import Recipient
from alerts.kinds import Kind
from alerts.models import Notice
from audit.trail import record
from texts.models import Text

from .words import Why

MANAGERS = (Role.MANAGER, Role.ISS_MANAGER)
DROPPED = "It could not be sent, and an administrator let it go"


@one_act
def tell_of_undelivered(notice, *, at):
    """The managers of whoever the mail does not reach, and the administrators, once a day for each person.

    The notice itself stands in the inbox. A mail about mails tells of no further ones. True for the one who told.
    """
    if Notice.objects.undelivered_untold().filter(pk=notice.pk).update(undelivered_told_at=at) != 1:
        return False
    if notice.alert.kind == Kind.UNDELIVERED:
        return False
    person = notice.person
    because = (
        f"Emails to {person.name} do not arrive. Tell them to look at their inbox here, where everything stands, "
        "and to give an administrator an address that works."
    )
    key = f"undelivered:{person.pk}:{localtime(at).date()}"
    return (
        raise_alert(
            Kind.UNDELIVERED, about=person, to=_told(person), because=because, key=key, at=at, by=person
        )
        is not None
    )


def _told(person):
    managers = User.objects.filter(role__in=MANAGERS, organisation=person.organisation_id, is_active=True)
    name = f"PERSON-{person.pk}"
    return [
        *(Recipient(manager, name, reverse("inbox")) for manager in managers),
        *(Recipient(one, name, reverse("undelivered")) for one in User.objects.in_role(Role.ADMINISTRATOR)),
    ]


@one_act
def try_mail_again(notice, *, by, at):
    """Back to those that are sent; the provider is asked first whether it has it."""
    again = {"undelivered_at": None, "undelivered_told_at": None, "attempts": 1, "lease_until": None}
    if Notice.objects.undelivered().filter(pk=notice.pk).update(**again) != 1:
        raise Refused("Somebody else has just settled this email.")
    record("mail.tried_again", notice, by=by, at=at)
    transaction.on_commit(ring, robust=True)


@one_act
def let_mail_go(notice, *, why, by, at):
    """No mail is sent any more; the notice stays in the inbox."""
    if Notice.objects.undelivered().filter(pk=notice.pk).update(let_go_at=at) != 1:
        raise Refused("Somebody else has just settled this email.")
    record("mail.let_go", notice, by=by, at=at, why=Why(why))


@one_act
def try_text_again(text, *, by, at):
    again = {"undelivered_at": None, "undelivered_told_at": None, "attempts": 1, "lease_until": None}
    if Text.objects.undelivered().filter(pk=text.pk).update(**again) != 1:
        raise Refused("Somebody else has just settled this text.")
    record("text.tried_again", text, by=by, at=at)


@one_act
def let_text_go(text, *, why, by, at):
    """His file says that it was not sent."""
    gone = {"dropped_because": DROPPED, "undelivered_at": None}
    if Text.objects.undelivered().filter(pk=text.pk).update(**gone) != 1:
        raise Refused("Somebody else has just settled this text.")
    record("text.let_go", text, by=by, at=at, why=Why(why))
