"""The trail: what was done and what was seen, by whom. Rows are only ever added.

There are no foreign keys, so that the trail outlives and never locks what it speaks of, and details hold codes and
references, never a name, an address or a finding.
"""

import pgtrigger
from django.db import models

from accounts.roles import Permission


class EntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.may(Permission.SEE_TRAIL) else self.none()

    def about(self, thing):
        return self.filter(about_model=thing._meta.concrete_model._meta.label_lower, about_id=thing.pk)


class Entry(models.Model):
    at = models.DateTimeField()
    act = models.CharField(max_length=60)
    actor_id = models.BigIntegerField(null=True, blank=True)
    actor_role = models.CharField(max_length=20, blank=True)
    about_model = models.CharField(max_length=60)
    about_id = models.BigIntegerField()
    reference = models.CharField(max_length=40, blank=True)
    details = models.JSONField(default=dict)
    # A keyed hash of all the rest (audit/chain.py); empty in what was written before there was one
    mark = models.CharField(max_length=48, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        # Each question of the data-protection officer in the order of the page, however long the trail
        indexes = (
            models.Index(fields=["about_model", "about_id", "at"], name="trail_about"),
            models.Index(fields=["at", "id"], name="trail_latest"),
            models.Index(fields=["actor_id", "at", "id"], name="trail_of_person"),
            models.Index(fields=["reference", "at", "id"], name="trail_of_case"),
            models.Index(fields=["act", "at", "id"], name="trail_of_act"),
        )
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.act} {self.reference}"


class SealQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.may(Permission.SEE_TRAIL) else self.none()


class Seal(models.Model):
    """A run of entries and the seal before it, under one keyed hash. ``ranges``: their ids, as 1-4,6,8-9."""

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField(db_index=True)
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField(db_index=True)
    ranges = models.TextField()
    entries = models.PositiveIntegerField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = SealQuerySet.as_manager()

    class Meta:
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self):
        return f"{self.number}:{self.hash}"


class Head(models.Model):
    """The last seal of a day, to be kept elsewhere (``audit/heads.py``). ``entries``: all that are sealed by then."""

    day = models.DateField(unique=True)
    number = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)
    entries = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    objects = SealQuerySet.as_manager()

    class Meta:
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self):
        return f"{self.day.isoformat()} {self.number}:{self.hash}"
