"""What can go wrong with one row, and what each kind of failure means for it and for the others."""

import logging

from django.db import DataError, IntegrityError

from accounts.refusal import Refused

logger = logging.getLogger(__name__)

# What a row that nobody foresaw raises. A fault of the machine or the server is none of these: it stops the work, and
# the next pass goes on.
BAD_ROW = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, IntegrityError, DataError)


class Failed(Exception):
    """Not known to have been taken, and worth another try. ``word`` goes into the record: no message, no address."""

    def __init__(self, word):
        self.word = word
        super().__init__(word)


class Declined(Failed):
    """The provider said no to this row and will say it again: it is tried a few times only."""


class Away(Failed):
    """Nothing reached the provider at all: it counts against no row, and the others need not try either."""


def alone(act, *args, failed, **kwargs):
    """What ``act`` gives. One that cannot be worked on never stops the rest: False, ``failed`` is said in the log, and
    it is tried at every pass. What is refused was done by somebody else in the same moment.
    """
    try:
        return act(*args, **kwargs)
    except Refused:
        return False
    except BAD_ROW:
        logger.exception(failed)
        return False
