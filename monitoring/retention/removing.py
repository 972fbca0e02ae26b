"""Rows that hang on a file, removed with all that hangs on them; files that were uploaded go when it is certain."""

from functools import partial

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models import Q

from alerts.models import Alert
from monitoring.models import Destruction, Hold
from texts.models import Text

# What says that and why a record was held or destroyed
OUTLIVES = frozenset({Hold, Destruction})
# Their history is forgotten by the owner's own door (dvpp_forget_history)
HISTORY = "Event"


class WouldDangle(Exception):
    """A row that stays points at one that goes: what stays has to be thought over first."""


class Removing:
    """``stays``: models whose rows are kept; ``without``: rooms whose rows are not touched. ``removed``: rows by model."""

    def __init__(self, stays, without=()):
        self.stays, self.without = set(stays), set(without)
        self.removed, self.files = {}, []

    def everything_on(self, model, ids):
        """All rows that hang on the rows ``ids`` of ``model``; these themselves stay."""
        for child, key in keys_to(model):
            hanging = child._base_manager.filter(**{f"{key.name}__in": ids})
            if child in self.stays:
                continue
            if child._meta.app_label in self.without or child in OUTLIVES:
                continue
            self.rows(child, list(hanging.values_list("pk", flat=True)))
        self.told_of(model, ids)

    def rows(self, model, ids):
        """These rows, and what hangs on them first."""
        if not ids:
            return
        for child, key in keys_to(model):
            hanging = child._base_manager.filter(**{f"{key.name}__in": ids})
            if child is model or child in self.stays or child._meta.app_label in self.without:
                self._let_go(child, key, hanging)
            else:
                self.rows(child, list(hanging.values_list("pk", flat=True)))
        self.told_of(model, ids)
        self._note_files(model, ids)
        gone = model._base_manager.filter(pk__in=ids)
        for field in model._meta.many_to_many:
            field.remote_field.through._base_manager.filter(**{f"{field.m2m_field_name()}__in": ids}).delete()
        count = gone._raw_delete(gone.db)
        self.removed[model._meta.label] = self.removed.get(model._meta.label, 0) + count

    def _let_go(self, child, key, hanging):
        if key.null:
            hanging.update(**{key.name: None})
        elif child is not key.related_model and hanging.exists():
            raise WouldDangle(f"{child._meta.label}.{key.name}")

    def told_of(self, model, ids):
        """Alerts and texts about these rows: with them go the notices and the climbs."""
        if isinstance(model._meta.pk, models.CompositePrimaryKey):
            return  # such as keys of a man: nobody is told of one
        about = Q(about_model=model._meta.label_lower, about_id__in=ids)
        alerts = list(Alert.objects.filter(about).values_list("pk", flat=True))
        if alerts:
            self.removed["alerts.Alert"] = self.removed.get("alerts.Alert", 0) + len(alerts)
            Alert.objects.filter(pk__in=alerts).delete()
        texts = Text.objects.filter(about).delete()[0]
        if texts:
            self.removed["texts.Text"] = self.removed.get("texts.Text", 0) + texts

    def _note_files(self, model, ids):
        for field in (field for field in model._meta.fields if isinstance(field, models.FileField)):
            names = model._base_manager.filter(pk__in=ids).exclude(**{field.name: ""})
            self.files += [(field.storage, name) for name in names.values_list(field.name, flat=True)]

    def remove_files(self):
        """When the transaction has ended: a file that is gone comes back by no undoing."""
        for storage, name in self.files:
            transaction.on_commit(partial(storage.delete, name))


def keys_to(model):
    """(model, foreign key) of whatever points at ``model``, history aside."""
    return [
        (child, field)
        for child in apps.get_models()
        if child._meta.app_label in settings.ROOMS and not child.__name__.endswith(HISTORY)
        for field in child._meta.fields
        if field.is_relation and field.related_model is model
    ]
