"""Questions that every page asks: Django writes their SQL once, and from then on only what is asked for changes.

To write a question costs Django more than PostgreSQL takes to answer it (docs/performance.md). What a question is
stays said in one place, by querysets and ``visible_to``; this keeps what Django made of it.
"""

from datetime import date, datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, BooleanField, F, Func, Value
from django.db.models.query import get_related_populators

from .database import database

NEVER_A_KEY = 7_000_000_000_000


class Written:
    """A question of one shape. ``ask`` is called with the values by name and gives a queryset of ``values_list``.

    Values are whole numbers, texts, moments, days, or lists of numbers (see ``one_of``), and each stands in the question as
    it is given: what is worked out of one is a value of its own. How the question is put follows from nothing else.
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
        sql, asked = self._put(self._ask(**values))
        again, asked_again = self._put(self._ask(**others))
        if sql != again:
            raise ValueError("How this question is put follows from what is asked")
        return sql, [
            ("", one) if one == other else (_named(other, others), "")
            for one, other in zip(asked, asked_again, strict=True)
        ]

    def _put(self, queryset):
        """(SQL, what is asked) of a queryset."""
        return queryset.query.sql_with_params()


class WrittenModels(Written):
    """As ``Written``, of a queryset of models: each row becomes what Django would have made of it, with what is selected
    with it and its annotations. Nothing is prefetched."""

    def rows(self, **values):
        found = super().rows(**values)
        return [self._made(list(row)) for row in found]

    def first(self, **values):
        """Of a question that is asked for one row: that, or None."""
        return next(iter(self.rows(**values)), None)

    def _put(self, queryset):
        database_asked = database()
        compiler = queryset.query.get_compiler(connection=database_asked)
        put = compiler.as_sql()
        self._keep(compiler, database_asked.alias)
        return put

    def _keep(self, compiler, alias):
        """What ``django.db.models.query.ModelIterable`` works out of a question each time that it is asked."""
        fields = compiler.klass_info["select_fields"]
        self._columns = slice(fields[0], fields[-1] + 1)
        self._names = [column[0].target.attname for column in compiler.select[self._columns]]
        self._model, self._alias = compiler.klass_info["model"], alias
        self._beside = get_related_populators(compiler.klass_info, compiler.select, alias)
        self._annotations = list(compiler.annotation_col_map.items())
        self._converters = compiler.get_converters([column[0] for column in compiler.select])

    def _made(self, row):
        for place, (converters, expression) in self._converters.items():
            for convert in converters:
                row[place] = convert(row[place], expression, database())
        made = self._model.from_db(self._alias, self._names, row[self._columns])
        for beside in self._beside:
            beside.populate(row, made)
        for name, place in self._annotations:
            setattr(made, name, row[place])
        return made


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
    """What stands for the value at ``place``. It does not follow from the value: two of them could come to the same, and
    one would be asked for in the place of the other. What is not there stays away."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return datetime(7000, 1, 1, tzinfo=value.tzinfo) + timedelta(days=place)
    if isinstance(value, date):
        return date(7000, 1, 1) + timedelta(days=place)
    if isinstance(value, list):
        return [NEVER_A_KEY + place]
    return NEVER_A_KEY + place if isinstance(value, int) else str(NEVER_A_KEY + place)
