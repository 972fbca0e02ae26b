"""The front door's own rows: the referrer's unfinished forms."""

from datetime import timedelta
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from accounts.roles import Permission
from referrals.models import Referral
from sealing import SealedJSONField

from .merged import Merge
from .self_referral.models import PlanEnquiry, SelfReferral

__all__ = [
    "KEPT_FOR",
    "WARNED_BEFORE",
    "Draft",
    "DraftDocument",
    "Merge",
    "PlanEnquiry",
    "SelfReferral",
]

# [D] pathway.md section 3: an unfinished form is deleted after 30 days, with a warning a week before.
KEPT_FOR = timedelta(days=30)
WARNED_BEFORE = timedelta(days=7)


class DraftQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A draft holds both sides' details: its author alone sees it."""
        if not user.may(Permission.REFER):
            return self.none()
        return self.filter(owner=user)

    def unfinished(self):
        return self.filter(submitted_at=None)

    def expired(self, at):
        return self.unfinished().filter(expires_at__lte=at)

    def to_warn(self, at):
        return self.unfinished().filter(warned_at=None, expires_at__lte=at + WARNED_BEFORE, expires_at__gt=at)


class Draft(models.Model):
    """``data``: {page: {field: value as typed}}, sealed: half of it is about her. Emptied when it is submitted: her details then live in one place.

    ``saves``: {page: {"key": key of the form that saved it last, "at": when}}, so that two tabs do not overwrite
    each other. ``to_check``: pages filled in from an earlier referral (``follows``) that nobody has looked at yet.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="drafts")
    row = models.UUIDField(default=uuid4, editable=False)
    data = SealedJSONField(bound_to=["owner_id", "row"])
    saves = models.JSONField(default=dict)
    to_check = models.JSONField(default=list)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    warned_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    referral = models.OneToOneField(
        Referral, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    follows = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(submitted_at=None, referral=None)
                | Q(submitted_at__isnull=False, referral__isnull=False),
                name="submitted_into_a_referral",
            ),
        )

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("draft", args=[self.pk])

    @property
    def reference(self):
        return f"Draft {self.pk}"


class DraftDocumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(draft__in=Draft.objects.visible_to(user))


class DraftDocument(models.Model):
    """A signed form put to a page of a draft. It goes where the page goes, and with the draft."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="documents")
    page = models.CharField(max_length=40)
    document = models.FileField(upload_to="drafts/%Y/")
    name = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects = DraftDocumentQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["draft", "page"], name="one_document_a_page"),)

    def __str__(self):
        return f"A document of {self.draft}"
