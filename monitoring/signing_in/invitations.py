"""Invitations: a link by mail that works once and for some days. Only its hash is kept."""

from hashlib import sha256
from secrets import token_urlsafe

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.acting import one_act
from accounts.models import Invitation, User
from accounts.refusal import Refused
from audit.trail import record

# In the session of the browser in which the link was opened
KEY = "invitation"
OVER = "This link no longer works. Ask an administrator for a new one."


def hash_of(token):
    return sha256(token.encode()).hexdigest()


@one_act
def invite(person, *, by, at):
    """Send a link; one that was sent before works no more. Raises OSError where the mail cannot be sent."""
    person = User.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if not person.is_active:
        raise Refused("This account is closed. Open it again first.")
    Invitation.objects.filter(person=person, used_at=None, withdrawn_at=None).update(withdrawn_at=at)
    token = token_urlsafe(32)
    expires_at = at + settings.INVITATION_LASTS
    invitation = Invitation.objects.create(
        person=person, by=by, hash=hash_of(token), sent_at=at, expires_at=expires_at
    )
    record("person.invited", person, by=by, at=at)
    _send(person, token)
    return invitation


def _send(person, token):
    words = {
        "link": settings.SITE_URL + reverse("welcome", args=[token]),
        "days": settings.INVITATION_LASTS.days,
    }
    body = render_to_string("signing_in/invitation.txt", words)
    EmailMessage("Your account is ready", body, to=[person.email]).send()


def found(token, *, at):
    return (
        Invitation.objects.open(at).filter(hash=hash_of(token)).select_related("person__organisation").first()
    )


def at_hand(request, *, at):
    """The invitation whose link was opened in this browser, where it still works."""
    key = request.session.get(KEY)
    open_ones = Invitation.objects.open(at).filter(hash=key) if key else Invitation.objects.none()
    return open_ones.select_related("person__organisation").first()


@one_act
def use(invitation, *, at):
    """Once. Raises Refused for whoever comes second."""
    if Invitation.objects.open(at).filter(pk=invitation.pk).update(used_at=at) != 1:
        raise Refused(OVER)


@one_act
def come_in(invitation, password, *, request, at):
    """The invited person has chosen a password: they can sign in with it."""
    use(invitation, at=at)
    get_adapter(request).set_password(invitation.person, password)
    record("invitation.used", invitation.person, by=invitation.person, at=at)
