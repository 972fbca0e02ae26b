"""Asking him his questions in private, and what the facilitators say of him. What he answered is a HisMeasure."""

import uuid

from django.db import models
from django.db.models import Q

from accounts.models import User
from outcomes.models import InstrumentVersion, Mode, Stage

from .records import OfReferralQuerySet
from .referral import Referral


class QuestionsQuerySet(OfReferralQuerySet):
    def unfinished(self):
        return self.filter(finished_at=None, withdrawn_at=None)


class Questions(models.Model):
    """The questions of a stage put to him once: on a screen that was handed to him, or by a link.

    ``key`` makes the address, which is kept nowhere; ``address_hash`` finds it again. ``browser_hash``: the one browser
    that has begun; no other can go on. ``so_far`` is shown to nobody else, and is emptied when he has finished.
    """

    WAYS = ((Mode.HANDED_SCREEN.value, "On this screen"), (Mode.OWN_DEVICE.value, "By a link"))

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="questions")
    stage = models.CharField(max_length=10, choices=Stage.choices)
    version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, choices=WAYS)
    interpreter = models.BooleanField(default=False)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    address_hash = models.CharField(max_length=64, unique=True)
    browser_hash = models.CharField(max_length=64, blank=True)
    so_far = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = QuestionsQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["referral", "stage"],
                condition=Q(finished_at=None, withdrawn_at=None),
                name="asked_in_one_place_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None, withdrawn_at=None) | Q(so_far={}),
                name="nothing_half_answered_is_kept",
            ),
        )

    def __str__(self):
        return f"{self.get_stage_display()} questions, {self.referral}"

    def open_at(self, at):
        return self.finished_at is None and self.withdrawn_at is None and at < self.expires_at


class Rating(models.Model):
    """What a facilitator says of how he takes part: four items, at midway and at the end. The latest one stands."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="ratings")
    stage = models.CharField(max_length=10, choices=Stage.choices)
    version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = OfReferralQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(stage__in=("midway", "end")), name="rated_midway_and_at_the_end"
            ),
        )

    def __str__(self):
        return f"{self.get_stage_display()} ratings, {self.referral}"
