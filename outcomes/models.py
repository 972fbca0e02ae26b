"""Versions of the instruments, and a measure that each side stores for itself: taken, or why not."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.roles import Permission

from .instruments import TITLES, Instrument, Item
from .stages import PROMISES, Mode, Stage, WhyNot

__all__ = ["PROMISES", "InstrumentVersion", "Measure", "Mode", "Stage", "WhyNot", "standing"]


class Code(models.TextChoices):
    HERS = "W", TITLES["W"]
    HIS = "M", TITLES["M"]
    FACILITATOR = "F", TITLES["F"]
    SOCIAL_WORKER = "SW", TITLES["SW"]


class InstrumentVersionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.may(Permission.MANAGE_INSTRUMENTS) else self.none()

    def in_force(self, code, day):
        """The version that is asked on ``day``."""
        return self.get(Q(valid_to=None) | Q(valid_to__gte=day), code=code, valid_from__lte=day)


class InstrumentVersion(models.Model):
    """An instrument from ``valid_from`` to ``valid_to``, both included. Published once and never edited."""

    code = models.CharField(max_length=2, choices=Code.choices)
    number = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    items = models.JSONField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    objects = InstrumentVersionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["code", "number"], name="one_version_of_a_number"),
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_version_from_a_day"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(valid_to=None), name="one_version_without_an_end"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="an_instrument_ends_after_it_begins",
            ),
        )
        triggers = (
            pgtrigger.Protect(
                name="published_is_never_edited",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("code", "number", "valid_from", "items", "published_at"),
            ),
        )

    def __str__(self):
        return f"{self.get_code_display()}, version {self.number}"

    @property
    def instrument(self):
        return Instrument(self.code, tuple(Item.from_row(row) for row in self.items))

    def at(self, stage):
        return self.instrument.at(stage)


class Measure(models.Model):
    """A stage has one row that was taken, and as many reasons as there were days on which it was not.

    ``window_opens``, ``window_closes``: when it belonged as it stood on the day of recording; unknown for old rows.
    """

    stage = models.CharField(max_length=10, choices=Stage.choices)
    asked_date = models.DateField(null=True, blank=True)
    why_not = models.CharField(max_length=12, choices=WhyNot.choices, blank=True)
    note = models.TextField(blank=True)
    version = models.ForeignKey(
        InstrumentVersion, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    mode = models.CharField(max_length=10, choices=Mode.choices, blank=True)
    interpreter = models.BooleanField(default=False)
    asked_by = models.CharField(max_length=120, blank=True)
    window_opens = models.DateField(null=True, blank=True)
    window_closes = models.DateField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                condition=Q(asked_date__isnull=False, why_not="") | (Q(asked_date=None) & ~Q(why_not="")),
                name="%(app_label)s_%(class)s_asked_or_why_not",
            ),
        )

    def __str__(self):
        return f"{self.get_stage_display()} measure"

    @property
    def taken(self):
        return self.asked_date is not None

    @property
    def outside_window(self):
        """Taken on a day on which it did not belong; None where that cannot be said."""
        if not self.asked_date or not self.window_opens or not self.window_closes:
            return None
        return not self.window_opens <= self.asked_date <= self.window_closes


def standing(measures):
    """{stage: measure} that counts: the one that was taken, or else the latest reason why it was not."""
    found = {}
    for measure in sorted(measures, key=lambda measure: (measure.taken, measure.at, measure.pk)):
        found[measure.stage] = measure
    return found
