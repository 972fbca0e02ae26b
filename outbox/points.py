"""Named places at which a process can be made to die or to stand still, so that the fault matrix reaches each of them."""

import os
import signal
from collections import Counter

from django.conf import settings

SWEEP_POINTS = ("breach_claimed", "breach_told", "breach_kept")
POINTS = ("before_claim", "claimed", "begun", "before_send", "sent", "marked", "kept")
_SIGNALS = {"kill": signal.SIGKILL, "stop": signal.SIGSTOP}
_passed: Counter = Counter()


def reach(point, times=1):
    """Die or stop here where ``DVPP_FAIL_AT`` says so (``sent:kill:3``: the third time). Never in production.

    ``times``: for so many rows at once.
    """
    if not settings.FAIL_AT:
        return
    name, how, number = settings.FAIL_AT.split(":")
    if name == point:
        before = _passed[point]
        _passed[point] += times
        if before < int(number) <= _passed[point]:
            os.kill(os.getpid(), _SIGNALS[how])
