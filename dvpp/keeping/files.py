"""Uploaded files and reports, as one stream with a hash of each."""

import tarfile
from hashlib import file_digest, sha256
from pathlib import Path

from .refusing import CannotKeep


class _Hashed:
    """A file that is hashed as it is read; never longer than it was when its turn came."""

    def __init__(self, file):
        self.file, self.digest = file, sha256()

    def read(self, size: int = -1, /) -> bytes:
        data = self.file.read(size)
        self.digest.update(data)
        return data


def files_of(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())


def pack(root: Path, out) -> dict[str, list]:
    """{path below ``root``: [size, hash]} of what was written to ``out``.

    Read after the database: a file whose row is in the backup is there, unless it was destroyed in between.
    """
    packed = {}
    with tarfile.open(fileobj=out, mode="w|", format=tarfile.PAX_FORMAT) as tar:
        for path in files_of(root):
            try:
                file = path.open("rb")
            except FileNotFoundError:
                continue  # destroyed this moment, as its row is
            with file:
                name = path.relative_to(root).as_posix()
                entry = tar.gettarinfo(arcname=name, fileobj=file)
                hashed = _Hashed(file)
                tar.addfile(entry, hashed)
                packed[name] = [entry.size, hashed.digest.hexdigest()]
    return packed


def unpack(stream, root: Path, wanted: dict[str, list]) -> None:
    """Into the empty folder ``root``; refused where a file is not the one that was packed, or one is missing."""
    left = dict(wanted)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tarfile.open(fileobj=stream, mode="r|") as tar:
        for entry in tar:
            entry.mode = 0o600
            tar.extract(entry, root, set_attrs=False, filter="data")
            path = root / entry.name
            path.chmod(0o600)
            if left.pop(entry.name, None) != [path.stat().st_size, _hash(path)]:
                raise CannotKeep(f"The file {entry.name} is not the one that was packed.")
    for folder in (path for path in root.rglob("*") if path.is_dir()):
        folder.chmod(0o700)
    if left:
        raise CannotKeep(f"{len(left)} files are missing from the backup, such as {min(left)}.")


def _hash(path):
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
