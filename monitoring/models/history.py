"""Training of social workers, and what was loaded from cohort files."""

from django.db import models

from accounts.models import Area, User
from accounts.roles import Permission


class TrainingQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.may(Permission.SEE_FIGURES) else self.none()


class Training(models.Model):
    """One training held for social workers."""

    class Kind(models.TextChoices):
        ASSESSMENT_AND_REFERRAL = "assessment_and_referral", "Assessment and referral"
        MOTIVATING = "motivating", "Motivating men to take part"

    held_date = models.DateField(null=True, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    kind = models.CharField(max_length=30, choices=Kind.choices, blank=True)
    social_workers = models.PositiveIntegerField(null=True, blank=True)

    objects = TrainingQuerySet.as_manager()

    def __str__(self):
        return f"{self.get_kind_display() or 'Training'}, {self.held_date or 'day not recorded'}"


class CohortLoad(models.Model):
    """One run of import_cohort that loaded something."""

    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    def __str__(self):
        return f"Cohort loaded on {self.at:%d %B %Y}"


class LoadedRow(models.Model):
    """A row that was loaded, known again by its reference and by a digest of its content.

    The digest, not the present state of the case, says whether a file still holds what was loaded: the case goes on.
    """

    load = models.ForeignKey(CohortLoad, on_delete=models.PROTECT, related_name="rows")
    file = models.CharField(max_length=20)
    key = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["file", "key"], name="a_row_is_loaded_once"),)

    def __str__(self):
        return f"{self.file}: {self.key}"
