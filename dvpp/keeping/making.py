"""Make a backup: three sealed parts in a folder that appears whole or not at all."""

import json
import os
import shutil
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

from django.conf import settings

from accounts.identity import SYSTEM, acting_as
from audit.trail import record
from sealing.keys import FieldKeys
from sealing.streams import SealedWriter
from timescales import heartbeat

from . import contents, files, postgres
from .keys import known_by
from .refusing import CannotKeep

FORMAT = 1
DATABASE, FILES, MANIFEST = "database", "files", "manifest"
HEARTBEAT = "backup"
NAMED = "%Y%m%dT%H%M%SZ"


def make(into: Path, *, keys: FieldKeys, at: datetime) -> tuple[Path, dict]:
    """The folder of the new backup and its manifest. People go on working meanwhile."""
    name = f"dvpp-{at.astimezone(UTC):{NAMED}}"
    place, draft = into / name, into / f".{name}.partial"
    if place.exists():
        raise CannotKeep(f"{place} is there already.")
    draft.mkdir(mode=0o700, parents=True)
    try:
        manifest = _write(draft, keys, at)
        os.rename(draft, place)
        _settled(into)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return place, manifest


def _write(draft, keys, at):
    number = token_hex(16)
    manifest = {"format": FORMAT, "number": number, "taken_at": at.isoformat(), "keys": known_by()}
    with contents.as_it_stands() as (cursor, snapshot):
        with _part(draft, DATABASE, keys, number) as out:
            postgres.dump(snapshot, out.write)
        manifest["database"] = {**contents.read(cursor), **_sum(out)}
    with _part(draft, FILES, keys, number) as out:
        packed = files.pack(Path(settings.MEDIA_ROOT), out)
    manifest["files"] = {"packed": packed, **_sum(out)}
    # Its number binds the other two parts: one of another backup does not open
    with _part(draft, MANIFEST, keys, "") as out:
        out.write(json.dumps(manifest).encode())
    return manifest


def place_of(part: str, number: str) -> str:
    return f"backup {part} {number}"


def path_of(folder: Path, part: str) -> Path:
    return folder / f"{part}.sealed"


def _sum(out):
    return {"bytes": out.size, "sha256": out.digest.hexdigest()}


@contextmanager
def _part(draft, part, keys, number):
    with open(path_of(draft, part), "xb", opener=_private) as file:
        out = SealedWriter(file, keys, place_of(part, number))
        yield out
        out.close()
        file.flush()
        os.fsync(file.fileno())


def _private(path, flags):
    return os.open(path, flags, 0o600)


def _settled(folder):
    """The new name is on the disk as well."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def say_so(manifest: dict, *, at: datetime) -> None:
    """On the page Running, and on the trail: everything left the database at once."""
    with acting_as(SYSTEM):
        heartbeat.beats(HEARTBEAT, at=at)
        beat = heartbeat.last(HEARTBEAT)
        record("backup.made", beat, by=None, at=at, number=manifest["number"])


def remove_older(into: Path, *, before: datetime) -> list[str]:
    """Backups below ``into`` from before a moment, by their names; nothing else there is touched."""
    removed = []
    for folder in sorted(into.glob("dvpp-*Z")):
        try:
            taken = datetime.strptime(folder.name, f"dvpp-{NAMED}").replace(tzinfo=UTC)
        except ValueError:
            continue
        if taken < before and path_of(folder, MANIFEST).exists():
            shutil.rmtree(folder)
            removed.append(folder.name)
    return removed
