"""The keys of sealed columns: from the environment alone, the first one writes, all of them open."""

import os
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from secrets import token_bytes

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SIZE = 32
_LINE = re.compile(r"(?P<name>[a-z0-9-]{1,20}):(?P<key>[A-Za-z0-9_-]{43})=?")


class BadKeys(ValueError):
    """What was given is no list of keys. The message never repeats it."""


@dataclass(frozen=True)
class FieldKeys:
    """``keys``: {name: 32 bytes}. Neither shows what it holds."""

    keys: dict = field(repr=False)

    @property
    def writes(self):
        """The name of the key that seals."""
        return next(iter(self.keys))

    @cached_property
    def ciphers(self):
        return {name: AESGCM(key) for name, key in self.keys.items()}


def new_key(name):
    """A line for the list of keys."""
    return f"{name}:{urlsafe_b64encode(token_bytes(SIZE)).decode().rstrip('=')}"


def read_keys(text):
    """FieldKeys of "name:key" items, parted by commas or lines. The first writes."""
    keys = {}
    for number, item in enumerate(filter(None, re.split(r"[\s,]+", text)), start=1):
        found = _LINE.fullmatch(item)
        if found is None:
            raise BadKeys(
                f"Key {number} is not written as name:key, with a name of small letters, digits and hyphens and "
                f"a key of {SIZE} bytes in URL-safe base64. python -m sealing NAME makes one."
            )
        if found["name"] in keys:
            raise BadKeys(f"Two keys are called {found['name']}.")
        keys[found["name"]] = urlsafe_b64decode(found["key"] + "=")
    if not keys:
        raise BadKeys("No key is given. python -m sealing NAME makes one.")
    return FieldKeys(keys)


def from_environment(otherwise):
    """The keys of DVPP_FIELD_KEYS, or of the file that DVPP_FIELD_KEYS_FILE names; ``otherwise()`` gives them where
    neither is set."""
    if text := os.environ.get("DVPP_FIELD_KEYS"):
        return read_keys(text)
    if path := os.environ.get("DVPP_FIELD_KEYS_FILE"):
        try:
            return read_keys(Path(path).read_text())
        except (OSError, UnicodeDecodeError) as error:
            raise BadKeys("The file that DVPP_FIELD_KEYS_FILE names cannot be read.") from error
    return read_keys(otherwise())
