"""Where the local stack keeps what it owns: data, sockets, secrets.

Everything below the data folder is private to its owner; nothing above it is ever touched.
"""

import hashlib
import os
import pwd
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
# sun_path holds 108 bytes with the closing zero, on macOS 104; the longest name in the folder is PostgreSQL's lock.
SOCKET_PATH_MAX = 103
LONGEST_SOCKET_NAME = ".s.PGSQL.5432.lock"


class StackError(Exception):
    """Something the person at the keyboard has to know; the message is a whole sentence."""


def is_root():
    return os.geteuid() == 0


def server_owner():
    """The user and group the servers run as: never root, since PostgreSQL refuses it."""
    if not is_root():
        return os.geteuid(), os.getegid()
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


@dataclass(frozen=True)
class Folders:
    root: Path

    @classmethod
    def from_environment(cls):
        return cls(Path(os.path.abspath(os.environ.get("DVPP_DATA") or PROJECT / ".data")))

    @property
    def postgres(self):
        return self.root / "postgres"

    @property
    def redis(self):
        return self.root / "redis"

    @property
    def logs(self):
        return self.root / "logs"

    @property
    def secrets(self):
        return self.root / "secrets"

    @property
    def files(self):
        return self.root / "files"

    @property
    def mail(self):
        return self.root / "mail"

    @property
    def texts(self):
        return self.root / "texts"

    @property
    def sockets(self):
        """The folder of the sockets: in the data folder where their path fits, else in a short private one."""
        inside = self.root / "sockets"
        if len(os.fsencode(inside / LONGEST_SOCKET_NAME)) <= SOCKET_PATH_MAX:
            return inside
        return self._short_parent() / "sockets"

    def _short_parent(self):
        name = hashlib.sha256(os.fsencode(self.root)).hexdigest()[:12]
        runtime = os.environ.get("XDG_RUNTIME_DIR", "")
        if runtime and not is_root() and len(os.fsencode(runtime)) < 40 and _is_private(Path(runtime)):
            return Path(runtime) / f"dvpp-{name}"
        return Path("/tmp") / f"dvpp-{os.geteuid()}-{name}"  # noqa: S108 - made 0711/0700 and checked to be ours

    def prepare(self):
        """Make what is missing. A folder that exists keeps its permissions."""
        # Root's servers run as somebody else, who has to pass through on the way to their own folders.
        passage = 0o711 if is_root() else 0o700
        if not self.root.exists():
            self.root.parent.mkdir(parents=True, exist_ok=True)
            _make(self.root, passage)
        owner = server_owner()
        for folder in (self.logs, self.secrets, self.files, self.mail, self.texts):
            _make(folder, 0o700)
        for folder in (self.postgres, self.redis):
            _make(folder, 0o700, owner)
            _refuse_strangers(folder, {owner[0]})
        if self.sockets.parent != self.root:
            _make(self.sockets.parent, passage)
            _refuse_strangers(self.sockets.parent, {os.geteuid()})
        _make(self.sockets, 0o700, owner)
        _refuse_strangers(self.sockets, {owner[0]})

    def secret(self, name, size=36):
        """A random secret of ``size`` bytes kept between runs, readable by its owner only."""
        path = self.secrets / name
        if not path.exists():
            if not self.root.exists():
                self.prepare()
            _make(self.secrets, 0o700)
            write_private(path, secrets.token_urlsafe(size))
        return path.read_text().strip()


def write_private(path, text):
    """Write a file of mode 0600 that appears whole or not at all; whoever comes first wins."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text + "\n")
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def passable_by_others(path):
    """Whether a user without rights of their own gets through every folder above ``path``."""
    return all(parent.stat().st_mode & stat.S_IXOTH for parent in path.parents)


def _make(folder, mode, owner=None):
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        return
    os.chmod(folder, mode)
    if owner and owner != (os.geteuid(), os.getegid()):
        os.chown(folder, *owner)


def _is_private(folder):
    try:
        status = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid() and not status.st_mode & 0o077


def _refuse_strangers(folder, owners):
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid not in owners or status.st_mode & 0o022:
        raise StackError(f"{folder} belongs to somebody else or is open to others; choose another DVPP_DATA.")
