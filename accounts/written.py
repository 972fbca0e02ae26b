"""Questions that every page asks: Django writes their SQL once, and from then on only what is asked for changes.

To write a question costs Django more than PostgreSQL takes to answer it (docs/performance.md). What a question is
stays said in one place, by querysets and ``visible_to``; this keeps what Django made of it.
"""

from datetime import datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, BooleanField, F, Func, Value

from .database import database


class Written:
    """A question of one shape. ``ask`` is called with the values by name and gives a queryset of ``values_list``.

    Values are whole numbers, texts, moments, or lists of numbers (see ``one_of``), and each stands in the question as it
    is given: what is worked out of one is a value of its own. How the question is put follows from nothing else.
    """

    def __init__(self, ask):
        self._ask, self._kept = ask, None

    def rows(self, **values):
        """The rows that PostgreSQL gives, as tuples of what is stored: no model has looked at them."""
        if self._kept is None:
            self._kept = self._write(values)
        sql, asked = self._kept
        with database().cursor() as cursor:
            cursor.execute(sql, [values[name] if name else same for name, same in asked])
            return cursor.fetchall()

    def _write(self, values):
        """(SQL, [(name of a value, "") or ("", what is always asked)]): told apart by asking with other values too."""
        others = {name: _another(value, place) for place, (name, value) in enumerate(values.items())}
        sql, asked = self._ask(**values).query.sql_with_params()
        again, asked_again = self._ask(**others).query.sql_with_params()
        if sql != again:
            raise ValueError("How this question is put follows from what is asked")
        return sql, [
            ("", one) if one == other else (_named(other, others), "")
            for one, other in zip(asked, asked_again, strict=True)
        ]


def one_of(field, numbers):
    """A condition as ``field__in``, and the same SQL for however many there are. ``numbers``: a list, or an array that is
    asked for, once and before the rows."""
    if isinstance(numbers, list):
        numbers = Value(numbers, output_field=ArrayField(BigIntegerField()))
    return Func(
        F(field), numbers, template="%(expressions)s)", arg_joiner=" = any(", output_field=BooleanField()
    )


def _named(value, others):
    return next(name for name, other in others.items() if other == value)


def _another(value, place):
    """One that is asked nowhere else in the question."""
    if isinstance(value, datetime):
        return value + timedelta(days=40_000 + place)
    if isinstance(value, list):
        return [7_000_000_000 + place]
    return value + 7_000_000_000 + place if isinstance(value, int) else f"{value} {place}"
