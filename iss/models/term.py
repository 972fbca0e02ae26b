"""Twelve months of support: looked at together at every milestone, and how it ended."""

from django.db import models

from accounts.models import User

from .files import OfFileQuerySet, PartnerFile


class SupportReview(models.Model):
    """Her support, looked at with her: what has changed, what she wants next."""

    class Outcome(models.TextChoices):
        GOES_ON = "goes_on", "It goes on"
        CHANGES = "changes", "It goes on, with changes"
        ENDS = "ends", "It comes to an end"

    file = models.ForeignKey(PartnerFile, on_delete=models.CASCADE, related_name="support_reviews")
    held_date = models.DateField()
    with_her = models.BooleanField()
    changed = models.TextField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = OfFileQuerySet.as_manager()

    def __str__(self):
        return f"Review of support of {self.file}, {self.held_date}"


class Ending(models.Model):
    """Her file closed: why, and what she was offered. Kept when it is opened again."""

    class Reason(models.TextChoices):
        HER_WISH = "her_wish", "She does not want it any more"
        DONE = "done", "What she came for is done"
        YEAR_OVER = "year_over", "The twelve months are over"
        NOT_REACHED = "not_reached", "She cannot be reached safely"
        MOVED = "moved", "She has moved away"
        ELSEWHERE = "elsewhere", "Another service supports her"
        DIED = "died", "She has died"
        OTHER = "other", "Another reason"

    class Offered(models.TextChoices):
        COME_BACK = "come_back", "She can come back at any time"
        PLAN = "plan", "Her safety plan was gone through once more"
        SERVICES = "services", "Other services were named or arranged"
        GROUPS = "groups", "Groups and drop-ins stay open to her"
        NUMBERS = "numbers", "Numbers for an emergency, kept where it is safe"

    file = models.ForeignKey(PartnerFile, on_delete=models.CASCADE, related_name="endings")
    reason = models.CharField(max_length=12, choices=Reason.choices)
    because = models.TextField()
    offered = models.JSONField(default=list, blank=True)
    not_offered_because = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    at = models.DateTimeField()

    objects = OfFileQuerySet.as_manager()

    def __str__(self):
        return f"{self.file} closed: {self.get_reason_display().lower()}"

    @property
    def offered_words(self):
        return [self.Offered(value).label for value in self.offered]
