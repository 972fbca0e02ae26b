"""What left the service: figures as they were and as they were published, under which rule, for whom."""

import json

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import User
from accounts.roles import Permission
from monitoring.figures.period import Period
from monitoring.figures.rule import Rule
from monitoring.figures.tables import Released


class OfThoseWhoRelease(models.QuerySet):
    def visible_to(self, user):
        return self if user.may(Permission.RELEASE_FIGURES) else self.none()


class DisclosureRuleQuerySet(OfThoseWhoRelease):
    def in_force(self, at):
        return self.filter(valid_from__lte=at).order_by("-valid_from").first()


class DisclosureRule(models.Model):
    """How published figures are protected, from a moment on. [D] The first row: 1 to 4 hidden, rounded to 5."""

    hide_below = models.PositiveSmallIntegerField()
    round_to = models.PositiveSmallIntegerField()
    smallest_base = models.PositiveSmallIntegerField()
    valid_from = models.DateTimeField(unique=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    objects = DisclosureRuleQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(hide_below__gte=2, round_to__gte=1, smallest_base__gte=F("hide_below")),
                name="a_rule_that_hides_something",
            ),
        )

    def __str__(self):
        return f"Counts of 1 to {self.hide_below - 1} hidden, others rounded to {self.round_to}"

    @property
    def rule(self):
        return Rule(self.hide_below, self.round_to, self.smallest_base)


class ReleaseQuerySet(OfThoseWhoRelease):
    def being_made(self):
        return self.filter(made_at=None)

    def overlapping(self, first_day, last_day):
        """Made ones whose period has days in common with that of the two (None: without an end), latest first."""
        found = self.exclude(made_at=None).order_by("-at", "-pk")
        if last_day:
            found = found.filter(Q(first_day=None) | Q(first_day__lte=last_day))
        if first_day:
            found = found.filter(Q(last_day=None) | Q(last_day__gte=first_day))
        return found


class Release(models.Model):
    """Figures given to somebody outside. Once made it never changes: what was published stays as it was published."""

    reference = models.CharField(max_length=40, unique=True)
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    rule = models.ForeignKey(DisclosureRule, on_delete=models.PROTECT, related_name="+")
    to_whom = models.CharField(max_length=200)
    why = models.TextField()
    # JSON as monitoring.figures computes it; exact, and as published. Text, because the order of the rows counts
    exact_json = models.TextField(blank=True)
    public_json = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        triggers = (
            pgtrigger.Protect(
                name="made_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__made_at__isnull=False),
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(made_at=None) | ~Q(exact_json="") & ~Q(public_json=""),
                name="a_release_is_made_of_figures",
            ),
        )
        indexes = (models.Index(fields=["-at"], name="releases_latest_first"),)

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("release", args=[self.pk])

    @property
    def period(self):
        return Period(self.first_day, self.last_day).words

    @property
    def public(self):
        return json.loads(self.public_json)

    def as_read(self, first_day, last_day):
        """As somebody has it who is given the figures of another period, or of this one again."""
        same = (self.first_day, self.last_day) == (first_day, last_day)
        return Released(json.loads(self.exact_json), self.public, self.rule.rule, same_period=same)
