"""What My Time recommended for her after a joint discussion: a DASH, a MARAC referral. Answered by her worker."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from referrals.models import Decision
from referrals.recommending import Recommended

from .files import OfFileQuerySet, PartnerFile


class HerRecommendation(models.Model):
    """One thing recommended. How it was answered stays here; his side learns only that it was."""

    file = models.ForeignKey(PartnerFile, on_delete=models.CASCADE, related_name="recommendations")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=5, choices=Recommended.choices)
    at = models.DateTimeField()
    done_date = models.DateField(null=True, blank=True)
    not_done_because = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    objects = OfFileQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["file", "decision", "kind"], name="recommended_once_for_her"),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(done_date__isnull=False) | ~Q(not_done_because=""),
                name="recommendation_done_or_says_why_not",
            ),
        )

    def __str__(self):
        return f"{self.get_kind_display()} for {self.file}"
