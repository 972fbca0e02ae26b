"""What a social worker says of working with us, asked once when a file has ended."""

from django.db import models

from accounts.models import User
from accounts.roles import Permission
from outcomes.models import InstrumentVersion
from referrals.models import Referral


class PulseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who answered reads the answer; everybody else only reads sums (joint/pulse/pooled.py)."""
        return self.filter(by=user) if user.may(Permission.ANSWER_RETURN) else self.none()

    def answered(self):
        return self.exclude(answers=None)


class Pulse(models.Model):
    """One for a referral, whoever of the team answers first. Without ``answers``: they would rather not, and that is all."""

    referral = models.OneToOneField(Referral, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = PulseQuerySet.as_manager()

    def __str__(self):
        return f"Pulse of {self.referral}"
