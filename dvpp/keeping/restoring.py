"""Restore a backup into an empty database and an empty folder, see that all of it is there, and let nothing leave twice."""

import json
from collections.abc import Callable
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models.functions import Greatest

from accounts.database_roles import APP, MAKE
from accounts.identity import SYSTEM, acting_as
from alerts.models import Digest, Notice
from audit.trail import record
from sealing.errors import SealError
from sealing.keys import FieldKeys
from sealing.streams import SealedReader
from texts.models import Text
from timescales.models import Heartbeat

from . import contents, files, postgres
from .keys import refuse_other_keys
from .making import DATABASE, FILES, FORMAT, HEARTBEAT, MANIFEST, path_of, place_of
from .refusing import CannotKeep

# Numbers that rows may have had between backup and loss, and under which a provider may know something else
NUMBERS_LEFT_OUT = 1_000_000


def restore(folder: Path, *, keys: FieldKeys, at: datetime, say: Callable[[str], object]) -> dict:
    """The manifest of what stands here now. Whatever fails, nobody works on half of it: until the end nobody can write."""
    manifest = read_manifest(folder, keys)
    refuse_other_keys(manifest["keys"])
    with connection.cursor() as cursor:
        _refuse_unless_empty(cursor)
        _make_roles(cursor, manifest["database"])
    with nobody_else_writes():
        say("The database ...")
        _fill_database(folder, keys, manifest)
        say("The files ...")
        with _opened(folder, FILES, keys, manifest) as reader:
            files.unpack(reader, Path(settings.MEDIA_ROOT), manifest["files"]["packed"])
        say("Comparing every row ...")
        compare(manifest)
        settle(at=at, number=manifest["number"], taken_at=manifest["taken_at"])
    return manifest


def read_manifest(folder: Path, keys: FieldKeys) -> dict:
    with _reader(folder, MANIFEST, keys, "") as reader:
        manifest = json.loads(b"".join(reader.pieces))
    if manifest["format"] != FORMAT:
        raise CannotKeep(f"The backup is of format {manifest['format']}; this version reads {FORMAT}.")
    return manifest


@contextmanager
def _reader(folder, part, keys, number):
    path = path_of(folder, part)
    try:
        with path.open("rb") as file:
            yield SealedReader(file, keys, place_of(part, number))
    except FileNotFoundError as error:
        raise CannotKeep(f"{path} is missing: this is no backup, or not all of it.") from error
    except SealError as error:
        raise CannotKeep(f"{path}: {error}") from error


@contextmanager
def _opened(folder, part, keys, manifest):
    with _reader(folder, part, keys, manifest["number"]) as reader:
        yield reader
        for _ in reader.pieces:  # what pads the end
            pass
        if reader.digest.hexdigest() != manifest[part]["sha256"]:
            raise CannotKeep(f"{path_of(folder, part)} is not the one of this backup.")


def _refuse_unless_empty(cursor):
    root = Path(settings.MEDIA_ROOT)
    if root.exists() and any(root.iterdir()):
        raise CannotKeep(
            f"The folder of uploaded files, {root}, is not empty, and a backup is only restored into an empty one. "
            "Move it away, or point DVPP_FILES at another. Nothing was changed."
        )
    if contents.tables(cursor):
        raise CannotKeep(
            "This database is not empty, and a backup is only restored into an empty one. Make a new database "
            "(createdb), or give DVPP_DATA a new folder, and point DATABASE_URL at it. Nothing was changed."
        )


def _make_roles(cursor, database):
    """Roles belong to the server and are in no dump. None of them may log in, or pass by row security."""
    me = contents.owner(cursor)
    if me != database["owner"]:
        raise CannotKeep(
            f"Connect as {database['owner']}, who owned the database; this connection is {me}'s."
        )
    for role, passes in database["roles"].items():
        cursor.execute("select rolsuper or rolbypassrls from pg_roles where rolname = %s", [role])
        found = cursor.fetchone()
        quoted = connection.ops.quote_name(role)
        if found is None:
            cursor.execute(f"create role {quoted} nologin nosuperuser nobypassrls nocreatedb nocreaterole")
            cursor.execute(f"grant {quoted} to current_user")
        elif found[0] and not passes:
            raise CannotKeep(
                f"The role {role} passes by row security here, and did not where the backup was made."
            )
    if APP in database["roles"]:
        cursor.execute(MAKE)  # who may take on whom is in no dump either


@contextmanager
def nobody_else_writes():
    """From now on every new session of ours only reads, on this server, until all is well."""
    with connection.cursor() as cursor:
        here = f"alter role current_user in database {connection.ops.quote_name(connection.settings_dict['NAME'])}"
        cursor.execute("set default_transaction_read_only to off")
        cursor.execute(f"{here} set default_transaction_read_only to on")
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"{here} reset default_transaction_read_only")


def _fill_database(folder, keys, manifest):
    with _opened(folder, DATABASE, keys, manifest) as reader:
        postgres.fill(reader.pieces)
    with connection.cursor() as cursor:
        cursor.execute("analyze")


def compare(manifest: dict) -> None:
    with contents.as_it_stands() as (cursor, _):
        different = contents.differences(manifest["database"], contents.read(cursor))
    if different:
        raise CannotKeep(f"Restored, but not as it was: {', '.join(different)}. Nobody can write to it.")


def settle(*, at: datetime, **said) -> None:
    """Whatever was unsent may have left after the backup was taken: its provider is asked first, by its reference.

    Sessions of that day do not come back to life.
    """
    unasked = {"attempts": Greatest("attempts", 1), "lease_until": None}
    with acting_as(SYSTEM):
        Notice.objects.filter(mail_due_at__isnull=False, mailed_at=None, undelivered_at=None).update(
            **unasked
        )
        Digest.objects.filter(mailed_at=None, empty_at=None, undelivered_at=None).update(**unasked)
        Text.objects.waiting().filter(undelivered_at=None).update(**unasked)
        Session.objects.all().delete()
        beat, _ = Heartbeat.objects.get_or_create(name=HEARTBEAT, defaults={"began_at": at})
        record("backup.restored", beat, by=None, at=at, **said)
        _leave_numbers_out(Notice, Text)


def _leave_numbers_out(*models):
    """A new row must not carry the reference of one that was lost, or its provider would take it for that."""
    with connection.cursor() as cursor:
        cursor.execute("set local role none")
        for model in models:
            table = model._meta.db_table
            cursor.execute(
                "select setval(s, nextval(s) + %s) from (select pg_get_serial_sequence(%s, 'id')::regclass as s) as one",
                [NUMBERS_LEFT_OUT, table],
            )
