"""He is referred on to another service, and what came of it."""

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from accounts.models import User
from directory.models import Service

from .records import OfReferralQuerySet
from .referral import Referral


class CameOfIt(models.TextChoices):
    ACCEPTED = "accepted", "Accepted"
    WAITING = "waiting", "Waiting for a place"
    DECLINED = "declined", "Declined"
    STARTED = "started", "Started"
    FINISHED = "finished", "Finished"
    NOT_KNOWN = "not_known", "Not known"


# After these there is nothing more to ask.
SETTLED = frozenset({CameOfIt.DECLINED, CameOfIt.FINISHED, CameOfIt.NOT_KNOWN})


class OnwardQuerySet(OfReferralQuerySet):
    def with_outcome(self):
        """Each with ``outcome`` and ``outcome_at``, the latest that was recorded, or None."""
        latest = OnwardOutcome.objects.filter(onward=OuterRef("pk")).order_by("-at", "-pk")
        return self.annotate(
            outcome=Subquery(latest.values("outcome")[:1]), outcome_at=Subquery(latest.values("at")[:1])
        )

    def to_ask(self, at):
        """Whoever referred him on is to be asked by now what came of it."""
        return self.filter(ask_at__lte=at).order_by("ask_at", "pk")


class OnwardReferral(models.Model):
    """``ask_at``: when its author is asked next what came of it; None when nothing is to be asked."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="onward")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    referred_date = models.DateField()
    consent = models.BooleanField()
    without_consent_because = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ask_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)

    objects = OnwardQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(consent=True) | ~Q(without_consent_because=""),
                name="referred_on_with_consent_or_a_reason",
            ),
        )
        indexes = (models.Index(fields=["ask_at"], condition=Q(ask_at__isnull=False), name="onward_to_ask"),)

    def __str__(self):
        return f"{self.referral} referred on to {self.service}"

    @property
    def outcome_words(self):
        """Of a row that came ``with_outcome``."""
        return CameOfIt(self.outcome).label if self.outcome else ""


class OnwardOutcome(models.Model):
    onward = models.ForeignKey(OnwardReferral, on_delete=models.CASCADE, related_name="outcomes")
    outcome = models.CharField(max_length=10, choices=CameOfIt.choices)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.onward}: {self.get_outcome_display()}"
