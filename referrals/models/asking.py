"""What the referrer is asked for, and what was answered. Nothing about her: that is asked behind the wall."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from referrals.asking import Missing

from .documents import answer_path
from .records import OfReferralQuerySet
from .referral import Referral


class InformationRequestQuerySet(OfReferralQuerySet):
    def open(self):
        return self.filter(answered_at=None, withdrawn_at=None)


class InformationRequest(models.Model):
    """``missing``: codes of Missing; ``words``: what is asked besides. One at a time waits for an answer."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="information_requests")
    missing = models.JSONField(default=list, blank=True)
    words = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    objects = InformationRequestQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["referral"],
                condition=Q(answered_at=None, withdrawn_at=None),
                name="one_request_waits_for_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="answered_by_somebody_at_a_moment",
            ),
        )

    def __str__(self):
        return f"Asked about {self.referral}"

    @property
    def is_open(self):
        return not (self.answered_at or self.withdrawn_at)

    @property
    def asks(self):
        """What is missing, as a list of words."""
        return [Missing(code).label for code in self.missing]


class InformationAnswer(models.Model):
    """What came back. Two people may answer the same request: both answers are kept."""

    request = models.ForeignKey(InformationRequest, on_delete=models.CASCADE, related_name="answers")
    text = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self):
        return f"Answer about {self.request.referral}"


class AnswerDocumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(answer__request__referral__in=Referral.objects.visible_to(user))


class AnswerDocument(models.Model):
    """A document that came with an answer."""

    answer = models.ForeignKey(InformationAnswer, on_delete=models.CASCADE, related_name="documents")
    document = models.FileField(upload_to=answer_path)
    name = models.CharField(max_length=80)

    objects = AnswerDocumentQuerySet.as_manager()

    def __str__(self):
        return self.name
