"""What happens when somebody signs in, or tries to: on the trail, without the password and without the address.

Whether an address is known is seen on the trail alone: whoever tried is answered alike.
"""

from hashlib import sha256

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.core.cache import cache

from accounts.acting import one_act
from accounts.models import User
from audit.trail import record

from . import sessions
from .second_factor import THEIRS

# Said by the adapter of the identity providers while somebody signs in through one
THEIR_FACTOR = "their_second_factor"
WORDS = {"password": "password", "totp": "app", "recovery_codes": "recovery code", "webauthn": "passkey"}


@one_act
def signed_in(request, person, *, at):
    how = _how(request, person)
    session = sessions.begin(request, person, how=how, at=at)
    record("signed_in", person, by=person, at=at, how=how, session=session.pk)


def _how(request, person):
    parts = []
    for step in get_authentication_records(request, person):
        parts.append(
            step["provider"] if "provider" in step else WORDS.get(step.get("type") or step["method"], "")
        )
    if request.session.pop(THEIR_FACTOR, False):
        parts.append(THEIRS)
    return ", ".join(dict.fromkeys(part for part in parts if part))


@one_act
def failed(request, email, *, at):
    """A password that was not right, or an address nobody has."""
    person = _known(email)
    record(
        "sign_in.failed", person or User(pk=0), by=None, at=at, known=person is not None, **_whence(request)
    )


@one_act
def second_factor_failed(request, person, *, at):
    record("second_factor.failed", person, by=None, at=at, **_whence(request))


@one_act
def locked_out(request, email, *, at):
    """Tried too often. Once for each while that it is closed, however often it is tried meanwhile."""
    person = _known(email)
    about = person or User(pk=0)
    key = sha256(f"{settings.SECRET_KEY}:locked:{email.lower()}".encode()).hexdigest()
    if cache.add(f"locked:{key}", 1, settings.LOCKED_OUT_FOR.total_seconds()):
        record("sign_in.locked_out", about, by=None, at=at, known=person is not None, **_whence(request))


@one_act
def password_changed(person, *, at, but=None):
    """By the person, signed in or through a link that was sent: every other session ends."""
    record("password.changed", person, by=person, at=at)
    sessions.end_all(person, why=sessions.Why.CHANGED, by=person, at=at, but=but)


def _known(email):
    return User.objects.filter(email__iexact=email).first() if email else None


def _whence(request):
    """The same for the same address within one installation, and not the address."""
    address = f"{settings.SECRET_KEY}:{get_adapter().get_client_ip(request)}"
    return {"from": sha256(address.encode()).hexdigest()[:12]}
