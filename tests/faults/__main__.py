"""python -m tests.faults: the matrix, its table on the screen and as JSON. Alone on a machine it takes half an hour or so."""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from .arena import Arena
from .matrix import APART, ROWS
from .table import line, table


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--only", default="", help="names of rows, separated by commas")
    parser.add_argument("--share", type=float, default=1.0, help="a share of every number")
    parser.add_argument("--json", default="build/faults.json")
    parser.add_argument("--folder", default="", help="of the scratch servers; kept for the next run")
    arguments = parser.parse_args()
    names = [name for name in arguments.only.split(",") if name] or list(ROWS)
    with tempfile.TemporaryDirectory(prefix="dvpp-faults-") as scratch:
        rows = run(arguments.folder or f"{scratch}/data", names, arguments.share, Path(arguments.json))
    sys.stdout.write(table(rows) + "\n")
    return 0 if all(row.holds for name, row in rows.items() if name not in APART) else 1


def run(folder, names, share, path):
    rows, started = {}, time.monotonic()
    with Arena(folder) as arena:
        say(f"The arena stands after {time.monotonic() - started:.0f} s.")
        for name in names:
            arena.clear()
            rows[name] = ROWS[name](arena, lambda number: max(1, round(number * share)))
            say(line(rows[name]))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps({name: row.as_dict() for name, row in rows.items()}, indent=1))
    return rows


def say(text):
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
