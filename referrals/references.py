"""References that can be read over a telephone: no letter or digit that is taken for another."""

import secrets

_SIGNS = "ACDEFGHJKMNPQRTUVWXY34679"


def new_reference(prefix):
    """Such as ``MT-A3K7-9PQX``: drawn at random, so that it says nothing about anybody."""
    signs = "".join(secrets.choice(_SIGNS) for _ in range(8))
    return f"{prefix}-{signs[:4]}-{signs[4:]}"
