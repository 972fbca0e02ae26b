"""What is tapped on a register that is still open, and what worries a facilitator after a session."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.roles import Permission
from referrals.models import Referral

from .sessions import Session


class Mark(models.Model):
    """One tap on one cell of an open register: a draft, added to and never changed. The latest of a cell is what
    stands; it becomes a fact when somebody finishes the register, and then its marks go (docs/decisions/0016)."""

    class What(models.TextChoices):
        OUTCOME = "outcome", "Outcome"
        MINUTES = "minutes", "Minutes late"
        NOTE = "note", "Note"

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="marks")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=10, choices=What.choices)
    value = models.CharField(max_length=500, blank=True)
    # One key for one tap: sent again after a dropped connection, it is recognised.
    key = models.UUIDField()
    tapped_at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["session", "key", "referral", "what"], name="a_tap_is_kept_once"),
        )

    def __str__(self):
        return f"{self.session}: {self.what} {self.value}"


class ConcernQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.may(Permission.SEE_HIS_CONTENT):
            return self.none()
        return self.filter(referral__in=Referral.objects.visible_to(user))


class Concern(models.Model):
    """Something about a man at a session that the colleague who leads with you and the managers must know."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="concerns")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="concerns")
    words = models.CharField(max_length=1000)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ConcernQuerySet.as_manager()

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(words=""), name="a_concern_says_something"),)

    def __str__(self):
        return f"{self.referral}, {self.session}"
