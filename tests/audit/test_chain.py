"""The trail in a chain: whatever is done to a row that was written, it shows."""

import json
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from itertools import cycle
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit import chain, seals
from audit.models import Entry, Seal
from audit.trail import record, record_many
from audit.verifying import verify
from tests.world import World

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
TAMPERINGS = 1_000


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def trail(now):
    """Sixty entries under six seals, of more acts and people than one."""
    world = World(now)
    people = cycle([world.manager, world.iss_worker, None])
    for number in range(60):
        by = next(people)
        record(f"act.{number % 7}", world.manager, by=by, at=now, number=number, why="é" * (number % 3))
        if number % 10 == 9:
            assert seals.seal(at=now + MINUTE)
    return world


def test_what_is_written_in_one_stroke_is_marked_as_what_is_written_alone(trail, now):
    person = Entry.objects.latest(
        "pk"
    )  # anything with a key; it is known by a reference that has to be quoted
    person.reference = 'é "quoted" \\ \n'
    same = {"why": 'é "quoted"', "also": None, "after": [1, 2]}
    record_many("act.many", [(person, same), (person, same), (person, {}), (person, {"n": 1})], at=now)
    rows = list(Entry.objects.filter(act="act.many").order_by("pk").values_list(*chain.ROW))
    assert [row[-1] for row in rows] == [same, same, {}, {"n": 1}]
    assert all(chain.is_whole(row) for row in rows)
    assert len({row[1] for row in rows}) == len(rows)
    assert not chain.is_whole((*rows[0][:-1], {"n": 1}))


def wrong(head=""):
    return list(verify(heads=[head] if head else []))


@contextmanager
def as_owner():
    """Somebody at the database with all its rights, and without the key. What he does is undone."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("reset role")
        for table in ("audit_entry", "audit_seal"):
            cursor.execute(f"alter table {table} disable trigger user")
        yield cursor
        transaction.set_rollback(True)


def test_a_trail_as_it_was_written_is_whole(trail):
    assert Seal.objects.count() == 6
    assert wrong() == []
    assert wrong(head=str(Seal.objects.get(number=3))) == []


def test_what_waits_for_its_seal_is_checked_by_its_own_mark(trail, now):
    record("act.late", trail.manager, by=None, at=now)
    assert wrong() == []
    with as_owner() as cursor:
        cursor.execute("update audit_entry set act = 'act.other' where act = 'act.late'")
        assert len(wrong()) == 1


def test_the_application_may_seal_and_never_break_a_seal(trail):
    for statement in ("update audit_seal set hash = ''", "delete from audit_seal"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(statement)


def test_an_entry_whose_transaction_ended_late_is_sealed_with_the_next(trail, now):
    """Its id is lower than that of entries that are sealed already."""
    record("act.first", trail.manager, by=None, at=now)
    late = Entry.objects.latest("pk")
    values = {name: getattr(late, name) for name in ("pk", "mark", *chain.SIGNED)}
    with as_owner() as cursor:
        cursor.execute("delete from audit_entry where id = %s", [late.pk])
        record("act.second", trail.manager, by=None, at=now)
        assert seals.seal(at=now + MINUTE).ranges == str(late.pk + 1)
        Entry.objects.create(**values)
        assert wrong() == []
        assert seals.seal(at=now + 2 * MINUTE).ranges == str(late.pk)
        assert wrong() == []


def test_what_turns_up_between_sealed_entries_long_afterwards_was_put_in(trail, now):
    record("act.first", trail.manager, by=None, at=now)
    late = Entry.objects.latest("pk")
    values = {name: getattr(late, name) for name in ("pk", "mark", *chain.SIGNED)}
    with as_owner() as cursor:
        cursor.execute("delete from audit_entry where id = %s", [late.pk])
        record("act.second", trail.manager, by=None, at=now)
        seals.seal(at=now + MINUTE)
        record("act.third", trail.manager, by=None, at=now + timedelta(days=3))
        seals.seal(at=now + timedelta(days=3))
        Entry.objects.create(**values)
        assert wrong() == [f"Entry {late.pk} was put in afterwards."]


def test_two_that_seal_at_once_make_one_seal(trail, now):
    record("act.first", trail.manager, by=None, at=now)
    assert seals.seal(at=now + MINUTE)
    assert seals.seal(at=now + MINUTE) is None
    assert Seal.objects.count() == 7


def test_entries_of_before_there_were_marks_are_sealed_as_they_are(now):
    Entry.objects.create(at=now, act="act.old", about_model="x.y", about_id=1)
    assert wrong() == []
    seals.seal(at=now)
    assert wrong() == []
    with as_owner() as cursor:
        cursor.execute("update audit_entry set about_id = 2")
        assert len(wrong()) == 1


def _tamper(cursor, kind, rows, draw):
    """One change of the kind; ``rows``: (id, mark) that are sealed."""
    (pk, _), (other, _) = draw.sample(rows, 2)
    number = draw.randrange(1, 7)
    statements = {
        "at": "update audit_entry set at = at + interval '1 microsecond' where id = %(pk)s",
        "act": "update audit_entry set act = act || 'x' where id = %(pk)s",
        "actor": "update audit_entry set actor_id = coalesce(actor_id, 0) + 1 where id = %(pk)s",
        "nobody": "update audit_entry set actor_id = 0, actor_role = 'opcc' where id = %(pk)s",
        "about": "update audit_entry set about_id = about_id + 1 where id = %(pk)s",
        "reference": "update audit_entry set reference = reference || 'x' where id = %(pk)s",
        "details": "update audit_entry set details = details || '{\"number\": -1}' where id = %(pk)s",
        "mark": "update audit_entry set mark = '' where id = %(pk)s",
        "removed": "delete from audit_entry where id = %(pk)s",
        "emptied": "delete from audit_entry",
        "moved": "update audit_entry set id = 100000 + id where id = %(pk)s",
        "swapped": "update audit_entry set id = case id when %(pk)s then -%(other)s else -%(pk)s end"
        " where id in (%(pk)s, %(other)s); update audit_entry set id = -id where id < 0",
        "copied": "insert into audit_entry (at, act, actor_id, actor_role, about_model, about_id, reference, details, mark)"
        " select at, act || 'x', actor_id, actor_role, about_model, about_id, reference, details, mark"
        " from audit_entry where id = %(pk)s",
        "doubled": "insert into audit_entry (at, act, actor_id, actor_role, about_model, about_id, reference, details, mark)"
        " select at, act, actor_id, actor_role, about_model, about_id, reference, details, mark"
        " from audit_entry where id = %(pk)s",
        "seal removed": "delete from audit_seal where number = least(%(number)s, 5)",
        "seal altered": "update audit_seal set hash = reverse(hash) where number = %(number)s",
        "seal shortened": "update audit_seal set ranges = first_id::text, entries = 1 where number = %(number)s",
        "seal and entries": "delete from audit_entry where id in (select e.id from audit_entry e join audit_seal s on"
        " e.id between s.first_id and s.last_id where s.number = least(%(number)s, 5));"
        " delete from audit_seal where number = least(%(number)s, 5)",
    }
    cursor.execute(statements[kind], {"pk": pk, "other": other, "number": number})


KINDS = (
    *("at", "act", "actor", "nobody", "about", "reference", "details", "mark", "removed", "emptied", "moved"),
    *("swapped", "copied", "doubled", "seal removed", "seal altered", "seal shortened", "seal and entries"),
)


def test_a_thousand_tamperings_are_a_thousand_found(trail):
    draw = Random(20261122)
    rows = list(Entry.objects.filter(act__startswith="act.").order_by("pk").values_list("pk", "mark"))
    missed, tried = [], set()
    for number in range(TAMPERINGS):
        kind = KINDS[number % len(KINDS)]
        with as_owner() as cursor:
            _tamper(cursor, kind, rows, draw)
            if not wrong():
                missed.append(kind)
        tried.add(kind)
    assert missed == []
    assert tried == set(KINDS)
    assert wrong() == []


def test_the_end_of_the_chain_cut_off_is_found_with_a_copy_of_its_head(trail):
    head = str(Seal.objects.latest("number"))
    with as_owner() as cursor:
        cursor.execute(
            "delete from audit_entry where id >= (select first_id from audit_seal where number = 6)"
        )
        cursor.execute("delete from audit_seal where number = 6")
        assert wrong() == []
        assert wrong(head=head) == ["The seal 6 that was kept elsewhere is not in the trail."]


def test_a_trail_signed_again_with_another_key_is_found_with_a_copy_of_its_head(trail, settings):
    head = str(Seal.objects.latest("number"))
    settings.TRAIL_KEY = "the key of somebody else"
    assert len(wrong()) >= 6
    assert wrong(head=head)


def test_the_command_says_what_it_found(trail):
    told = StringIO()
    call_command("verify_trail", stdout=told)
    found = json.loads(told.getvalue())
    assert found == {
        "entries": Entry.objects.count(),
        "seals": 6,
        "head": str(Seal.objects.get(number=6)),
        "heads_compared": 0,
        "wrong": [],
    }
    with as_owner() as cursor:
        cursor.execute("delete from audit_entry where act = 'act.3'")
        with pytest.raises(CommandError, match="not as it was written"):
            call_command("verify_trail", stdout=told)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sets(st.integers(1, 60)))
def test_ids_are_read_back_from_their_ranges(ids):
    runs = chain.of_ranges(chain.as_ranges(sorted(ids)))
    assert {pk for first, last in runs for pk in range(first, last + 1)} == ids
    gaps = {pk for first, last in chain.between(runs) for pk in range(first, last + 1)}
    assert gaps == (set(range(min(ids), max(ids) + 1)) - ids if ids else set())
