"""A measure that each side stores for itself: recorded, or why not. The instruments come later."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from timescales.promises import Promise


class Stage(models.TextChoices):
    INITIAL = "initial", "Initial"
    MIDWAY = "midway", "Midway"
    END = "end", "End"
    FOLLOW_UP = "follow_up", "Six-month follow-up"


PROMISES = {
    Stage.INITIAL: Promise.INITIAL_MEASURES,
    Stage.MIDWAY: Promise.MIDWAY_MEASURES,
    Stage.END: Promise.END_MEASURES,
    Stage.FOLLOW_UP: Promise.FOLLOW_UP_MEASURES,
}


class WhyNot(models.TextChoices):
    UNSAFE = "unsafe", "Not asked: unsafe"
    DECLINED = "declined", "Not asked: declined"
    NOT_REACHED = "not_reached", "Could not be reached"
    NOT_DUE = "not_due", "Does not apply"


class Measure(models.Model):
    stage = models.CharField(max_length=10, choices=Stage.choices)
    asked_date = models.DateField(null=True, blank=True)
    why_not = models.CharField(max_length=12, choices=WhyNot.choices, blank=True)
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                condition=Q(asked_date__isnull=False, why_not="") | (Q(asked_date=None) & ~Q(why_not="")),
                name="%(app_label)s_%(class)s_asked_or_why_not",
            ),
        )

    def __str__(self):
        return f"{self.get_stage_display()} measure"
