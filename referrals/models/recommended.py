"""What children's services answer to a recommendation for her."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from referrals.recommending import Recommended

from .records import Decision


class OfDecisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(decision__in=Decision.objects.visible_to(user))


class RecommendationAnswer(models.Model):
    """Done on a day, or not and why. One for each thing that went through children's services."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="answers")
    kind = models.CharField(max_length=5, choices=Recommended.choices)
    done_date = models.DateField(null=True, blank=True)
    not_done_because = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = OfDecisionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["decision", "kind"], name="one_answer_to_a_recommendation"),
            models.CheckConstraint(
                condition=Q(done_date__isnull=False) | ~Q(not_done_because=""),
                name="answer_is_done_or_says_why_not",
            ),
        )

    def __str__(self):
        return f"{self.get_kind_display()}: {'done' if self.done_date else 'not done'}"
