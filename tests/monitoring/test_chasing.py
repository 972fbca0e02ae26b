"""Promises told many at once: what is written is what one by one would have written, and a bad row stops only itself."""

import pytest
from django.db import connection, transaction
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

import iss.models
import programme.models
import referrals.models
from accounts.models import Cover
from alerts.models import Alert, MailChoice, Notice
from alerts.topics import topic_of
from audit import chain
from audit.models import Entry
from audit.seals import seal
from audit.verifying import verify
from monitoring import chasing
from monitoring.actions import CLOCKS, sweep, sweep_promises
from tests.world import DAY, HOUR, NOON, World
from timescales.promises import Promise

pytestmark = pytest.mark.django_db
MONTH = 30 * DAY
KINDS = {"promise_missed", "promise_reminder"}
MOMENTS = (HOUR, 25 * HOUR, 44 * HOUR, 3 * DAY, 20 * DAY, 2 * MONTH, 8 * MONTH)


@pytest.fixture
def world():
    """Somebody at every stage of the way, on both sides, and somebody away."""
    world = World()
    world.every_stage()
    world.acknowledged(at=world.now)
    days = {"from_date": NOON.date(), "to_date": (NOON + 9 * MONTH).date()}
    Cover.objects.create(away=world.manager, covered_by=world.spoc, **days)
    Cover.objects.create(away=world.iss_manager, covered_by=world.iss_worker, **days)
    # Nobody is named: whoever would be told is not, and the managers are
    for man in (world.acknowledged_file.man, world.booked_file.man):
        man.restrictions.create(because="known", reason="A cousin", at=NOON, by=world.manager)
    topic = topic_of("promise_missed")
    MailChoice.objects.create(person=world.spoc, topic=topic, at=NOON)
    MailChoice.objects.create(person=world.iss_worker, topic=topic, at=NOON)
    return world


def written(at):
    """What a pass writes, whatever it is numbered; and it is undone."""
    with transaction.atomic():
        before = Entry.objects.order_by("-pk").first().pk
        done = sweep(at=at).as_dict()
        alerts = Alert.objects.filter(at=at, kind__in=KINDS)
        new = Entry.objects.filter(pk__gt=before, act="promise.missed")
        assert all(chain.is_whole(row) for row in new.values_list(*chain.ROW))
        said = (
            done,
            sorted(alerts.values_list("key", "kind", "about_model", "about_id", "because")),
            sorted(
                map(
                    str,
                    Notice.objects.filter(alert__in=alerts).values_list(
                        *("alert__key", "person", "reference", "path", "must_acknowledge", "climb"),
                        *(
                            "digest__person",
                            "digest__due_at",
                            "mail_due_at",
                            "attempts",
                            "last_error",
                            "told_at",
                            "lease_until",
                        ),
                    ),
                )
            ),
            sorted(
                map(
                    str,
                    new.values_list(
                        "at",
                        "act",
                        "actor_id",
                        "actor_role",
                        "about_model",
                        "about_id",
                        "reference",
                        "details",
                    ),
                )
            ),
            [list(_clocks(clocks, at)) for clocks, *_ in CLOCKS],
        )
        transaction.set_rollback(True)
    return said


def _clocks(clocks, at):
    """As they stand; not those that the pass itself has started."""
    rows = clocks.objects.filter(started_at__lt=at).order_by("pk")
    return rows.values_list("pk", "missed_at", "remind_at", "stopped_at")


def fails(*args, **kwargs):
    raise ValueError("not together")


def test_at_once_is_written_what_one_by_one_writes(world, monkeypatch):
    together = [written(world.now + after) for after in MOMENTS]
    monkeypatch.setattr(chasing, "chase_together", fails)
    monkeypatch.setattr(chasing, "remind_together", fails)
    for after, said in zip(MOMENTS, together, strict=True):
        assert said == written(world.now + after), after
    # Both kinds, of both sides and of registers, were among them
    told = [(key, kind) for _, alerts, *_ in together for key, kind, *_ in alerts]
    assert {kind for _, kind in told} == KINDS
    rooms = {key.split(":")[-2].partition(".")[0] for key, _ in told}
    assert rooms >= {"referrals", "iss", "programme"}


def test_what_one_bad_row_undoes_is_told_one_by_one_and_the_trail_is_whole(world, monkeypatch):
    at = world.now + 2 * MONTH
    good = written(at)[0]
    tell = chasing._missed
    bad = []

    def stumbles(deadline, owners, *, at):
        bad[:] = bad or [deadline.pk]
        if [deadline.pk] == bad:
            raise KeyError("nobody foresaw this")
        return tell(deadline, owners, at=at)

    monkeypatch.setattr(chasing, "_missed", stumbles)
    done = sweep(at=at).as_dict()
    assert 0 < done["missed"] < good["missed"]
    assert sweep(at=at).missed == 0
    monkeypatch.setattr(chasing, "_missed", tell)
    assert done["missed"] + sweep(at=at).missed == good["missed"]
    seal(at=at)
    assert list(verify()) == []


@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_batches_leave_nobody_out_and_tell_nobody_twice(world, monkeypatch, at_once):
    """Several fall due at one moment, where a batch may end; in one batch a row is bad."""
    referrals.models.Deadline.objects.update(due_at=world.now + DAY, remind_at=None)
    referrals.models.Deadline.objects.filter(pk__in=some_of_his()).update(remind_at=world.now + HOUR)
    moments = (world.now + 2 * HOUR, world.now + 2 * MONTH)
    whole = [written(at) for at in moments]
    assert all(sum(said[0].values()) > 3 * at_once for said in whole)
    monkeypatch.setattr(chasing, "AT_ONCE", at_once)
    assert [written(at) for at in moments] == whole


def some_of_his():
    return referrals.models.Deadline.objects.ticking().order_by("pk").values("pk")[:5]


def questions(at):
    with transaction.atomic():
        with CaptureQueriesContext(connection) as asked:
            sweep(at=at)
        transaction.set_rollback(True)
    return len(asked)


def test_many_promises_of_an_area_cost_the_questions_of_few():
    world = World()
    for _ in range(3):
        world.acknowledged(partners=[])
    few = questions(world.now + 3 * DAY)
    for _ in range(20):
        world.acknowledged(partners=[])
    assert questions(world.now + 3 * DAY) == few


def costs_the_questions_of_one(clocks, at):
    """However many of ``clocks`` are broken at ``at``."""
    clocks.update(due_at=at - DAY)
    one = clocks.order_by("pk").first()
    clocks.exclude(pk=one.pk).update(due_at=at + DAY)
    few = questions(at)
    clocks.update(due_at=at - DAY)
    return questions(at) == few


def test_who_leads_and_who_was_expected_is_asked_of_all_registers_together():
    world = World()
    world.on_programme(group=world.group(weeks=8))
    registers = programme.models.Deadline.objects.all()
    assert registers.count() == 8
    registers.update(remind_at=None)
    assert costs_the_questions_of_one(registers, world.now + 3 * MONTH)
    assert sum(key.startswith("missed:programme") for key, *_ in written(world.now + 3 * MONTH)[1]) == 8


def test_which_services_are_told_is_asked_of_all_men_together():
    world = World()
    for _ in range(6):
        world.pending()
    at = world.now + MONTH
    referrals.models.Deadline.objects.exclude(promise=Promise.JOINT_DISCUSSION).delete()
    iss.models.Deadline.objects.all().delete()
    owed = referrals.models.Deadline.objects.all()
    owed.update(remind_at=None)
    assert costs_the_questions_of_one(owed, at)
    assert sum(f", {world.iss_manager.pk}, " in notice for notice in written(at)[2]) == 6


def test_nothing_of_a_file_is_read_for_itself(world, monkeypatch):
    """What the rooms go by is read with the promises: whatever is not would be asked for row by row."""

    def asks(row, *args, fields=None, **kwargs):
        raise AssertionError(f"{row._meta.label}: {fields}")

    monkeypatch.setattr(Model, "refresh_from_db", asks)
    done = [sweep_promises(at=world.now + after) for after in MOMENTS]
    assert sum(each.missed for each in done) > 0
    assert sum(each.reminded for each in done) > 0
