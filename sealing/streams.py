"""Seal and open what is too long to hold in memory: a stream of pieces that can be cut, moved or swapped by nobody.

AES-256-GCM piece by piece under a key of the stream's own (HKDF of the key and a random salt). The number of a piece and
whether it is the last one are its nonce; head and place are authenticated with each. The construction is STREAM
(Hoang, Reyhanitabar, Rogaway, Vizár 2015), which age uses as well.
"""

import struct
from hashlib import sha256
from secrets import token_bytes

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from .errors import KeyMissing, NotItsPlace, NotSealed

MAGIC = b"dvpp-stream-1\n"
PIECE, TAG, SALT = 256 * 1024, 16, 16


def _cipher(key, salt):
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=salt, info=MAGIC).derive(key))


def _nonce(number, last):
    return struct.pack(">3xQB", number, last)


class SealedWriter:
    """Written to like a file; what arrives in ``file`` is sealed with the first of ``keys`` for ``place`` alone.

    Without ``close`` the end is missing, and whoever opens it is told so.
    """

    def __init__(self, file, keys, place):
        self.file, self.size, self.number, self.left = file, 0, 0, bytearray()
        self.digest, salt, name = sha256(), token_bytes(SALT), keys.writes.encode()
        head = MAGIC + struct.pack("B", len(name)) + name + salt
        file.write(head)
        self.bound, self.cipher = head + place.encode(), _cipher(keys.keys[keys.writes], salt)

    def write(self, data):
        self.digest.update(data)
        self.size += len(data)
        self.left += data
        # A piece is kept back until more is known to follow: the last one says that it is
        while len(self.left) > PIECE:
            self._seal(bytes(self.left[:PIECE]), last=False)
            del self.left[:PIECE]
        return len(data)

    def _seal(self, piece, *, last):
        self.file.write(self.cipher.encrypt(_nonce(self.number, last), piece, self.bound))
        self.number += 1

    def close(self):
        self._seal(bytes(self.left), last=True)
        self.left.clear()


class SealedReader:
    """``pieces`` gives what was written, each piece only when it is known to be whole, in order and in its place."""

    def __init__(self, file, keys, place):
        self.file, self.size, self.digest, self.left = file, 0, sha256(), b""
        if file.read(len(MAGIC)) != MAGIC:
            raise NotSealed("This is no sealed stream, or of another version.")
        name = file.read(struct.unpack("B", file.read(1) or b"\0")[0])
        salt = file.read(SALT)
        key = keys.keys.get(name.decode(errors="replace"))
        if key is None:
            raise KeyMissing(
                f"It was sealed with a key called {name.decode(errors='replace')}, which is not given."
            )
        self.bound = MAGIC + struct.pack("B", len(name)) + name + salt + place.encode()
        self.cipher = _cipher(key, salt)
        self.pieces = self._opened()

    def _opened(self):
        sealed, number, last = self.file.read(PIECE + TAG), 0, False
        while not last:
            following = self.file.read(PIECE + TAG)
            last = not following
            try:
                piece = self.cipher.decrypt(_nonce(number, last), sealed, self.bound)
            except (InvalidTag, ValueError) as error:
                raise NotItsPlace("It was cut, altered or swapped, or sealed with another key.") from error
            self.digest.update(piece)
            self.size += len(piece)
            yield piece
            sealed, number = following, number + 1

    def read(self, size):
        """As of a file that cannot go back."""
        while len(self.left) < size and (piece := next(self.pieces, None)) is not None:
            self.left += piece
        found, self.left = self.left[:size], self.left[size:]
        return found
