"""What is let through by the lint of migrations: while it changes a table that grows, nobody waits longer than a blink."""

import sys
import threading
import time

import pytest
from django.conf import settings as site
from django.db import connection

from tests.proof import WHOLE, size

TABLE = "stall_of_writers"
ROWS = size(short=20_000, whole=1_000_000)
# At most 250 ms at a million rows; in the short form, on a machine that runs other tests beside it, two seconds
LONGEST = 0.25 if WHOLE else 2.0
LOCK_MS = site.DATABASE_PATIENCE["migration"]["lock_timeout"]
CHANGES = {
    "a column": ["alter table {} add column c1 text null"],
    "a column with a default of the database": ["alter table {} add column c2 integer default 7 not null"],
    "an index": ["create index concurrently stall_by_n on {} (n)"],
    "a constraint": [
        "alter table {} add constraint stall_n check (n >= 0) not valid",
        "alter table {} validate constraint stall_n",
    ],
    "a unique constraint": [
        "create unique index concurrently stall_one on {} (id, n)",
        "alter table {} add constraint stall_one unique using index stall_one",
    ],
    "not null": [
        "alter table {} add constraint stall_named check (name is not null) not valid",
        "alter table {} validate constraint stall_named",
        "alter table {} alter column name set not null",
    ],
    "a default": ["alter table {} alter column n set default 3"],
}


class Writer(threading.Thread):
    """Somebody who saves without a pause; the longest time that one saving took."""

    def __init__(self):
        super().__init__()
        self.longest, self.saved = 0.0, 0
        self.at_it, self.done = threading.Event(), threading.Event()

    def run(self):
        with connection.cursor() as cursor:
            while not self.done.is_set():
                began = time.monotonic()
                cursor.execute(f"insert into {TABLE} (name, n) values ('new', 1)")
                cursor.execute(f"update {TABLE} set n = n + 1 where id = %s", [1 + self.saved % ROWS])
                self.longest = max(self.longest, time.monotonic() - began)
                self.saved += 1
                if self.saved > 5:
                    self.at_it.set()
        connection.close()


@pytest.fixture(scope="module")
def table(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("set role none")
        cursor.execute(f"create table {TABLE} (id bigserial primary key, name text, n integer)")
        cursor.execute(f"grant select, insert, update on {TABLE} to dvpp_app")
        cursor.execute(f"grant usage on {TABLE}_id_seq to dvpp_app")
        cursor.execute(
            f"insert into {TABLE} (name, n) select md5(i::text), i from generate_series(1, {ROWS}) as i"
        )
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("set role none")
        cursor.execute(f"drop table {TABLE}")
        connection.close()


@pytest.mark.proof
@pytest.mark.parametrize("change", CHANGES)
def test_people_go_on_saving_while_a_table_changes(table, change, django_db_blocker):
    with django_db_blocker.unblock():
        writer = Writer()
        writer.start()
        writer.at_it.wait(10)
        try:
            with connection.cursor() as cursor:
                cursor.execute("set role none")
                cursor.execute(f"set lock_timeout = {LOCK_MS}")
                for statement in CHANGES[change]:
                    cursor.execute(statement.format(TABLE))
        finally:
            writer.done.set()
            writer.join()
            connection.close()
    sys.stdout.write(f"{change}: {writer.saved} saved, the longest in {writer.longest * 1000:.0f} ms\n")
    assert writer.longest < LONGEST


@pytest.mark.proof
def test_what_the_lint_refuses_does_hold_people_up(table, django_db_blocker):
    """Or the test above could not fail: the same index made in one go stops everybody for as long as it takes."""
    with django_db_blocker.unblock():
        writer = Writer()
        writer.start()
        writer.at_it.wait(10)
        try:
            with connection.cursor() as cursor:
                cursor.execute("set role none")
                began = time.monotonic()
                cursor.execute(f"create index stall_in_one_go on {TABLE} (md5(name))")
                took = time.monotonic() - began
        finally:
            writer.done.set()
            writer.join()
            connection.close()
    sys.stdout.write(f"in one go: {took * 1000:.0f} ms, the longest saving {writer.longest * 1000:.0f} ms\n")
    assert writer.longest > took / 2
