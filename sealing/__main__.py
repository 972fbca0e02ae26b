"""``python -m sealing NAME`` writes a new key for DVPP_FIELD_KEYS. Nothing keeps it but whoever reads it."""

import sys

from .keys import BadKeys, new_key, read_keys

if __name__ == "__main__":
    line = new_key(sys.argv[1] if len(sys.argv) == 2 else "")
    try:
        read_keys(line)
    except BadKeys:
        sys.exit(
            "Give the key a name of small letters, digits and hyphens, such as: python -m sealing 2026-11"
        )
    sys.stdout.write(f"{line}\n")
