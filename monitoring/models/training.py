"""Briefings and training of social workers: what was held, and who came."""

from django.db import models
from django.db.models import Q

from accounts.models import Area, User
from accounts.roles import Permission


class TrainingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A register of events: whoever sees the figures that count them, and whoever keeps it."""
        may = user.may(Permission.SEE_FIGURES) or user.may(Permission.KEEP_TRAINING)
        return self if may else self.none()


class Training(models.Model):
    """One training or briefing held for social workers."""

    class Kind(models.TextChoices):
        ASSESSMENT_AND_REFERRAL = "assessment_and_referral", "Assessment and referral"
        MOTIVATING = "motivating", "Motivating men to take part"
        # No figure counts it
        BRIEFING = "briefing", "Briefing"

    held_date = models.DateField(null=True, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    kind = models.CharField(max_length=30, choices=Kind.choices, blank=True)
    # All who came, those whom the system does not know included
    social_workers = models.PositiveIntegerField(null=True, blank=True)
    # Those of them who can sign in here
    known = models.ManyToManyField(User, related_name="+", blank=True)
    led_by = models.CharField(max_length=120, blank=True)
    # Empty for what came from a file
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    # Entered by mistake: no figure counts it
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = TrainingQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(recorded_at=None)
                | Q(held_date__isnull=False, area__isnull=False, social_workers__isnull=False) & ~Q(kind=""),
                name="a_training_entered_here_is_whole",
            ),
        )

    def __str__(self):
        return f"{self.get_kind_display() or 'Training'}, {self.held_date or 'day not recorded'}"
