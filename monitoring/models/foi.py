"""Requests under the Freedom of Information Act: what is asked, by when, and what was answered."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

import timescales.models
from accounts.models import User
from accounts.roles import Permission
from sealing import SealedTextField

from .releases import Release


class OfTheDesk(models.QuerySet):
    def visible_to(self, user):
        return self if user.may(Permission.ANSWER_FOI) else self.none()


class FoiRequestQuerySet(OfTheDesk):
    def open(self):
        return self.filter(outcome="")

    def to_forget(self, day):
        """Answered on ``day`` or before, and who asked is still known."""
        return self.exclude(outcome="").filter(answered_date__lte=day, requester__isnull=False)


class FoiRequest(models.Model):
    """One request. Who asked is kept apart (``Requester``), for as long as it is needed."""

    class Outcome(models.TextChoices):
        ANSWERED = "answered", "Answered in full"
        PARTLY = "partly", "Answered in part"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Withdrawn by whoever asked"

    reference = models.CharField(max_length=40, unique=True)
    asks = models.TextField()
    received_date = models.DateField()
    due_date = models.DateField()
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    # Keys of monitoring.foi.questions
    questions = models.JSONField(default=list, blank=True)
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    exemption = models.CharField(max_length=200, blank=True)
    answered_date = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = FoiRequestQuerySet.as_manager()

    class Meta:
        triggers = (pgtrigger.Protect(name="requests_stay", operation=pgtrigger.Delete),)
        constraints = (
            models.CheckConstraint(condition=Q(due_date__gt=F("received_date")), name="due_after_receipt"),
            models.CheckConstraint(
                condition=Q(outcome="", answered_date=None, answered_by=None)
                | ~Q(outcome="") & Q(answered_date__isnull=False, answered_by__isnull=False),
                name="an_answer_has_a_day_and_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=("partly", "refused")) | ~Q(exemption=""),
                name="what_is_refused_has_an_exemption",
            ),
        )
        indexes = (models.Index(fields=["-received_date"], name="requests_latest_first"),)

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("foi_request", args=[self.pk])


class Requester(models.Model):
    """Who asked, and where the answer goes. Sealed; deleted when nobody needs it any more."""

    request = models.OneToOneField(FoiRequest, on_delete=models.CASCADE, primary_key=True)
    name = SealedTextField(bound_to=("request_id",))
    contact = SealedTextField(bound_to=("request_id",), blank=True)

    objects = OfTheDesk.as_manager()

    def __str__(self):
        return f"Who asked {self.request.reference}"


class Clarification(models.Model):
    """A request that could not be answered as it was put: the days stand still, and begin anew with the answer."""

    request = models.ForeignKey(FoiRequest, on_delete=models.CASCADE, related_name="clarifications")
    what = models.TextField()
    asked_date = models.DateField()
    answered_date = models.DateField(null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = OfTheDesk.as_manager()

    class Meta:
        ordering = ("asked_date", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(answered_date=None) | Q(answered_date__gte=F("asked_date")),
                name="clarified_after_it_was_asked",
            ),
            models.UniqueConstraint(
                fields=["request"], condition=Q(answered_date=None), name="one_open_clarification"
            ),
        )

    def __str__(self):
        return f"{self.request}, asked on {self.asked_date:%-d %B %Y}"


class FoiNote(models.Model):
    """Another fact of the letter, in words: what no table of figures answers."""

    request = models.ForeignKey(FoiRequest, on_delete=models.CASCADE, related_name="notes")
    words = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self):
        return f"Note on {self.request}"


class YearCost(models.Model):
    """What the programme cost in a year from April to March, in whole pounds. A correction is a row of its own."""

    year = models.PositiveSmallIntegerField(help_text="The calendar year in which its April lies")
    pounds = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = OfTheDesk.as_manager()

    class Meta:
        ordering = ("-year", "-at", "-pk")

    def __str__(self):
        return f"{self.label}: {self.in_pounds}"

    @property
    def in_pounds(self):
        return f"£{self.pounds:,}"

    @property
    def label(self):
        return f"{self.year}/{(self.year + 1) % 100:02}"


class FoiDeadline(timescales.models.Deadline):
    """The promise to answer a request."""

    request = models.ForeignKey(FoiRequest, on_delete=models.PROTECT, related_name="deadlines")

    @property
    def file(self):
        return self.request
