"""What a row that nobody foresaw raises; a fault of the machine or the server stops the work, and the next pass goes on."""

import logging

from django.db import DataError, IntegrityError

logger = logging.getLogger(__name__)

BAD_ROW = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, IntegrityError, DataError)


def alone(act, *args, failed, **kwargs):
    """What ``act`` gives. One that cannot be worked on never stops the rest: False, ``failed`` is said in the log, and
    it is tried at every pass.
    """
    try:
        return act(*args, **kwargs)
    except BAD_ROW:
        logger.exception(failed)
        return False
