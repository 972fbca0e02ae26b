"""What she is told of how he comes along: only if she wants it, and only what her worker has released."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import User

from .contact import Channel
from .files import OfFileQuerySet, PartnerFile


class UpdateWish(models.Model):
    """Whether she wants to be told. The latest row holds; no row means that she has not been asked."""

    file = models.ForeignKey(PartnerFile, on_delete=models.CASCADE, related_name="update_wishes")
    wanted = models.BooleanField()
    asked_date = models.DateField()
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = OfFileQuerySet.as_manager()

    def __str__(self):
        return f"{self.file}: updates {'wanted' if self.wanted else 'not wanted'}"


class ProgressUpdate(models.Model):
    """Words for her. ``drafted``: what the system wrote; ``text``: what her worker released."""

    file = models.ForeignKey(PartnerFile, on_delete=models.CASCADE, related_name="progress_updates")
    since_at = models.DateTimeField(null=True, blank=True)
    until_at = models.DateTimeField()
    drafted = models.TextField()
    text = models.TextField()
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    channel = models.CharField(max_length=10, choices=Channel.choices, blank=True)
    told_note = models.TextField(blank=True)

    objects = OfFileQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(told_at=None, channel="") | (Q(told_at__isnull=False) & ~Q(channel="")),
                name="told_by_a_channel",
            ),
        )

    def __str__(self):
        return f"Progress update of {self.file}, {self.released_at:%Y-%m-%d}"

    def get_absolute_url(self):
        return reverse("progress_update", args=[self.file_id, self.pk])
