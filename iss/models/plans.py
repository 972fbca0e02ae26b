"""Her safety plan: every version stays."""

from django.db import models

from accounts.models import User

from .files import OfFileQuerySet, PartnerFile


class SafetyPlan(models.Model):
    file = models.ForeignKey(PartnerFile, on_delete=models.CASCADE, related_name="safety_plans")
    version = models.PositiveSmallIntegerField()
    needs = models.TextField(blank=True)
    plan = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = OfFileQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["file", "version"], name="one_plan_of_a_version"),)

    def __str__(self):
        return f"Safety plan {self.version} of {self.file}"
