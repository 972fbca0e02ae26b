"""Signing in: one's own second step and sessions, and what administrators do for others."""

from uuid import uuid4

from accounts.models import KeptForm, SignedIn

from .policy import EVERYBODY, Row

ADMINISTRATOR = frozenset({"administrator"})
FACILITATOR = frozenset({"facilitator"})


def facilitator(world):
    return {"pk": world.facilitator.pk}


def session(world):
    found, _ = SignedIn.objects.get_or_create(
        person=world.facilitator,
        how="somewhere else",
        defaults={"began_at": world.now, "seen_at": world.now},
    )
    return {"pk": found.pk}


def typed(world):
    found = KeptForm.objects.filter(person=world.facilitator).first() or KeptForm.objects.create(
        person=world.facilitator, key=uuid4(), path="/cover/", at=world.now, typed=[["note", "A note."]]
    )
    return {"key": found.key}


ROWS = {
    "sign_in_help": Row(public=True),
    "welcome": Row(public=True, kwargs=lambda world: {"token": "not-a-link"}, status=410),
    "second_step": Row(who=EVERYBODY),
    "session_state": Row(who=EVERYBODY),
    "my_sessions": Row(who=EVERYBODY),
    "end_my_other_sessions": Row(who=EVERYBODY, method="post", status=302),
    "end_my_session": Row(
        who=FACILITATOR, hidden_from=EVERYBODY - FACILITATOR, kwargs=session, method="post", status=302
    ),
    "typed": Row(who=FACILITATOR, hidden_from=EVERYBODY - FACILITATOR, kwargs=typed),
    "end_sessions_of": Row(who=ADMINISTRATOR, kwargs=facilitator, method="post", status=302),
    "reset_second_step": Row(who=ADMINISTRATOR, kwargs=facilitator, method="post", status=302),
    "leave": Row(who=ADMINISTRATOR, kwargs=facilitator),
    # The library's pages between here and an identity provider: none is set up under test
    "openid_connect_login": Row(public=True, kwargs=lambda world: {"provider_id": "nobody"}, status=404),
    "openid_connect_callback": Row(public=True, kwargs=lambda world: {"provider_id": "nobody"}, status=404),
}
