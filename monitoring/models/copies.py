"""Requests of people for a copy of their record: what is asked, by when, what was given."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

import timescales.models
from accounts.models import User
from accounts.roles import Permission, Role
from audit.restricting import is_closed
from iss.models import PartnerFile
from referrals.models import Man
from sealing import SealedJSONField, SealedTextField

BOUND = ("reference",)


class CopyRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """That there is one: of his for the managers of My Time, of hers for her service, of both for the officer."""
        if not user.may(Permission.SEE_COPIES):
            return self.none()
        if user.role == Role.DPO:
            return self
        if user.may(Permission.SEE_HER_FILES):
            ours = self.filter(file__provider=user.organisation_id)
            if user.role == Role.ISS_MANAGER:
                return ours
            return ours.exclude(is_closed("file", user, "iss"))
        return self.filter(man__isnull=False)

    def readable_by(self, user):
        """What is in the copy: hers is read in her service and nowhere else."""
        found = self.visible_to(user)
        return found.filter(man__isnull=False) if user.role == Role.DPO else found

    def open(self):
        return self.filter(released_at=None, ended_at=None)


class CopyRequest(models.Model):
    """One request. ``content``: what was found, as it stood then; ``withheld``: what of it is not given, and why."""

    reference = models.CharField(max_length=40, unique=True)
    man = models.ForeignKey(Man, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    file = models.ForeignKey(PartnerFile, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    received_date = models.DateField()
    # Who asks for the person, and by what right; empty: the person
    through = SealedTextField(bound_to=BOUND, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    identity_how = models.CharField(max_length=200, blank=True)
    identity_at = models.DateTimeField(null=True, blank=True)
    identity_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    extended_because = models.CharField(max_length=500, blank=True)
    extended_at = models.DateTimeField(null=True, blank=True)
    content = SealedJSONField(bound_to=BOUND, default=list)
    withheld = SealedJSONField(bound_to=BOUND, default=dict)
    prepared_at = models.DateTimeField(null=True, blank=True)
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    sent_back = models.TextField(blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    released_how = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=500, blank=True)

    objects = CopyRequestQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(man__isnull=True, file__isnull=False) | Q(man__isnull=False, file__isnull=True),
                name="a_copy_is_his_or_hers",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("prepared_by")),
                name="a_copy_is_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(released_at=None) | Q(approved_at__isnull=False, identity_at__isnull=False),
                name="a_copy_is_released_approved_and_to_who_it_is",
            ),
        )
        indexes = (models.Index(fields=["-received_date", "-id"], name="copies_latest_first"),)

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("copy_request", args=[self.pk])

    @property
    def is_his(self):
        return self.man_id is not None

    @property
    def subject(self):
        return self.man or self.file

    @property
    def state(self):
        """In words, and the tone of its tag."""
        if self.released_at:
            return "Given", "green"
        if self.ended_at:
            return "Ended without a copy", "grey"
        if self.approved_at:
            return "To give", "blue"
        if self.prepared_at:
            return "To check by a second person", "blue"
        return ("To prepare", "yellow") if self.identity_at else ("Who it is has to be checked", "yellow")


class CopyDeadline(timescales.models.Deadline):
    """The promise to give the copy."""

    request = models.ForeignKey(CopyRequest, on_delete=models.PROTECT, related_name="deadlines")

    @property
    def file(self):
        return self.request
