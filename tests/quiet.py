"""What is measured in seconds is measured with nothing beside it: the other workers' tests wait at a gate.

Two locks on files that all workers of a run share. Every test holds the floor together with others; who measures
holds it alone. Nobody overtakes at the door, so that whoever waits to measure gets the floor.
"""

import fcntl
from contextlib import contextmanager


class Floor:
    def __init__(self, folder):
        self._door, self._floor = (open(folder / name, "a") for name in ("door.lock", "floor.lock"))  # noqa: SIM115

    def enter(self):
        with _held(self._door, fcntl.LOCK_EX):
            fcntl.flock(self._floor, fcntl.LOCK_SH)

    def leave(self):
        fcntl.flock(self._floor, fcntl.LOCK_UN)

    @contextmanager
    def alone(self):
        """Wait until every other test of the run is between two tests, and keep them there. Call from inside one."""
        self.leave()
        with _held(self._door, fcntl.LOCK_EX):
            fcntl.flock(self._floor, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.flock(self._floor, fcntl.LOCK_SH)

    def close(self):
        self._door.close()
        self._floor.close()


@contextmanager
def _held(file, how):
    fcntl.flock(file, how)
    try:
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)
