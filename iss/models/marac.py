"""MARAC: recommended, then referred or not and why, heard, and what was agreed there."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from iss.dash import CRITERIA

from .dash import Dash
from .files import OfFileQuerySet, PartnerFile


class Consent(models.TextChoices):
    YES = "yes", "Yes, she agrees"
    NO = "no", "No, she does not agree"
    NOT_ASKED = "not_asked", "She has not been asked, because that would not be safe"


class Marac(models.Model):
    """One case for the MARAC. Recommended until it is settled: referred, or not and why. Then heard.

    ``criteria``: of the four (``iss.dash.CRITERIA``) those that hold.
    """

    file = models.ForeignKey(PartnerFile, on_delete=models.CASCADE, related_name="maracs")
    dash = models.ForeignKey(Dash, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    criteria = models.JSONField(default=list)
    recommended_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    not_referred_because = models.TextField(blank=True)

    referred_date = models.DateField(null=True, blank=True)
    consent = models.CharField(max_length=10, choices=Consent.choices, blank=True)
    without_consent_because = models.TextField(blank=True)
    she_knows = models.BooleanField(null=True, blank=True)
    concerns = models.TextField(blank=True)
    asked_for = models.TextField(blank=True)

    heard_date = models.DateField(null=True, blank=True)
    agencies = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    heard_at = models.DateTimeField(null=True, blank=True)
    heard_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    objects = OfFileQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["file"], condition=Q(settled_at=None), name="one_marac_recommended_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None) | Q(referred_date__isnull=False) | ~Q(not_referred_because=""),
                name="marac_referred_or_says_why_not",
            ),
            models.CheckConstraint(
                condition=Q(referred_date=None) | Q(consent="yes") | ~Q(without_consent_because=""),
                name="marac_without_consent_says_why",
            ),
            models.CheckConstraint(
                condition=Q(heard_date=None) | Q(referred_date__isnull=False), name="heard_is_after_referred"
            ),
        )

    def __str__(self):
        return f"MARAC of {self.file}, {self.recommended_at:%d %B %Y}"

    def get_absolute_url(self):
        return reverse("her_marac", args=[self.file_id, self.pk])

    @property
    def criteria_words(self):
        return [CRITERIA[criterion] for criterion in self.criteria]

    @property
    def state(self):
        """``recommended``, ``not_referred``, ``referred`` or ``heard``."""
        if self.settled_at is None:
            return "recommended"
        if self.referred_date is None:
            return "not_referred"
        return "heard" if self.heard_date else "referred"


class OfMaracQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(marac__file__in=PartnerFile.objects.visible_to(user))

    def open(self):
        return self.filter(settled_at=None)


class MaracAction(models.Model):
    """What was agreed at the MARAC, by whom and by when. Settled: done, or not and why."""

    marac = models.ForeignKey(Marac, on_delete=models.CASCADE, related_name="actions")
    what = models.TextField()
    owner = models.CharField(max_length=120)
    due_date = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    done_date = models.DateField(null=True, blank=True)
    not_done_because = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    objects = OfMaracQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(settled_at=None) | Q(done_date__isnull=False) | ~Q(not_done_because=""),
                name="marac_action_done_or_says_why_not",
            ),
        )

    def __str__(self):
        return f"{self.owner}: {self.what}"
