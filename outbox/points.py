"""Named places at which a process can be made to die or to stand still, so that the fault matrix reaches each of them."""

import os
import signal
from collections import Counter

from django.conf import settings

SWEEP_POINTS = ("breach_claimed", "breach_told", "breach_kept")
POINTS = ("before_claim", "claimed", "begun", "before_send", "sent", "marked", "kept")
_SIGNALS = {"kill": signal.SIGKILL, "stop": signal.SIGSTOP}
_passed: Counter = Counter()


def reach(point):
    """Die or stop here where ``DVPP_FAIL_AT`` says so (``sent:kill:3``: the third time). Never in production."""
    if not settings.FAIL_AT:
        return
    name, how, times = settings.FAIL_AT.split(":")
    if name == point:
        _passed[point] += 1
        if _passed[point] == int(times):
            os.kill(os.getpid(), _SIGNALS[how])
