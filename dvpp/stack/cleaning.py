"""Remove the data of the embedded servers: what we made below the data folder, and nothing else."""

import fcntl
import shutil
from contextlib import suppress

from .folders import StackError

OURS = ("postgres", "redis", "logs", "secrets", "files", "mail", "texts", "sockets")
OUR_FILES = ("users.lock", "servers.lock", "beat-schedule*", "demo-clock.json*")


def remove(folders):
    """Remove what the stack keeps. Refused while it is in use; a folder that is not ours is left alone."""
    users = folders.root / "users.lock"
    if not users.exists():
        return
    with open(users, "ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StackError(f"{folders.root} is in use. Stop what runs on it first.") from error
        shutil.rmtree(folders.sockets, ignore_errors=True)
        for name in OURS:
            shutil.rmtree(folders.root / name, ignore_errors=True)
        for pattern in OUR_FILES:
            for path in folders.root.glob(pattern):
                path.unlink()
    with suppress(OSError):
        folders.root.rmdir()
