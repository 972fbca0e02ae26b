"""Columns that are sealed: encrypted in the database, and bound to the row they were written for.

A library, lower than every room. Why and how: docs/decisions/0019.
"""

from sealing.errors import CannotBeSearched, KeyMissing, NotItsPlace, NotSealed, SealError
from sealing.fields import SealedJSONField, SealedTextField
from sealing.keys import FieldKeys, new_key, read_keys

__all__ = [
    "CannotBeSearched",
    "FieldKeys",
    "KeyMissing",
    "NotItsPlace",
    "NotSealed",
    "SealError",
    "SealedJSONField",
    "SealedTextField",
    "new_key",
    "read_keys",
]
