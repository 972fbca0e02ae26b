"""People who save without a pause while the schema changes, as the code before it does: how long each saving took.

``python -m tests.upgrading.beside ADDRESS`` does so on any database (``postgresql://...``, as its owner) until it is
interrupted, and writes what it saw: how the longest write stall of an upgrade is measured on a million cases.
"""

import random
import sys
import threading
import time
from dataclasses import dataclass, field

import psycopg2

# What an upgrade changes, or what everybody reads
TABLES = (
    "accounts_user",
    "alerts_alert",
    "alerts_notice",
    "iss_partnerfile",
    "programme_attendance",
    "programme_enrolment",
    "referrals_contactattempt",
    "referrals_deadline",
    "referrals_man",
    "referrals_referral",
    "referrals_statuschange",
)
A_MANAGER = "select id from accounts_user where role = 'manager' and is_active limit 1"
MOST = 300


@dataclass
class Saw:
    table: str
    saved: int = 0
    met_nothing: int = 0
    longest: float = 0.0
    errors: list = field(default_factory=list)

    def __str__(self):
        wrong = f", met no row {self.met_nothing} times, errors {self.errors[:2]}" if self.wrong else ""
        return f"{self.table}: {self.saved} saved, the longest in {self.longest * 1000:.0f} ms{wrong}"

    @property
    def wrong(self):
        return self.met_nothing or self.errors


class Somebody(threading.Thread):
    """One connection that writes one table: a manager's act, or the clock's."""

    def __init__(self, connect, table, *, clock, done):
        super().__init__(daemon=True)
        self.connect, self.clock, self.done, self.saw = connect, clock, done, Saw(table)

    def run(self):
        with self.connect().cursor() as cursor:
            cursor.execute(f"select id from {self.saw.table} limit {MOST}")
            keys = [key for (key,) in cursor.fetchall()]
            cursor.execute(A_MANAGER)
            [manager] = cursor.fetchone()
            cursor.execute("set role dvpp_app")
            if self.clock:
                cursor.execute("set dvpp.user_id = 'system'")
            while keys and not self.done.is_set():
                began = time.monotonic()
                self._save(cursor, random.choice(keys), manager)
                self.saw.longest = max(self.saw.longest, time.monotonic() - began)
                self.saw.saved += 1
                time.sleep(0.003)

    def _save(self, cursor, key, manager):
        try:
            cursor.execute("begin")
            if not self.clock:
                # As the code at commit e8b9281 says who asks, and that an act is the service's
                cursor.execute("select dvpp_identify(%s)", [str(manager)])
                cursor.execute("select set_config('dvpp.acting', 'an act', true)")
            cursor.execute(f"update {self.saw.table} set id = id where id = %s", [key])
            self.saw.met_nothing += cursor.rowcount != 1
            cursor.execute("commit")
        except psycopg2.Error as problem:
            self.saw.errors.append(str(problem)[:200])
            cursor.execute("rollback")


class People:
    """``with People(connect) as people: ...; people.saw()``; ``connect`` gives a connection as the owner."""

    def __init__(self, connect):
        def committing():
            connection = connect()
            connection.autocommit = True
            return connection

        self.done = threading.Event()
        self.people = [
            Somebody(committing, table, clock=bool(number % 2), done=self.done)
            for number, table in enumerate(TABLES)
        ]

    def __enter__(self):
        for somebody in self.people:
            somebody.start()
        return self

    def __exit__(self, *_):
        self.done.set()
        for somebody in self.people:
            somebody.join(30)

    def saw(self):
        return [somebody.saw for somebody in self.people]


def main():
    with People(lambda: psycopg2.connect(sys.argv[1])) as people:
        try:
            while True:
                time.sleep(1)
        except KeyboardInterrupt:
            pass
    sys.stdout.writelines(f"{each}\n" for each in people.saw())


if __name__ == "__main__":
    main()
