"""Targets with dates, set by those who commission the service."""

from django.db import models
from django.db.models import F, Q, Sum

from accounts.models import User
from accounts.roles import Permission


class TargetQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.may(Permission.SEE_FIGURES) else self.none()

    def of(self, first_day, last_day):
        """Those in force on a day between the two."""
        begun = self.filter(first_day__lte=last_day)
        return begun.filter(Q(last_day=None) | Q(last_day__gte=first_day)).order_by("measure", "first_day")

    def a_week(self, measure, day):
        """How many of the measure are aimed at each week on ``day``; None where no such target is in force."""
        found = (
            self.of(day, day).filter(measure=measure, per=Target.Per.WEEK).aggregate(together=Sum("amount"))
        )
        return found["together"]

    def conversion(self, day):
        """The percentage aimed at on ``day``, or None."""
        found = self.of(day, day).filter(measure=Target.Measure.CONVERSION).last()
        return found and found.amount


class Target(models.Model):
    """So many of something, for each week or quarter or year, or in all between its two days."""

    class Measure(models.TextChoices):
        REFERRALS = "referrals", "Referrals"
        ASSESSED = "assessed", "Men assessed"
        SUITABLE = "suitable", "Men found suitable"
        STARTED = "started", "Men who started"
        SESSIONS_HELD = "sessions_held", "Sessions held"
        COMPLETED = "completed", "Men who completed"
        PARTNERS_CONTACTED = "partners_contacted", "Partners contacted"
        CONVERSION = "conversion", "Conversion: men found suitable, of all men referred"

    class Per(models.TextChoices):
        WEEK = "week", "each week"
        QUARTER = "quarter", "each quarter"
        YEAR = "year", "each year"
        IN_ALL = "in_all", "in all, between its two days"
        PER_CENT = "per_cent", "per cent"

    measure = models.CharField(max_length=20, choices=Measure.choices)
    amount = models.PositiveIntegerField()
    per = models.CharField(max_length=10, choices=Per.choices)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    objects = TargetQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")),
                name="a_target_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(per="in_all") | Q(last_day__isnull=False), name="in_all_needs_a_last_day"
            ),
            models.CheckConstraint(condition=Q(amount__gte=1), name="a_target_of_something"),
            models.CheckConstraint(
                condition=Q(measure="conversion", per="per_cent", amount__lte=100)
                | ~Q(measure="conversion") & ~Q(per="per_cent"),
                name="conversion_is_a_percentage",
            ),
        )

    def __str__(self):
        unit = "%" if self.per == self.Per.PER_CENT else f" {self.get_per_display()}"
        return f"{self.get_measure_display()}: {self.amount:,}{unit}"
