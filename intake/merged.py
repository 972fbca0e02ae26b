"""What a merge has changed, kept so that it can be taken back exactly."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from accounts.roles import Permission, Role
from audit.restricting import is_closed
from referrals.models import Man, Referral


class MergeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Managers: all. The single point of contact: their own, and of referrals that were not passed on."""
        if not user.may(Permission.MERGE):
            return self.none()
        if user.role == Role.MANAGER:
            return self
        found = self.filter(Q(by=user) | Q(came__passed_on_at=None) | Q(stayed__passed_on_at=None))
        return found.exclude(is_closed("came", user, "referrals")).exclude(
            is_closed("stayed", user, "referrals")
        )

    def standing(self):
        return self.filter(undone_at=None)


class Merge(models.Model):
    """``came`` was a duplicate of ``stayed``; or only the man of ``came`` was found to be the man of ``stayed``.

    ``changes``: every row that became another, appeared or went, as ``intake.merging.record`` writes it.
    """

    class Kind(models.TextChoices):
        REFERRALS = "referrals", "One referral merged into another"
        MEN = "men", "Two referrals found to be of one man"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    came = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="+")
    stayed = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="+")
    man = models.ForeignKey(Man, on_delete=models.PROTECT, related_name="+")
    changes = models.JSONField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["came"],
                condition=Q(kind="referrals", undone_at=None),
                name="a_duplicate_is_merged_once",
            ),
            models.CheckConstraint(condition=~Q(came=models.F("stayed")), name="two_referrals_are_merged"),
        )

    def __str__(self):
        return f"{self.came} and {self.stayed}"

    def get_absolute_url(self):
        return reverse("merged", args=[self.pk])

    @property
    def reference(self):
        return self.came.reference
