"""Reports: what My Time and the ISS tell the social worker together."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.roles import Permission
from referrals.models import Referral

from .pairs import Pair


class ReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The writers; and once issued, the social worker it was issued to."""
        mine = self.filter(referral__in=Referral.objects.visible_to(user))
        if user.may(Permission.WRITE_REPORT):
            return mine
        if user.may(Permission.ANSWER_RETURN):
            return mine.exclude(issued_at=None)
        if user.may(Permission.ISS_AT_TABLE):
            return self.filter(referral__in=Pair.objects.visible_to(user).values("pk"))
        return self.none()


class Report(models.Model):
    """A midway or completion report, with the ISS's contribution or a recorded nil."""

    class Kind(models.TextChoices):
        MIDWAY = "midway", "Midway report"
        COMPLETION = "completion", "Completion report"

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    body = models.TextField(blank=True)
    iss_contribution = models.TextField(blank=True)
    iss_nil = models.BooleanField(default=False)
    iss_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    iss_at = models.DateTimeField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["referral", "kind"], name="one_report_of_a_kind"),
            models.CheckConstraint(
                condition=Q(issued_at=None) | Q(iss_nil=True) | ~Q(iss_contribution=""),
                name="issued_with_the_iss_contribution_or_a_nil",
            ),
        )

    def __str__(self):
        return f"{self.get_kind_display()}, {self.referral}"
