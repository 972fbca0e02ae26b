"""The words by which a file is found, as keyed hashes. Pure, but for the secret."""

import hashlib
import hmac
from itertools import combinations

from django.conf import settings

from referrals.spelling import plain

# Letters of a name that a search looks at; of a longer word the rest is not compared
LONGEST = 12
# Letters of a part of a reference that are enough to look for it
SHORTEST_OF_A_PART = 3
MOST_WORDS = 8
# Letters of each of two words that are kept together: a search for both meets those files alone
OF_EACH = 3


def words_of(*names: str, reference: str) -> set[str]:
    """Every beginning of each name; of the reference its parts, their beginnings, and all of it without what is between."""
    found = {
        word[:length]
        for name in plain(" ".join(names)).split()
        for word in (name[:LONGEST],)
        for length in range(1, len(word) + 1)
    }
    parts = [part[:LONGEST] for part in plain(reference).split()]
    for part in parts:
        found |= {part[:length] for length in range(min(SHORTEST_OF_A_PART, len(part)), len(part) + 1)}
    return found | {"".join(parts)[:LONGEST]} | pairs_of(*names, reference=reference)


def pairs_of(*names: str, reference: str) -> set[str]:
    """The beginnings of every two words that begin differently, in the order of the alphabet."""
    parts = plain(reference).split()
    words = [*plain(" ".join(names)).split(), *parts, "".join(parts)]
    beginnings = sorted({word[:OF_EACH] for word in words if len(word) >= OF_EACH})
    return {" ".join(two) for two in combinations(beginnings, 2)}


def pair_asked(words: list[str]) -> str:
    """A pair that every file has which has all of ``words``, the longest first; empty where there is none.

    Two that begin alike may be beginnings of one name, and make no pair.
    """
    beginnings = [word[:OF_EACH] for word in words if len(word) >= OF_EACH]
    other = next((one for one in beginnings if one != beginnings[0]), None)
    return " ".join(sorted((beginnings[0], other))) if other else ""


def tokens_of(*names: str, reference: str) -> list[int]:
    return sorted({token(word) for word in words_of(*names, reference=reference)})


def asked(text: str) -> list[str]:
    """The words of what somebody looks for, the longest first: it is the one that fewest files have."""
    words = {word[:LONGEST] for word in plain(text).split()}
    return sorted(words, key=lambda word: (-len(word), word))[:MOST_WORDS]


def token(word: str) -> int:
    """A signed 64-bit number; equal words have equal ones, and nobody learns anything else from it without the secret."""
    digest = hmac.digest(settings.SEARCH_KEY.encode(), word.encode(), hashlib.sha256)
    return int.from_bytes(digest[:8], "big", signed=True)
