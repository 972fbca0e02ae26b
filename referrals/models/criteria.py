from django.db import models

from accounts.roles import Permission
from referrals.eligibility import Criterion


class EligibilityRuleQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.may(Permission.MANAGE_SETTINGS) else self.none()

    def on(self, day):
        """The rules that apply on ``day``, in the order in which they are asked."""
        rows = self.filter(models.Q(valid_to=None) | models.Q(valid_to__gt=day), valid_from__lte=day)
        return rows.order_by("position")

    def in_force(self, day):
        """The criteria that apply on ``day``, in the order in which they are asked."""
        return list(self.on(day).values_list("criterion", flat=True))


class EligibilityRule(models.Model):
    """A criterion from a day on, up to but without another."""

    criterion = models.CharField(max_length=30, choices=Criterion.choices)
    position = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = EligibilityRuleQuerySet.as_manager()

    def __str__(self):
        return self.get_criterion_display()
