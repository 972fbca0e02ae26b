"""The keys of backups, apart from all others, and by what those others are known again without being told."""

import hmac
import os
from pathlib import Path

from django.conf import settings

from sealing.keys import BadKeys, FieldKeys, read_keys

from .refusing import CannotKeep


def backup_keys() -> FieldKeys:
    """The keys of DVPP_BACKUP_KEYS, or of the file that DVPP_BACKUP_KEYS_FILE names: the first seals, all open."""
    text, path = os.environ.get("DVPP_BACKUP_KEYS"), os.environ.get("DVPP_BACKUP_KEYS_FILE")
    if not text and not path:
        raise CannotKeep(
            "DVPP_BACKUP_KEYS, or DVPP_BACKUP_KEYS_FILE, must be set. python -m sealing NAME makes a key; keep it "
            "apart from the backups and from the other keys."
        )
    try:
        keys = read_keys(text or Path(path or "").read_text())
    except (BadKeys, OSError, UnicodeDecodeError) as error:
        words = str(error) if isinstance(error, BadKeys) else "the file cannot be read."
        raise CannotKeep(f"The keys of backups (DVPP_BACKUP_KEYS): {words}") from error
    if set(keys.keys.values()) & set(settings.FIELD_KEYS.keys.values()):
        raise CannotKeep("A key of backups is also a key of the sealed columns. Make one of its own.")
    return keys


def known_by() -> dict[str, str]:
    """What tells whether the site has the keys with which the rows were written; nothing of a key follows from it."""
    given = {f"DVPP_FIELD_KEYS {name}": key for name, key in settings.FIELD_KEYS.keys.items()}
    for name in ("TRAIL_KEY", "SEARCH_KEY", "LIKENESS_KEY", "EXTRACT_KEY"):
        given[f"DVPP_{name}"] = getattr(settings, name).encode()
    return {name: hmac.digest(key, b"known by", "sha256").hex()[:16] for name, key in given.items() if key}


def refuse_other_keys(wanted: dict[str, str]) -> None:
    """Rows whose keys are not at hand cannot be read, or found, or checked any more: say so before anything is restored."""
    here = known_by()
    missing = sorted(name for name, mark in wanted.items() if here.get(name) != mark)
    if missing:
        raise CannotKeep(
            f"The backup was made with other keys than are set here: {', '.join(missing)}. Set those of the site that "
            "it was made on; of local servers they lie in the folder secrets of its data folder."
        )
