"""Whether anything waits, of many kinds of rows, in one question to the database: written once, asked at every pass."""

from datetime import UTC, date, datetime
from functools import cache

from django.db import connection
from django.utils.timezone import localtime

THEN = datetime(2020, 1, 1, tzinfo=UTC)


def waits(kinds, *, at):
    """``kinds``: functions of a moment that give a queryset. Whether each has rows at ``at``, in the same order.

    Django writes each once in the life of the process; after that only the moments change. One that is cut to its first
    row is asked for that row, in its order.
    """
    if not kinds:
        return []
    question, values = written(tuple(kinds))
    with connection.cursor() as cursor:
        cursor.execute(question, [moved(value, at) for value in values])
        return list(cursor.fetchone())


def first_by(column, rows):
    """``rows``, a kind, cut to the first by ``column``, which has an index that holds little else.

    As ``exists`` the database would drop the order. Of promises it then thinks that many are due, since so many were
    once, and reads all there are to meet the first soon: there is none.
    """

    def first(at):
        return rows(at).order_by(column).values(column)[:1]

    return first


@cache
def written(kinds, at=THEN):
    """The question and its values."""
    parts, values = [], []
    for rows in kinds:
        query = rows(at).query
        part, its_values = (query if query.is_sliced else query.exists()).sql_with_params()
        parts.append(f"({part}) is not null" if query.is_sliced else f"exists ({part})")
        values.extend(its_values)
    return f"select {', '.join(parts)}", values


def moved(value, at):
    """A moment or a day that was written as at ``THEN``, as at ``at``."""
    if isinstance(value, datetime):
        return at + (value - THEN)
    if isinstance(value, date):
        return localtime(at).date() + (value - localtime(THEN).date())
    return value
