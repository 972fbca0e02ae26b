"""When a measure is asked, and why it was not."""

from django.db import models

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


class Mode(models.TextChoices):
    HANDED_SCREEN = "screen", "On a screen handed over"
    OWN_DEVICE = "own_device", "On their own phone or computer"
    PHONE = "phone", "By phone"
    IN_PERSON = "in_person", "In person"
    PAPER = "paper", "On paper"
