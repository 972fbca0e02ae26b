"""How complete records should be, from a day on."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.roles import Permission


class CompletenessTargetQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.may(Permission.SEE_QUALITY) else self.none()

    def in_force(self, day):
        """{check: per cent} on the day; "" holds for every check that has none of its own."""
        rows = self.filter(first_day__lte=day).order_by("first_day", "pk")
        return dict(rows.values_list("check_code", "percent"))


class CompletenessTarget(models.Model):
    """So many in a hundred records should have it. [D] The first rows."""

    check_code = models.CharField(max_length=40, blank=True, help_text="Empty: every check without its own")
    percent = models.PositiveSmallIntegerField()
    first_day = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    objects = CompletenessTargetQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(percent__gte=1, percent__lte=100), name="completeness_is_a_percentage"
            ),
            models.UniqueConstraint(
                fields=["check_code", "first_day"], name="one_completeness_target_from_a_day"
            ),
        )

    def __str__(self):
        return f"{self.percent}% from {self.first_day:%-d %B %Y}"
