"""Seal and open a text: AES-256-GCM with a nonce of its own, bound to the place it was written for."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from secrets import token_bytes

from cryptography.exceptions import InvalidTag
from django.conf import settings

from .errors import KeyMissing, NotItsPlace, NotSealed

VERSION = "s1"
NONCE = 12


@dataclass(frozen=True)
class Sealed:
    """What stands in the column: ``s1.<name of the key>.<nonce and ciphertext>``."""

    token: str

    def __repr__(self):
        return "<sealed>"

    __str__ = __repr__

    @property
    def key_name(self):
        return self.token.split(".")[1] if is_token(self.token) else ""


def is_token(text):
    return text.startswith(f"{VERSION}.") and text.count(".") == 2


def seal(text, place):
    """``text`` for ``place`` alone, with the key that writes."""
    keys = settings.FIELD_KEYS
    nonce = token_bytes(NONCE)
    box = nonce + keys.ciphers[keys.writes].encrypt(nonce, text.encode(), place.encode())
    return Sealed(f"{VERSION}.{keys.writes}.{urlsafe_b64encode(box).decode()}")


def unseal(sealed, place):
    """The text again; refused where it was sealed for another place, or altered, or its key is not at hand."""
    what = place.partition("#")[0]
    if not is_token(sealed.token):
        raise NotSealed(
            f"{what} holds something that was never sealed. Run the migrations, or ask who wrote it."
        )
    _, name, box = sealed.token.split(".")
    cipher = settings.FIELD_KEYS.ciphers.get(name)
    if cipher is None:
        raise KeyMissing(f"{what} was sealed with the key {name}, which DVPP_FIELD_KEYS does not hold.")
    try:
        bytes_ = urlsafe_b64decode(box)
        return cipher.decrypt(bytes_[:NONCE], bytes_[NONCE:], place.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise NotItsPlace(
            f"{what} does not open: it was written for another row or column, altered, or sealed with another key "
            f"called {name}."
        ) from error
