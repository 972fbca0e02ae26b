"""Whether anything waits, of many kinds of rows, in one question to the database: written once, asked at every pass."""

from datetime import UTC, date, datetime
from functools import cache

from django.db import connection
from django.utils.timezone import localtime

THEN = datetime(2020, 1, 1, tzinfo=UTC)


def waits(kinds, *, at):
    """``kinds``: functions of a moment that give a queryset. Whether each has rows at ``at``, in the same order.

    Django writes each once in the life of the process; after that only the moments change.
    """
    if not kinds:
        return []
    question, values = written(tuple(kinds))
    with connection.cursor() as cursor:
        cursor.execute(question, [moved(value, at) for value in values])
        return list(cursor.fetchone())


@cache
def written(kinds):
    """The question and its values, as at ``THEN``."""
    parts, values = [], []
    for rows in kinds:
        part, its_values = rows(THEN).query.exists().sql_with_params()
        parts.append(f"exists ({part})")
        values.extend(its_values)
    return f"select {', '.join(parts)}", values


def moved(value, at):
    """A moment or a day that was written as at ``THEN``, as at ``at``."""
    if isinstance(value, datetime):
        return at + (value - THEN)
    if isinstance(value, date):
        return localtime(at).date() + (value - localtime(THEN).date())
    return value
