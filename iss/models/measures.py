"""What she said when she was asked, and what of it her service lets be shown at the joint table."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from accounts.models import User
from outcomes.models import Measure
from sealing import SealedJSONField

from .files import OfFileQuerySet, PartnerFile


class HerMeasureQuerySet(OfFileQuerySet):
    def taken(self):
        """Those that were taken with her, the earliest first."""
        return self.filter(asked_date__isnull=False).order_by("asked_date", "pk")


class HerMeasure(Measure):
    """``answers`` lies sealed. ``callouts`` is W7 beside it as a plain number (5 stands for five or more), so that
    call-outs can be counted without opening anything."""

    file = models.ForeignKey(PartnerFile, on_delete=models.CASCADE, related_name="measures")
    row = models.UUIDField(default=uuid4, editable=False)
    answers = SealedJSONField(bound_to=("file_id", "row"))
    callouts = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = HerMeasureQuerySet.as_manager()

    class Meta(Measure.Meta):
        constraints = (
            *Measure.Meta.constraints,
            models.UniqueConstraint(
                fields=["file", "stage"],
                condition=Q(asked_date__isnull=False),
                name="her_measure_taken_once_a_stage",
            ),
        )


class ShownAtTable(models.Model):
    """What her worker lets be shown at the joint table of what she said up to ``measure``: kinds of indicator, never
    an answer. It lapses with her next measure, which nobody has decided about yet."""

    file = models.ForeignKey(PartnerFile, on_delete=models.CASCADE, related_name="shown_at_table")
    measure = models.ForeignKey(HerMeasure, on_delete=models.CASCADE, related_name="+")
    indicators = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = OfFileQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["file"], condition=Q(ended_at=None), name="one_showing_at_the_table"
            ),
        )

    def __str__(self):
        return f"Shown at the table of {self.file}"
