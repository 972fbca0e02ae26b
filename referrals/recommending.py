"""What may be recommended for her when he is found unsuitable, and how it stands. Pure."""

from django.db import models


class Recommended(models.TextChoices):
    DASH = "dash", "A DASH risk assessment with her"
    MARAC = "marac", "A referral to MARAC"


def recommended(decision):
    """The kinds that ``decision`` recommends."""
    return [kind for kind in Recommended if getattr(decision, f"recommend_{kind}")]
