"""python -m tests.hosts: many people, delivery, memory, two hosts, a replica; numbers as JSON. Half an hour or more."""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

from . import copied, delivery, memory, people, pooler, proxy, trial
from .place import Place

PARTS = {
    "people": people.rows,
    "delivery": delivery.rows,
    "memory": memory.rows,
    "trial": trial.rows,
    "replica": copied.rows,
}
NEEDS = {"trial": {"pgbouncer": pooler.program, "nginx": proxy.program}}


def main(given=None):
    parser = argparse.ArgumentParser(prog="python -m tests.hosts", description=__doc__)
    parser.add_argument("--only", default="", help=f"of {', '.join(PARTS)}, separated by commas")
    parser.add_argument("--json", default="build/hosts.json")
    parser.add_argument("--folder", default="", help="of the scratch servers; kept for the next run")
    arguments = parser.parse_args(given)
    chosen = [name for name in arguments.only.split(",") if name] or list(PARTS)
    missing = {name: missed for name in chosen if (missed := missing_for(name))}
    with tempfile.TemporaryDirectory(prefix="dvpp-hosts-") as scratch:
        found = run(arguments.folder or f"{scratch}/data", [name for name in chosen if name not in missing])
    Path(arguments.json).parent.mkdir(parents=True, exist_ok=True)
    Path(arguments.json).write_text(json.dumps(found, indent=1))
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    for name, programs in missing.items():
        say(f"SKIPPED: {name} needs {' and '.join(programs)} (Debian: apt-get install {' '.join(programs)}).")
    return 3 if missing else 0


def missing_for(name):
    return [program for program, find in NEEDS.get(name, {}).items() if not find()]


def run(folder, names):
    found = {"processors": os.cpu_count()}
    if not names:
        return found
    with Place(folder) as place:
        for name in names:
            say(f"{name} ...")
            found[name] = PARTS[name](place) | {"load": [round(each, 1) for each in os.getloadavg()]}
    return found


def say(text):
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
