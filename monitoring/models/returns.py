"""Quarterly returns: counted, checked by each provider, signed off, and then never changed."""

import json

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

import timescales.models
from accounts.models import Organisation, User
from accounts.roles import Permission
from monitoring.figures.quarter import Quarter


class ReturnRule(models.Model):
    """[D] From which quarter on returns are drafted by themselves, and on which working day of the quarter after."""

    first_day = models.DateField(unique=True, help_text="Of the first quarter that this row is for")
    working_day = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(working_day__gte=1), name="a_return_has_a_working_day"),
        )

    def __str__(self):
        return f"Working day {self.working_day}, from the quarter of {self.first_day:%-d %B %Y}"


class QuarterlyReturnQuerySet(models.QuerySet):
    def visible_to(self, user):
        """That there is one, and what it is of; what stands in it is for whoever signs, and in parts."""
        if user.may(Permission.SIGN_RETURN):
            return self
        if user.may(Permission.CHECK_RETURN):
            return self.filter(parts__organisation=user.organisation_id)
        return self.none()

    def latest_first(self):
        return self.order_by("-year", "-number")


class QuarterlyReturn(models.Model):
    """What one quarter came to. ``figures_json`` is what is checked; ``frozen_json`` is all that was signed.

    Both are text and not JSON columns: the order of the rows counts, and every byte stays.
    """

    reference = models.CharField(max_length=40, unique=True)
    year = models.PositiveSmallIntegerField(help_text="The calendar year in which its April lies")
    number = models.PositiveSmallIntegerField()
    figures_json = models.TextField()
    counted_at = models.DateTimeField()
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    comment = models.TextField(blank=True)
    without_because = models.TextField(blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    frozen_json = models.TextField(blank=True)

    objects = QuarterlyReturnQuerySet.as_manager()

    class Meta:
        triggers = (
            pgtrigger.Protect(
                name="frozen_once_signed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__signed_at__isnull=False),
            ),
            pgtrigger.Protect(name="returns_stay", operation=pgtrigger.Delete),
        )
        constraints = (
            models.UniqueConstraint(fields=["year", "number"], name="one_return_of_a_quarter"),
            models.CheckConstraint(condition=Q(number__range=(1, 4)), name="a_return_is_of_a_quarter"),
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_by=None, frozen_json="")
                | Q(signed_at__isnull=False, signed_by__isnull=False) & ~Q(frozen_json=""),
                name="a_signed_return_is_frozen",
            ),
        )

    def __str__(self):
        return f"Quarterly return {self.quarter.label}"

    def get_absolute_url(self):
        return reverse("quarterly_return", args=[self.pk])

    @property
    def quarter(self):
        return Quarter(self.year, self.number)

    @property
    def figures(self):
        return json.loads(self.figures_json)

    @property
    def frozen(self):
        return json.loads(self.frozen_json)


class ReturnPartQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever signs; and a provider its own part."""
        if user.may(Permission.SIGN_RETURN):
            return self
        if user.may(Permission.CHECK_RETURN):
            return self.filter(organisation=user.organisation_id)
        return self.none()


class ReturnPart(models.Model):
    """One provider's part of a return: its own figures, which it checks and says something about, or nothing."""

    quarterly_return = models.ForeignKey(QuarterlyReturn, on_delete=models.PROTECT, related_name="parts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    comment = models.TextField(blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    objects = ReturnPartQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        triggers = (pgtrigger.Protect(name="parts_stay", operation=pgtrigger.Delete),)
        constraints = (
            models.UniqueConstraint(
                fields=["quarterly_return", "organisation"], name="one_part_of_a_provider"
            ),
            models.CheckConstraint(
                condition=Q(checked_at=None, checked_by=None)
                | Q(checked_at__isnull=False, checked_by__isnull=False),
                name="a_checked_part_has_who_and_when",
            ),
        )

    def __str__(self):
        return f"{self.organisation}, {self.quarterly_return.quarter.label}"

    def get_absolute_url(self):
        return reverse("return_part", args=[self.pk])

    @property
    def reference(self):
        return self.quarterly_return.reference


class CaseStudyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Its own provider; whoever signs the return only what a second person found to name nobody."""
        if user.may(Permission.SIGN_RETURN):
            return self.filter(state=CaseStudy.State.PASSED)
        if user.may(Permission.CASE_STUDY):
            return self.filter(part__organisation=user.organisation_id)
        return self.none()

    def waiting(self):
        return self.filter(state=CaseStudy.State.WAITING)


class CaseStudy(models.Model):
    """A story for the return, of nobody who can be known from it: a second person looks before it is attached."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waits for a second person"
        PASSED = "passed", "Attached"
        SENT_BACK = "sent_back", "Sent back"

    part = models.ForeignKey(ReturnPart, on_delete=models.PROTECT, related_name="case_studies")
    title = models.CharField(max_length=120)
    body = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    note = models.TextField(blank=True)
    checked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)

    objects = CaseStudyQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(checked_by=None) | ~Q(checked_by=F("by")),
                name="a_case_study_is_checked_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", checked_by=None)
                | ~Q(state="waiting") & Q(checked_by__isnull=False),
                name="a_case_study_waits_or_was_checked",
            ),
        )

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("case_study", args=[self.pk])

    @property
    def reference(self):
        return self.part.reference


class ReturnDeadline(timescales.models.Deadline):
    """A promise on a return: a provider's check, or the signature. Exactly one of the two keys."""

    part = models.ForeignKey(
        ReturnPart, on_delete=models.PROTECT, related_name="deadlines", null=True, blank=True
    )
    quarterly_return = models.ForeignKey(
        QuarterlyReturn, on_delete=models.PROTECT, related_name="deadlines", null=True, blank=True
    )

    class Meta(timescales.models.Deadline.Meta):
        constraints = (
            *timescales.models.Deadline.Meta.constraints,
            models.CheckConstraint(
                condition=Q(part=None) ^ Q(quarterly_return=None), name="a_promise_of_a_part_or_of_a_return"
            ),
        )

    @property
    def file(self):
        return self.part or self.quarterly_return
