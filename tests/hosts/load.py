"""What it costs: moments of each request, processor time of each kind of process, questions to the database."""

import re
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from math import ceil
from os import sysconf
from pathlib import Path
from statistics import median

import requests

from .place import TOKEN

TICK = sysconf("SC_CLK_TCK")


@dataclass
class Taken:
    """Seconds of each request of one kind, from sending to the last byte; ``errors``: what was answered instead."""

    seconds: list = field(default_factory=list)
    errors: list = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, seconds, error=""):
        with self.lock:
            self.seconds.append(seconds)
            if error:
                self.errors.append(error)

    def in_words(self):
        return {
            "requests": len(self.seconds),
            "errors": len(self.errors),
            "median_ms": round(1000 * median(self.seconds)),
            "p95_ms": round(1000 * percentile(self.seconds, 0.95)),
            "slowest_ms": round(1000 * max(self.seconds)),
            "first_errors": self.errors[:3],
        }


def percentile(numbers, share):
    """The smallest of them that at least this share does not exceed."""
    ordered = sorted(numbers)
    return ordered[max(0, ceil(len(ordered) * share) - 1)]


def processor(pid):
    """Seconds a process and those it has waited for have used; its children that still live are asked by themselves."""
    with suppress(OSError, IndexError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return sum(int(fields[place]) for place in (11, 12, 13, 14)) / TICK
    return 0.0


def children(pid):
    with suppress(OSError):
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def family(pid):
    """A process and all beneath it."""
    return [pid, *(each for child in children(pid) for each in family(child))]


def used(pid):
    return sum(processor(each) for each in family(pid))


@contextmanager
def measured(**pids):
    """Gives a dictionary; after the block it holds seconds on the wall and processor seconds of each family."""
    before, started, found = {name: used(pid) for name, pid in pids.items()}, time.monotonic(), {}
    mine = time.process_time()
    yield found
    found["seconds"] = round(time.monotonic() - started, 2)
    found["processor_s"] = {name: round(used(pid) - before[name], 2) for name, pid in pids.items()}
    found["processor_s"]["people"] = round(time.process_time() - mine, 2)


def questions(site, page):
    """(questions, answers) of a page since the processes began, by their own count."""
    text = requests.get(f"{site.url}/metrics", headers={"Authorization": f"Bearer {TOKEN}"}, timeout=60).text
    asked = sum(float(n) for n in re.findall(rf'^dvpp_queries_total{{page="{page}"}} (\S+)', text, re.M))
    answers = re.findall(rf'^dvpp_answers_total{{[^}}]*page="{page}"[^}}]*}} (\S+)', text, re.M)
    return asked, sum(float(n) for n in answers)


def rest(pid):
    """Megabytes of memory that are a family's own, with its share of what is shared (PSS)."""
    total = 0
    for each in family(pid):
        with suppress(OSError):
            text = Path(f"/proc/{each}/smaps_rollup").read_text()
            total += int(re.search(r"^Pss:\s+(\d+)", text, re.M)[1])
    return round(total / 1024, 1)
