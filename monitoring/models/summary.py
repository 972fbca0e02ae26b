"""The figures of the whole service, kept as sums (docs/decisions/0039).

Whatever is counted belongs to a bucket of neighbouring keys. A trigger writes down which bucket an act has changed, in
the transaction of the act; the clockwork counts those buckets anew and moves the totals by the difference.
"""

from django.db import models


class Family(models.TextChoices):
    """What a bucket holds, and by what it is numbered."""

    MEN = "men", "Men and their referrals, by the key of the man"
    PARTNERS = "partners", "Partners, by the key of her file"
    SESSIONS = "sessions", "Sessions, by their key"
    DAYS = "days", "Promises, by the day on which they fall due"


class SummaryPart(models.Model):
    """The sums of one bucket. ``next_at``: when something in it that is dated later comes to count."""

    family = models.CharField(max_length=8, choices=Family.choices)
    bucket = models.BigIntegerField()
    sums = models.JSONField()
    next_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["family", "bucket"], name="one_sum_of_a_bucket"),)
        indexes = (
            models.Index(
                fields=["next_at"], condition=models.Q(next_at__isnull=False), name="sums_that_will_change"
            ),
        )

    def __str__(self):
        return f"{self.family} {self.bucket}"


class SummaryTotal(models.Model):
    """The sums of all buckets of a family. ``definition``: of what was counted; another one makes it worthless."""

    family = models.CharField(max_length=8, choices=Family.choices, primary_key=True)
    sums = models.JSONField(default=dict)
    # What the columns of each sum are called
    columns = models.JSONField(default=dict)
    definition = models.CharField(max_length=64)
    folded_at = models.DateTimeField()

    def __str__(self):
        return self.get_family_display()


class SummaryStale(models.Model):
    """A bucket that has been changed since its sums were made. Only ever added to, so that nobody waits for another."""

    family = models.CharField(max_length=8, choices=Family.choices)
    bucket = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=["family", "bucket"], name="stale_buckets"),)

    def __str__(self):
        return f"{self.family} {self.bucket}"
