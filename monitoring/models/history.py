"""What was loaded from cohort files."""

from django.db import models

from accounts.models import User


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
