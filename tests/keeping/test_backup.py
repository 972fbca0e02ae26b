"""A backup is restored into an empty server: every row, every file, every guard, and nothing that left leaves again."""

import hashlib
import json
import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from alerts.models import Notice
from dvpp.keeping import making, restoring
from dvpp.keeping.contents import as_meant
from dvpp.keeping.keys import backup_keys
from dvpp.keeping.refusing import CannotKeep
from dvpp.stack.binaries import postgres_program
from dvpp.stack.embedded import Embedded
from dvpp.stack.folders import Folders
from monitoring.running import reading
from sealing.keys import new_key, read_keys
from tests.stack.test_commands import run
from tests.world import World
from texts.models import Text

EVERY_TABLE = """
select format('select %L, count(*), md5(coalesce(string_agg(whole_row_::text, E''\\n'' order by whole_row_::text), ''''))
    from %s as whole_row_;', c.oid::regclass, c.oid::regclass)
from pg_class c join pg_namespace n on n.oid = c.relnamespace where relkind = 'r' and nspname = 'public' order by 1 \\gexec
"""
# What a restore itself says and does, after it has found everything as it was
SETTLED = {"audit_entry", "timescales_heartbeat", "django_session", "alerts_notice", "texts_text"}


KEY = new_key("backups")


@pytest.fixture(autouse=True)
def keyed(monkeypatch):
    monkeypatch.setenv("DVPP_BACKUP_KEYS", KEY)


@pytest.fixture
def world(django_db_serialized_rollback, transactional_db):
    world = World(timezone.now())
    world.her_contacted(world.her_file(world.on_programme()))
    world.received()
    files = Path(site.MEDIA_ROOT)
    (files / "below" / "it").mkdir(parents=True)
    (files / "below" / "it" / "plan.pdf").write_bytes(b"%PDF" + bytes(range(256)) * 5_000)
    (files / "empty").touch()
    return world


@pytest.fixture(scope="module")
def of_nobody(django_db_setup, django_db_blocker, tmp_path_factory):
    """A backup of the site before its first person."""
    files = tmp_path_factory.mktemp("files")
    (files / "form.pdf").write_bytes(b"%PDF" * 100)
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=files):
        place, _ = making.make(tmp_path_factory.mktemp("backups"), keys=read_keys(KEY), at=timezone.now())
        connection.close()
    return place


@pytest.fixture
def backup(of_nobody, tmp_path):
    return Path(shutil.copytree(of_nobody, tmp_path / "backup"))


@pytest.fixture
def elsewhere(tmp_path):
    """Another machine: an empty data folder, into which somebody has put the site's keys, and nothing else."""
    folders = Folders(tmp_path / "elsewhere")
    folders.prepare()
    for name in ("django-key", "field-key", "extract-key"):
        shutil.copy(site.DATA.secrets / name, folders.secrets / name)
    return folders


def restore(backup, folders, **more):
    return run("manage.py", "restore", str(backup), data=folders.root, **{"DVPP_BACKUP_KEYS": KEY, **more})


def asked(folders, database, sql):
    done = subprocess.run(
        [postgres_program("psql"), "-XqtA", "-v", "ON_ERROR_STOP=1", "-d", database],
        input=f"set timezone to 'UTC'; set row_security to off;\n{sql}",
        capture_output=True,
        text=True,
        env={
            "PGHOST": str(folders.sockets),
            "PGUSER": "dvpp_owner",
            "PGPASSFILE": str(folders.secrets / "owner.pgpass"),
        },
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


# Roles are named in the order in which that server made them
TO = re.compile(r"TO([a-z_,]+)USING")


def dumped(folders, database):
    """The schema in PostgreSQL's own words, grants and policies included; no comments and no marks of the run."""
    done = subprocess.run(
        [postgres_program("pg_dump"), "--schema-only", "-d", database],
        capture_output=True,
        text=True,
        check=True,
        env={
            "PGHOST": str(folders.sockets),
            "PGUSER": "dvpp_owner",
            "PGPASSFILE": str(folders.secrets / "owner.pgpass"),
        },
    )
    return sorted(
        TO.sub(lambda said: f"TO{sorted(said[1].split(','))}USING", as_meant(line))
        for line in done.stdout.splitlines()
        if line and not line.startswith(("--", "\\", "SET "))
    )


def hashes(folder):
    found = (path for path in Path(folder).rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


@pytest.fixture
def running_elsewhere(elsewhere):
    servers = Embedded(elsewhere, durable=False, environment={})
    servers.enter()
    yield elsewhere
    servers.leave()


def test_a_restored_server_has_every_row_every_file_and_every_guard(
    world, running_elsewhere, tmp_path, capsys
):
    call_command("backup", tmp_path / "backups")
    made = json.loads(capsys.readouterr().out)
    told = next(
        part for part in reading.parts(world.administrator, at=timezone.now()) if part.name == "Last backup"
    )
    assert told.tone == "green"
    here, backup = connection.settings_dict["NAME"], Path(made["backup"])
    before = asked(site.DATA, here, EVERY_TABLE)
    assert len(before) > 100
    what_is_not_whole_is_refused(backup, running_elsewhere)
    done = restore(backup, running_elsewhere)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert (said["tables"], said["rows"], said["files"]) == (len(before), made["rows"], 2)
    after = asked(running_elsewhere, "dvpp", EVERY_TABLE)
    changed = {old.split("|")[0] for old, new in zip(before, after, strict=True) if old != new}
    assert changed <= SETTLED
    schema = dumped(running_elsewhere, "dvpp")
    assert schema == dumped(site.DATA, here)
    assert sum(line.startswith("CREATEPOLICY") for line in schema) > 50
    assert hashes(running_elsewhere.files) == hashes(site.MEDIA_ROOT)
    flags = "select rolname, rolcanlogin, rolsuper, rolbypassrls from pg_roles where rolname ~ '^dvpp' order by 1;"
    assert asked(running_elsewhere, "dvpp", flags) == asked(site.DATA, here, flags)
    takers = "select roleid::regrole::text, member::regrole::text from pg_auth_members where roleid::regrole::text ~ '^dvpp' group by 1, 2 order by 1, 2;"
    assert asked(running_elsewhere, "dvpp", takers) == asked(site.DATA, here, takers)
    what_was_unsent_is_asked_about(running_elsewhere)


def what_is_not_whole_is_refused(backup, folders):
    """And leaves the server as empty as it was, as the restore after it shows."""
    spoilt = Path(shutil.copytree(backup, backup.parent / "spoilt"))
    box = (spoilt / "database.sealed").read_bytes()
    (spoilt / "database.sealed").write_bytes(box[: len(box) - 1000])
    done = restore(spoilt, folders)
    assert done.returncode == 1
    assert "cut, altered or swapped" in done.stderr


def what_was_unsent_is_asked_about(folders):
    unasked = "select count(*) from alerts_notice where mail_due_at is not null and mailed_at is null and attempts = 0;"
    assert asked(folders, "dvpp", unasked) == ["0"]
    waiting = "select count(*) from alerts_notice where mail_due_at is not null and mailed_at is null;"
    assert asked(folders, "dvpp", waiting) != ["0"]
    assert asked(folders, "dvpp", "select act from audit_entry order by id desc limit 1;") == [
        "backup.restored"
    ]
    assert asked(folders, "dvpp", "show default_transaction_read_only;") == ["off"]


class Provider:
    """Has what it was given before, and can be asked."""

    def __init__(self, taken):
        self.taken, self.sent = set(taken), []

    def was_taken(self, known_as):
        return known_as in self.taken

    def send(self, message, known_as):
        self.sent.append(known_as)


@pytest.mark.django_db
def test_what_was_on_its_way_when_the_backup_was_taken_is_not_sent_again(monkeypatch):
    """One mail had left, or left later, and the backup does not know; another had not. Both are asked about first."""
    from alerts import delivery
    from alerts.channels import reference

    world = World(timezone.now())
    world.received(at=world.now)
    left, leased, *others = Notice.objects.filter(mailed_at=None, mail_due_at__isnull=False).order_by("pk")
    Notice.objects.filter(pk=leased.pk).update(attempts=1, lease_until=world.now + timedelta(seconds=40))
    before = Text.objects.count()
    call_command("restore", settle_only=True)
    provider = Provider([reference(left), reference(leased)])
    monkeypatch.setattr(delivery, "channel", lambda: provider)
    later = world.now + timedelta(minutes=1)
    delivery.deliver_batch(at=later, now=lambda: later)
    assert set(provider.sent) == {reference(notice) for notice in others}
    assert not Notice.objects.filter(mailed_at=None, mail_due_at__isnull=False).exists()
    assert Text.objects.count() == before


@pytest.mark.django_db
def test_a_new_text_never_carries_the_number_of_one_that_was_lost():
    world = World(timezone.now())
    numbers = []
    for _ in range(2):
        text = Text(occasion="session", channel="text", about_model="x", about_id=1, thing_id=len(numbers))
        text.moment = text.written_at = text.due_at = text.useless_at = world.now
        text.save()
        numbers.append(text.pk)
        restoring.settle(at=world.now)
    assert numbers[1] > numbers[0] + restoring.NUMBERS_LEFT_OUT


def test_nothing_of_it_can_be_read_without_its_key(backup):
    found = b"".join(path.read_bytes() for path in backup.iterdir())
    for plain in (b"form.pdf", b"PGDMP", b"dvpp_app", b"Birmingham"):
        assert plain not in found
    assert {path.stat().st_mode & 0o777 for path in backup.iterdir()} == {0o600}


def refusal(backup, keys=KEY):
    """In this process, whose database is not empty: what is refused is refused before anything is looked at there."""
    with pytest.raises(CannotKeep) as refused:
        restoring.restore(backup, keys=read_keys(keys), at=timezone.now(), say=str)
    return str(refused.value)


def test_other_keys_than_the_rows_were_written_with_are_refused_by_name(backup, settings):
    settings.FIELD_KEYS = read_keys(new_key("local"))
    settings.TRAIL_KEY = "another"
    assert "DVPP_FIELD_KEYS local, DVPP_TRAIL_KEY" in refusal(backup)


def test_another_key_of_backups_is_refused(backup):
    assert "sealed with another key" in refusal(backup, new_key("backups"))
    assert "a key called mine, which is not given" not in refusal(backup, new_key("backups"))
    assert "a key called backups, which is not given" in refusal(backup, new_key("mine"))


def test_a_backup_without_its_list_is_none(backup):
    (backup / "manifest.sealed").unlink()
    assert "this is no backup, or not all of it" in refusal(backup)


@pytest.mark.django_db
def test_what_is_there_already_is_never_written_over(backup):
    other = Path(site.MEDIA_ROOT) / "other"
    other.parent.mkdir()
    other.write_text("of somebody else")
    assert "The folder of uploaded files" in refusal(backup)
    other.unlink()
    assert "This database is not empty" in refusal(backup)


def test_without_a_key_nothing_is_written(monkeypatch, tmp_path):
    monkeypatch.delenv("DVPP_BACKUP_KEYS", raising=False)
    with pytest.raises(CommandError, match="DVPP_BACKUP_KEYS"):
        call_command("backup", tmp_path / "backups")
    assert not (tmp_path / "backups").exists()


def test_a_key_of_the_sealed_columns_is_no_key_of_backups(monkeypatch):
    (name, key), *_ = site.FIELD_KEYS.keys.items()
    from base64 import urlsafe_b64encode

    monkeypatch.setenv("DVPP_BACKUP_KEYS", f"{name}:{urlsafe_b64encode(key).decode().rstrip('=')}")
    with pytest.raises(CannotKeep, match="one of its own"):
        backup_keys()


def test_a_backup_that_breaks_off_leaves_nothing_behind(tmp_path, monkeypatch):
    def breaks():
        raise CannotKeep("pg_dump ended with 1.")

    monkeypatch.setattr(making.contents, "as_it_stands", breaks)
    with pytest.raises(CommandError):
        call_command("backup", tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == []


def test_only_backups_that_are_old_enough_go(tmp_path):
    for name in ("dvpp-20260101T000000Z", "dvpp-20260301T000000Z", "dvpp-of-somebody-elseZ"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "manifest.sealed").touch()
    (tmp_path / "dvpp-20250101T000000Z").mkdir()  # holds no backup
    removed = making.remove_older(tmp_path, before=datetime(2026, 2, 1, tzinfo=UTC))
    assert removed == ["dvpp-20260101T000000Z"]
    assert len(list(tmp_path.iterdir())) == 3
