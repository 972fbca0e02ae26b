"""The second factor: who has one, and what whoever has none may open meanwhile."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.urls import Resolver404, resolve, reverse

from accounts.acting import one_act
from alerts.actions import raise_alert
from alerts.audiences import Recipient
from alerts.kinds import Kind
from audit.trail import record

from . import sessions

# All that is open to somebody who has signed in and has none. Whatever is not named here is closed
OPEN = frozenset(
    {
        *("second_step", "sign_in_help", "session_state", "account_logout", "healthz", "readyz"),
        *("account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"),
        *("mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes"),
    }
)
# By an identity provider that has asked for a second factor itself, and is trusted to say so
THEIRS = "their second factor"


def has_one(person):
    return sessions.factors_of(person).exists()


def lacks_one(person, session):
    """Whether one is asked of this person and neither here nor, this time, by their organisation has been."""
    if not settings.SECOND_FACTOR_REQUIRED or THEIRS in session.how:
        return False
    # A session that has just begun was not read, and so nothing was asked with it
    return not (session.has_factor if hasattr(session, "has_factor") else has_one(person))


def is_open(request):
    """Whether this page is open without one."""
    try:
        return resolve(request.path_info).url_name in OPEN
    except Resolver404:
        return False


def of(person):
    """{number: kind} of what somebody has, recovery codes included."""
    return dict(Authenticator.objects.filter(user_id=person.pk).values_list("pk", "type"))


def words_of(person):
    """What somebody has, in words, each once."""
    words = {Authenticator.Type.TOTP: "an app", Authenticator.Type.WEBAUTHN: "a passkey"}
    return sorted({words[kind] for kind in of(person).values() if kind in words})


@one_act
def note_changes(person, before, *, session, at):
    """What has changed since ``before`` goes to the trail and to the person, and ends every other session."""
    after = of(person)
    added = {kind for number, kind in after.items() if number not in before}
    removed = {kind for number, kind in before.items() if number not in after}
    for act, kinds in (("added", added), ("removed", removed)):
        for kind in sorted(kinds):
            record(f"second_factor.{act}", person, by=person, at=at, kind=str(kind))
    if added or removed:
        sessions.end_all(person, why=sessions.Why.CHANGED, by=person, at=at, but=session.pk)
        _tell(person, "If it was not you, tell your administrator at once.", at=at)


@one_act
def take_away(person, *, by, at):
    """Telephone or key lost: they sign in with their password and set up another one. False where there was none."""
    had = of(person)
    if not had:
        return False
    Authenticator.objects.filter(pk__in=had).delete()
    record("second_factor.taken_away", person, by=by, at=at)
    sessions.end_all(person, why=sessions.Why.CHANGED, by=by, at=at)
    _tell(
        person,
        "An administrator has taken your second step away. Was it not you who asked? Tell them.",
        at=at,
    )
    return True


def _tell(person, because, *, at):
    to = [Recipient(person, "your account", reverse("my_account"))]
    key = f"{Kind.SIGN_IN_CHANGED}:{person.pk}:{at.isoformat()}"
    raise_alert(Kind.SIGN_IN_CHANGED, about=person, to=to, because=because, key=key, at=at)
