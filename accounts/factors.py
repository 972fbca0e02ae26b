"""Secrets of authenticator apps and recovery codes, sealed in the sign-in library's own table.

They stand in a column of the library's, so the sealing of columns does not know of them: whoever changes the keys goes
through them here as well.
"""

from allauth.mfa.models import Authenticator
from django.conf import settings

from accounts.acting import one_act
from sealing.seal import Sealed, is_token, seal, unseal

PLACE = "mfa_authenticator.data"
NAMES = ("secret", "seed")


def sealed(text):
    return seal(text, PLACE).token


def opened(text):
    """What was written before there was sealing is as it was."""
    return unseal(Sealed(text), PLACE) if is_token(text) else text


@one_act
def seal_anew():
    """Everything under the key that writes now, what was not sealed included. How many rows were changed."""
    changed = 0
    for row in Authenticator.objects.select_for_update().order_by("pk"):
        old = {name: row.data[name] for name in NAMES if row.data.get(name)}
        new = {name: sealed(opened(text)) for name, text in old.items() if _key_of(text) != _writes()}
        if new:
            Authenticator.objects.filter(pk=row.pk).update(data=row.data | new)
            changed += 1
    return changed


def _key_of(text):
    return Sealed(text).key_name


def _writes():
    return settings.FIELD_KEYS.writes
