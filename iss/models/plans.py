"""Her safety plan: every version stays. Whether any paper of it is safe for her is a dated answer of its own."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from iss.plan import Part, parts_of

from .files import OfFileQuerySet, PartnerFile


class SafetyPlan(models.Model):
    """``parts``: {name of a Part: her words}."""

    file = models.ForeignKey(PartnerFile, on_delete=models.CASCADE, related_name="safety_plans")
    version = models.PositiveSmallIntegerField()
    made_date = models.DateField(null=True, blank=True)
    parts = models.JSONField(default=dict)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = OfFileQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["file", "version"], name="one_plan_of_a_version"),)

    def __str__(self):
        return f"Safety plan {self.version} of {self.file}"

    @property
    def filled(self):
        """(heading, words) of every part that says something, in order."""
        return [(part.heading, self.parts[part.name]) for part in parts_of(self.parts)]


class PlanOnPaper(models.Model):
    """Whether she wants the plan on paper, and in which words. The latest row holds; without one nothing is printed."""

    file = models.ForeignKey(PartnerFile, on_delete=models.CASCADE, related_name="plan_papers")
    wanted = models.BooleanField()
    because = models.TextField(blank=True)
    heading = models.CharField(max_length=60, blank=True)
    parts = models.JSONField(default=list)
    asked_date = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = OfFileQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(wanted=False) | Q(because=""), name="reason_where_no_paper"),
        )

    def __str__(self):
        return "The plan on paper" if self.wanted else "No paper"

    def on_the_sheet(self, plan):
        """(heading, words) of the parts of ``plan`` that she wants on it."""
        return [
            (Part.named(name).plain_heading, plan.parts[name]) for name in self.parts if plan.parts.get(name)
        ]
