"""Rows as they were before and as they are after, so that what lies between can be taken back.

A record is a list of {"row": [model, key], "was": {column: value}, "now": {...}}: only what differs of a row that
changed, the whole row of one that came ("was" is None) or went ("now" is None).
"""

from datetime import date, datetime, time
from decimal import Decimal

from django.apps import apps

from iss.models import PartnerFile
from referrals.models import Man, Referral

from .hanging import kept_ties

# Columns that triggers keep: what is taken back elsewhere takes them back
FOLLOWS = {("referrals.Referral", "owes")}


def photograph(*, referrals, men):
    """{(model, key): {column: value}} of these referrals and men and of all that hangs on them, locked."""
    files = list(PartnerFile.objects.filter(referral__in=referrals).values_list("pk", flat=True))
    of = {Referral: referrals, Man: men, PartnerFile: files}
    rows = {}
    for target, ties in kept_ties().items():
        rows |= _rows(target._base_manager.filter(pk__in=of[target]))
        for tie in ties:
            rows |= _rows(tie.rows(of[target]))
    return rows


def _rows(queryset):
    label = queryset.model._meta.label
    fields = queryset.model._meta.concrete_fields
    columns = [field.attname for field in fields if (label, field.attname) not in FOLLOWS]
    key = queryset.model._meta.pk.attname
    return {
        (label, row[key]): row
        for row in queryset.select_for_update(of=("self",)).order_by("pk").values(*columns)
    }


def changes(before, after):
    """What has to be known to go from ``after`` back to ``before``."""
    found = []
    for row in [*before, *(row for row in after if row not in before)]:
        was, now = before.get(row), after.get(row)
        if was == now:
            continue
        if was is not None and now is not None:
            differing = [column for column in was if was[column] != now[column]]
            was, now = ({column: each[column] for column in differing} for each in (was, now))
        found.append({"row": list(row), "was": _written(was), "now": _written(now)})
    return found


def _written(values):
    return values and {column: _as_json(value) for column, value in values.items()}


def _as_json(value):
    """Exact to the microsecond, which JSON's usual writer is not."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def read(model, values):
    """{column: value} as the database has it, from what was written."""
    columns = {field.attname: field for field in model._meta.concrete_fields}
    return {
        column: value if value is None else _read(columns[column], value)
        for column, value in values.items()
        if column in columns
    }


def _read(field, value):
    return field.target_field.to_python(value) if field.is_relation else field.to_python(value)


def still(values):
    """Conditions that columns hold these values. Nothing is looked for by name: in a JSON column None is a value."""
    return {
        f"{column}__isnull" if value is None else column: True if value is None else value
        for column, value in values.items()
    }


def model_of(change):
    return apps.get_model(change["row"][0])
