"""Extracts for evaluators: asked for by one person, decided by another, made once, and gone after some days."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import User
from accounts.roles import Permission
from monitoring.figures.period import Period


class ExtractQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.may(Permission.SEE_EXTRACTS) else self.none()

    def undecided(self):
        return self.filter(approved=None)

    def to_make(self):
        return self.filter(approved=True, made_at=None, too_many=None)

    def outlived(self, at):
        """Those whose file has to go."""
        return self.filter(gone_at=None, expires_at__lte=at)

    def without_content(self):
        return self.defer("content")


class Extract(models.Model):
    """Pseudonymised rows of cases for one named evaluator and one purpose.

    ``key_label``: the word from which, with the secret that no database holds, the key of its references follows: its
    own reference, or that of the extract it was allowed to be joined with.
    """

    reference = models.CharField(max_length=40, unique=True)
    evaluator = models.CharField(max_length=120)
    organisation = models.CharField(max_length=160)
    purpose = models.TextField()
    basis = models.CharField(max_length=200)
    # Codes of what is asked of a man and not needed for the purpose (monitoring.extract.columns.ABOUT_HIM)
    left_out = models.JSONField(default=list, blank=True)
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    joins = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    key_label = models.CharField(max_length=40)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    approved = models.BooleanField(null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = models.TextField(blank=True)
    handover = models.CharField(max_length=200, blank=True)

    made_at = models.DateTimeField(null=True, blank=True)
    # It lies where the cases lie, so that there is no second place to guard; emptied when its time is over
    content = models.BinaryField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    rows = models.JSONField(default=dict, blank=True)
    key_mark = models.CharField(max_length=16, blank=True)
    # How many rows it would have had, where those were too many when it was to be made: nothing of it was kept
    too_many = models.PositiveIntegerField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)

    objects = ExtractQuerySet.as_manager()

    class Meta:
        triggers = (pgtrigger.Protect(name="extracts_stay", operation=pgtrigger.Delete),)
        constraints = (
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                name="an_extract_is_decided_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(approved=None, decided_by=None, decided_at=None)
                | Q(approved__isnull=False, decided_by__isnull=False, decided_at__isnull=False),
                name="a_decided_extract_has_who_and_when",
            ),
            models.CheckConstraint(
                # Not decided is null, and null passes a check: so it is asked for by itself
                condition=Q(made_at=None, content=None)
                | Q(approved__isnull=False, approved=True, expires_at__isnull=False),
                name="only_an_approved_extract_is_made",
            ),
            models.CheckConstraint(
                condition=Q(too_many=None) | Q(made_at=None, content=None),
                name="of_too_large_an_extract_nothing_is_kept",
            ),
            models.CheckConstraint(
                condition=Q(gone_at=None) | Q(content=None), name="what_is_gone_is_not_kept"
            ),
        )
        indexes = (models.Index(fields=["-asked_at"], name="extracts_latest_first"),)

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("extract", args=[self.pk])

    @property
    def period(self):
        return Period(self.first_day, self.last_day).words

    @property
    def is_ready(self):
        return self.made_at is not None and self.gone_at is None

    @property
    def state(self):
        """(words, tone)"""
        if self.approved is None:
            return "Waits for a decision", "yellow"
        if not self.approved:
            return "Refused", "grey"
        if self.gone_at:
            return "Gone", "grey"
        if self.too_many:
            return "Too large, not made", "red"
        return ("Ready", "green") if self.made_at else ("Being made", "yellow")
