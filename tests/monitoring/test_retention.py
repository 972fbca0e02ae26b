"""Records whose time is over: decided on by a person, held back, destroyed whole, and the figures stay what they were."""

from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.refusal import Refused
from audit.models import Entry
from iss.models import PartnerFile
from iss.statuses import HerStatus
from monitoring.figures import Period
from monitoring.figures.facts import Facts
from monitoring.figures.outputs import outputs
from monitoring.models import Destruction, Kept, RetentionRule
from monitoring.retention.actions import destroy, hold, keep_longer, lift
from monitoring.retention.due import before, due
from referrals import actions as his
from referrals.models import Child, Man, Referral
from tests.access.marked import marked_world
from tests.world import HIM, World, fresh

LONG_AGO = date(1990, 1, 15)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def world(db, now):
    return World(now)


def over(referral):
    """Closed so long ago that its time is over, whatever the age of the children."""
    Child.objects.filter(referral=referral).update(plan="none")
    Referral.objects.filter(pk=referral.pk).update(closed_date=LONG_AGO)
    return Referral.objects.get(pk=referral.pk)


def everything():
    """All that stands in the database, but the trail, as text."""
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public'")
        tables = [
            name for (name,) in cursor.fetchall() if not name.startswith(("audit_", "django_", "pghistory_"))
        ]
        found = []
        for table in tables:
            cursor.execute(f'select string_agg(to_jsonb(r)::text, chr(10)) from "{table}" r')
            found.append((table, cursor.fetchone()[0] or ""))
    return found


def where(word):
    return [table for table, text in everything() if word in text]


def test_what_is_due_is_what_the_rule_in_force_says(world, now):
    file = over(world.closed(at=now))
    other = world.closed(at=now)
    assert [each.record for each in due(world.dpo, at=now)] == [file]
    assert due(world.facilitator, at=now) == due(world.opcc, at=now) == []
    assert other not in [each.record for each in due(world.manager, at=now)]


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2026, 1, 15), 84, date(2019, 1, 15)),
        (date(2019, 11, 30), -3, date(2020, 2, 29)),
    ],
)
def test_months_are_those_of_the_calendar(day, months, then):
    assert before(day, months) == then


def test_a_child_on_a_plan_keeps_the_file_of_an_assessed_man_until_it_is_grown_up(world, now):
    file = world.closed(world.attended(at=now), at=now)
    ended = (now - timedelta(days=10 * 366)).date()
    Referral.objects.filter(pk=file.pk).update(closed_date=ended, received_date=ended)
    Child.objects.filter(referral=file).update(age=6, plan="cp")
    assert due(world.dpo, at=now) == []
    Child.objects.filter(referral=file).update(age=20)
    assert [each.record for each in due(world.dpo, at=now)] == [file]


def test_a_hold_keeps_what_is_due_until_it_is_lifted(world, now):
    file = over(world.closed(at=now))
    held = hold(file, because="A domestic homicide review", by=world.dpo, at=now)
    with pytest.raises(Refused):
        destroy(file, by=world.dpo, at=now)
    assert due(world.dpo, at=now) == []
    lift(held, because="Published", by=world.dpo, at=now)
    assert destroy(file, by=world.dpo, at=now)


def test_what_is_kept_longer_comes_back_on_its_day(world, now):
    file = over(world.closed(at=now))
    keep_longer(
        file, until_date=(now + timedelta(days=9)).date(), because="A complaint", by=world.manager, at=now
    )
    assert due(world.dpo, at=now) == []
    assert [each.record for each in due(world.dpo, at=now + timedelta(days=10))] == [file]


def test_nobody_destroys_what_is_not_due_or_not_theirs(world, now):
    with pytest.raises(Refused):
        destroy(world.closed(at=now), by=world.dpo, at=now)
    file = over(world.closed(at=now))
    for who in (world.iss_manager, world.facilitator, world.administrator):
        with pytest.raises(Refused):
            destroy(file, by=who, at=now)


def test_no_word_of_him_stays_in_any_table_and_the_figures_stay(world, now):
    him = dict(HIM, first_name="Zebulon", last_name="Uniquesurname", phone="07700 900777")
    file = world.closed(world.attended(him=him, partners=[], at=now), at=now, reason="withdrew")
    file.contact_attempts.create(
        at=now, channel="phone", two_way=True, note="Zanzibarnote", by=world.facilitator
    )
    file, before_it = over(file), outputs(Facts(Period(as_at=now)))
    words = ("Zebulon", "Uniquesurname", "07700 900777", "Zanzibarnote")
    assert all(where(word) for word in words)
    destroy(file, by=world.dpo, at=now)
    assert {word: where(word) for word in words} == {key: [] for key in words}
    assert outputs(Facts(Period(as_at=now))) == before_it
    assert Entry.objects.filter(act="record.destroyed", reference=file.reference).exists()
    assert not Referral.objects.visible_to(world.manager).filter(pk=file.pk).exists()
    man = Man.objects.get(pk=file.man_id)
    assert (man.first_name, man.date_of_birth) == ("", None)


def test_everything_of_a_full_file_goes_and_what_is_hers_stays(db, now):
    """The marked man: notes, registers, holds, messages, letters; her file goes on."""
    world = marked_world()
    file, hers = world.marked, world.marked_file
    his.resume(file, by=world.manager, at=now)
    file = over(world.closed(fresh(file), at=now))
    name = file.man.last_name
    destroy(file, by=world.dpo, at=now)
    notes = {"note of a contact", "note of a register", "message", "reason of the hold"}
    assert [what for word, what in world.health.items() if what in notes and where(word)] == []
    assert name
    assert where(name) == []
    assert PartnerFile.objects.visible_to(world.iss_worker).filter(pk=hers.pk).exists()
    assert where(hers.last_name)


def test_her_file_goes_by_her_own_clock(world, now):
    file = world.her_contacted(world.her_file(world.pending(at=now)))
    PartnerFile.objects.get(pk=file.pk).move(
        HerStatus.CLOSED, by=world.iss_worker, at=now, closed_date=LONG_AGO
    )
    file = PartnerFile.objects.get(pk=file.pk)
    assert [each.record for each in due(world.iss_manager, at=now)] == [file]
    assert due(world.manager, at=now) == due(world.other_iss_manager, at=now) == []
    destroy(file, by=world.iss_manager, at=now)
    for word in ("Marisol", "Quillfeather"):
        assert where(word) == []
    assert Referral.objects.visible_to(world.manager).filter(pk=file.referral_id).exists()


def test_a_failure_in_the_middle_destroys_nothing(world, now, monkeypatch):
    file = over(world.closed(at=now))
    monkeypatch.setattr("monitoring.retention.actions._forget_history", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        destroy(file, by=world.dpo, at=now)
    assert Referral.objects.get(pk=file.pk).destroyed_at is None
    assert not Destruction.objects.exists()
    assert where(HIM["last_name"])


def test_the_application_cannot_forget_the_history_of_what_nobody_decided_on(world, now):
    file = world.closed(at=now)
    with connection.cursor() as cursor:
        with pytest.raises(Exception, match="nobody has decided"), transaction.atomic():
            cursor.execute("select dvpp_forget_history('his', %s)", [file.pk])
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            cursor.execute("delete from referrals_referralevent")


def test_a_reference_is_answered_by_what_became_of_it(client, world, now):
    file = over(world.closed(at=now))
    client.force_login(world.dpo)
    client.post(reverse("decide_record", args=[file.reference]), {"decision": "destroy"})
    page = client.get(reverse("retention"), {"reference": file.reference.lower()}).content.decode()
    assert f"{file.reference} was destroyed on" in page
    assert "Three years" in page
    client.force_login(world.iss_manager)
    page = client.get(reverse("retention"), {"reference": file.reference}).content.decode()
    assert "There is no file with this reference here." in page
    client.force_login(world.manager)
    assert client.get(file.get_absolute_url()).status_code == 404


def test_a_rule_changes_from_now_on(client, world, now):
    client.force_login(world.dpo)
    said = {"months": "12", "child_until": "", "basis": "A new policy"}
    assert client.post(reverse("retention_rule", args=["his_other"]), said).status_code == 302
    assert RetentionRule.objects.in_force(Kept.HIS_OTHER, timezone.now()).months == 12
    assert RetentionRule.objects.in_force(Kept.HIS_OTHER, now - timedelta(days=1)).months == 36
