"""The ladder: whom an alert reaches next while nobody acknowledges it, and after how long."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from accounts.models import Organisation, User
from accounts.roles import Permission
from alerts.kinds import Kind
from timescales.words import count


def kinds():
    """Looked up when asked: a new kind of alert changes no table."""
    return Kind.choices


class Next(models.TextChoices):
    """Whom a rung tells, each for the organisation that was told."""

    COLLEAGUES = "colleagues", "Colleagues who may open the file, and whoever covers"
    MANAGERS = "managers", "The organisation’s managers"
    PLATFORM = "platform", "The administrators, who ring the organisation"


def next_ones():
    return Next.choices


class LadderRuleQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.may(Permission.MANAGE_SETTINGS) else self.none()

    def in_force(self, kind, at):
        """The ladder of ``kind`` at the moment ``at``: its own, or the one of every kind that has none."""
        begun = self.filter(Q(kind=kind) | Q(kind=""), valid_from__lte=at)
        return begun.order_by("-kind", "-valid_from").first()


class LadderRule(models.Model):
    """The ladder of one kind of alert (empty: of every kind without its own) from ``valid_from`` on."""

    kind = models.CharField(max_length=30, choices=kinds, blank=True)
    valid_from = models.DateTimeField()
    decided_by_us = models.BooleanField(default=True, help_text="[D]: the sources are silent; ours to change")

    objects = LadderRuleQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["kind", "valid_from"], name="one_ladder_of_a_kind_at_a_time"),
        )

    def __str__(self):
        return self.get_kind_display() if self.kind else "Every other alert that must be acknowledged"


class Rung(models.Model):
    """One step: so many minutes after the alert was told, these are told as well."""

    rule = models.ForeignKey(LadderRule, on_delete=models.CASCADE, related_name="rungs")
    step = models.PositiveSmallIntegerField()
    minutes = models.PositiveIntegerField()
    audience = models.CharField(max_length=20, choices=next_ones)

    class Meta:
        ordering = ("step",)
        constraints = (
            models.UniqueConstraint(fields=["rule", "step"], name="a_rung_stands_once"),
            models.CheckConstraint(
                condition=Q(step__gte=1, minutes__gte=1), name="a_rung_comes_after_the_alert"
            ),
        )

    def __str__(self):
        return f"{self.step}: {self.get_audience_display()} after {self.minutes} minutes"

    @property
    def after(self):
        """Such as "20 minutes" or "4 hours"."""
        if self.minutes % 1440 == 0:
            return count(self.minutes // 1440, "day")
        return count(self.minutes // 60, "hour") if self.minutes % 60 == 0 else count(self.minutes, "minute")

    def due(self, start):
        return start + timedelta(minutes=self.minutes)


class ClimbQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Administrators: those that have reached them, so that they know whom to ring."""
        if not user.may(Permission.MANAGE_SETTINGS):
            return self.none()
        return self.open().filter(rule__rungs__audience=Next.PLATFORM, rule__rungs__step__lte=F("step"))

    def open(self):
        """Nobody of the organisation has acknowledged."""
        return self.filter(acknowledged_at=None)

    def due(self, at):
        return self.open().filter(next_at__lte=at).order_by("next_at", "pk")


class Climb(models.Model):
    """One alert as one organisation was told of one file: how far up its ladder it is, until somebody acknowledges.

    Organisations climb apart: that one has answered says nothing of another, and is not told to it.
    """

    alert = models.ForeignKey("alerts.Alert", on_delete=models.CASCADE, related_name="climbs")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40)
    rule = models.ForeignKey(LadderRule, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    step = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = ClimbQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["alert", "organisation", "reference"], name="one_climb_of_an_organisation"
            ),
        )
        indexes = (
            models.Index(fields=["next_at"], condition=Q(acknowledged_at=None), name="climbs_to_go_on"),
        )

    def __str__(self):
        return f"{self.alert}, {self.organisation}"
