from contextlib import contextmanager

from django.db import connection


@contextmanager
def held(lock):
    """Whether ``lock`` is ours until the end of the block. A process that dies lets go of it with its connection."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [lock])
        ours = cursor.fetchone()[0]
        try:
            yield ours
        finally:
            if ours and connection.is_usable():
                cursor.execute("select pg_advisory_unlock(%s)", [lock])
