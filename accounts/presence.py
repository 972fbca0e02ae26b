"""What there is beside a row, asked with the row itself: most parts of most files are empty, and are then not asked for.

That there is something says nothing of who may see it: what there is, is read through its own ``visible_to``.
"""

from django.contrib.postgres.fields import ArrayField
from django.db.models import TextField
from django.db.models.expressions import RawSQL

_NAMED = "case when exists (select 1 from {place}) then '{name}' end"


def of(base, model, besides=""):
    """A place: the rows of ``model`` that belong to a row of ``base``; ``besides``: a further condition, in SQL."""
    column = next(field.column for field in model._meta.concrete_fields if field.related_model is base)
    return f"{model._meta.db_table} where {column} = {base._meta.db_table}.id{besides and f' and {besides}'}"


def presence(places, known=()):
    """An annotation: the names of those of ``places`` where there is anything. By hand: one question for all of them.
    ``known``: calls of functions of the database that know names of further places."""
    names = ", ".join(_NAMED.format(place=place, name=name) for name, place in places.items())
    found = " || ".join([f"array_remove(array[{names}], null)", *known])
    return RawSQL(found, (), output_field=ArrayField(TextField()))  # noqa: S611  nothing in it was typed


def there(row, place):
    """Whether it is worth asking. Of a row that was read without its presence, always."""
    return not hasattr(row, "presence") or place in row.presence
