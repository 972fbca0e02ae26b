"""Django fields that keep what they hold sealed in the database."""

import json

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from .errors import CannotBeSearched
from .seal import Sealed, is_token, seal, unseal

# With a seal or with nothing on the other side; get_prep_value refuses all else.
LOOKUPS = ("exact", "in", "isnull")


class Opening(DeferredAttribute):
    """Opens what the database gave when it is first looked at. A list that does not show it opens nothing."""

    def __get__(self, instance, cls=None):
        if instance is None:
            return self
        name = self.field.attname
        value = instance.__dict__[name] if name in instance.__dict__ else super().__get__(instance, cls)
        if isinstance(value, Sealed):
            value = instance.__dict__[name] = self.field.from_text(
                unseal(value, self.field.place_in(instance))
            )
        return value

    def __set__(self, instance, value):
        instance.__dict__[self.field.attname] = value


class SealedField(models.Field):
    """``bound_to``: names of columns of the row that never change and are known before it is inserted. Together with
    table and column they are what a value is sealed for: copied to another row, it does not open.

    Nothing is found by what such a column holds: a query may ask whether it is empty, and no more.
    """

    descriptor_class = Opening

    def __init__(self, *args, bound_to=(), **kwargs):
        self.bound_to = tuple(bound_to)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "bound_to": self.bound_to}

    def get_internal_type(self):
        return "TextField"

    def place_in(self, instance):
        row = "#".join(f"{name}={getattr(instance, name)}" for name in self.bound_to)
        return f"{self.model._meta.db_table}.{self.column}#{row}"

    def to_text(self, value):
        return value

    def from_text(self, text):
        return text

    def is_empty(self, value):
        """Nothing is not sealed: that there is nothing may be seen."""
        return value in ("", None)

    def sealed(self, instance):
        """What ``instance`` holds, as it goes into the column."""
        value = instance.__dict__.get(self.attname, "")
        if isinstance(value, Sealed):
            return value
        return "" if self.is_empty(value) else seal(self.to_text(value), self.place_in(instance))

    # Django's side

    def from_db_value(self, value, expression, connection):
        return Sealed(value) if value else self.get_default()

    def to_python(self, value):
        return Sealed(value) if isinstance(value, str) and is_token(value) else value

    def pre_save(self, instance, add):
        return self.sealed(instance)

    def get_prep_value(self, value):
        if isinstance(value, Sealed):
            return value.token
        if value in ("", None) or self.is_empty(value):
            return ""
        raise CannotBeSearched(
            f"{self.model._meta.label}.{self.name} is sealed: it is written by saving its row and never compared."
        )

    def value_from_object(self, obj):
        """For whatever copies rows: the seal is not broken."""
        return self.sealed(obj)

    def value_to_string(self, obj):
        return getattr(self.sealed(obj), "token", "")

    def get_lookup(self, lookup_name):
        return super().get_lookup(lookup_name) if lookup_name in LOOKUPS else None

    def get_transform(self, lookup_name):
        return None


class SealedTextField(SealedField):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"blank": True, "default": "", **kwargs})


class SealedJSONField(SealedField):
    """Holds what JSON can. The default is made anew for each row."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"blank": True, "default": dict, **kwargs})

    def to_text(self, value):
        return json.dumps(value)

    def from_text(self, text):
        return json.loads(text)

    def is_empty(self, value):
        return not value
