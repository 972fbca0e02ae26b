"""References that stand for a person and lead back to nobody. Pure.

The key follows from a secret that is in no database and from a label: two extracts of different labels share no
reference, so that nobody joins them; whoever has the secret could work out a reference again, and nobody else can.
"""

import hmac
from base64 import b32encode
from dataclasses import dataclass, field
from functools import cached_property

LETTERS = 16  # of 32 kinds each: 80 bits, so that two of a million are never alike
MARK = 16


class KeyMissing(ValueError):
    """There is no secret here from which a key could follow."""


@dataclass(frozen=True)
class Pseudonyms:
    """``secret``: DVPP_EXTRACT_KEY; ``label``: what the references belong to."""

    secret: str = field(repr=False)
    label: str

    @cached_property
    def _key(self) -> bytes:
        if not self.secret:
            raise KeyMissing("DVPP_EXTRACT_KEY is not set: no extract can be made.")
        return _digest(self.secret.encode(), f"extract key of {self.label}")

    @property
    def mark(self) -> str:
        """Shows later whether the secret is still the same, and nothing else."""
        return _digest(self._key, "mark").hex()[:MARK]

    def of(self, kind: str, reference: str) -> str:
        """Of a man "P", a referral "R", her file "I", a session "S": never alike, even of the same reference."""
        return f"{kind}-{b32encode(_digest(self._key, f'{kind}:{reference}')).decode()[:LETTERS]}"


def _digest(key: bytes, words: str) -> bytes:
    return hmac.new(key, words.encode(), "sha256").digest()
