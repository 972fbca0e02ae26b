"""For how long what is kept, what holds it longer, and what was destroyed under which rule."""

import pgtrigger
from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.roles import Permission, Role
from iss.models import PartnerFile
from referrals.models import Referral


class Kept(models.TextChoices):
    """What a rule is about, and from when it counts."""

    HIS_ASSESSED = "his_assessed", "A man who was assessed: after his file was closed or completed"
    HIS_OTHER = "his_other", "A man who was never assessed: after his file was closed"
    HERS = "hers", "A woman’s file: after it was closed"


class RetentionRuleQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.may(Permission.REVIEW_RETENTION) else self.none()

    def in_force(self, kind, at):
        return self.filter(kind=kind, valid_from__lte=at).order_by("-valid_from").first()


class RetentionRule(models.Model):
    """Rows are added and never changed. ``child_until``: a child on a plan keeps his file until that age; none: it does not."""

    kind = models.CharField(max_length=15, choices=Kept.choices)
    months = models.PositiveSmallIntegerField()
    child_until = models.PositiveSmallIntegerField(null=True, blank=True)
    basis = models.CharField(max_length=300)
    valid_from = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    objects = RetentionRuleQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["kind", "valid_from"], name="one_retention_rule_at_a_time"),
            models.CheckConstraint(condition=Q(months__gte=1), name="kept_for_some_time"),
        )

    def __str__(self):
        return f"{self.get_kind_display()}: {self.words}"

    @property
    def words(self):
        years, months = divmod(self.months, 12)
        said = [f"{years} year{'s' if years != 1 else ''}"] if years else []
        said += [f"{months} month{'s' if months != 1 else ''}"] if months else []
        return " and ".join(said)


class OfSideQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of his files for the managers of My Time, of hers for her service, of both for the officer."""
        if not user.may(Permission.REVIEW_RETENTION):
            return self.none()
        if user.role == Role.DPO:
            return self
        if user.may(Permission.SEE_HER_FILES):
            return self.filter(file__provider=user.organisation_id)
        return self.filter(referral__isnull=False)


_ONE = Q(referral__isnull=True, file__isnull=False) | Q(referral__isnull=False, file__isnull=True)


class Hold(models.Model):
    """A court, an inquiry or a review needs the record: nothing of it is destroyed until somebody lifts it."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    file = models.ForeignKey(PartnerFile, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    because = models.CharField(max_length=500)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    lifted_because = models.CharField(max_length=500, blank=True)

    objects = OfSideQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=_ONE, name="a_hold_is_on_his_or_hers"),
            models.UniqueConstraint(
                fields=["referral"], condition=Q(lifted_at=None), name="his_file_is_held_once"
            ),
            models.UniqueConstraint(
                fields=["file"], condition=Q(lifted_at=None), name="her_file_is_held_once"
            ),
        )

    def __str__(self):
        return f"Hold on {self.referral or self.file}"


class Destruction(models.Model):
    """What was decided of a record whose time was over: destroyed, or kept until a day. Never changed."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    file = models.ForeignKey(PartnerFile, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    rule = models.ForeignKey(RetentionRule, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # Without it the record was destroyed
    kept_until = models.DateField(null=True, blank=True)
    because = models.CharField(max_length=500, blank=True)

    objects = OfSideQuerySet.as_manager()

    class Meta:
        triggers = (pgtrigger.Protect(name="decisions_stay", operation=pgtrigger.Update | pgtrigger.Delete),)
        constraints = (
            models.CheckConstraint(condition=_ONE, name="a_destruction_is_of_his_or_hers"),
            models.CheckConstraint(
                condition=Q(kept_until=None) | ~Q(because=""), name="kept_longer_for_a_reason"
            ),
            models.UniqueConstraint(
                fields=["referral"], condition=Q(kept_until=None), name="his_file_is_destroyed_once"
            ),
            models.UniqueConstraint(
                fields=["file"], condition=Q(kept_until=None), name="her_file_is_destroyed_once"
            ),
        )

    def __str__(self):
        return f"{self.record}: {'kept longer' if self.kept_until else 'destroyed'}"

    @property
    def record(self):
        return self.referral or self.file
