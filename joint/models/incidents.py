"""Incidents and escalation, from either side or from children's services; and what the ISS shares of risk."""

from django.db import models
from django.db.models import Q

from accounts.models import Organisation, User
from accounts.roles import Permission, Role
from audit.restricting import is_closed
from iss.models import PartnerFile
from referrals.models import Referral

from .pairs import Pair


class Reporter(models.TextChoices):
    MY_TIME = "my_time", "My Time"
    ISS = "iss", "the ISS"
    CSC = "csc", "children’s services"


class IncidentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Each side sees its own, what the other shared and what children's services report; the ISS sees all that My
        Time reports of its pairs; a social worker what children's services reported of own and own-team referrals."""
        if user.role == Role.SOCIAL_WORKER:
            mine = Referral.objects.visible_to(user)
            return self.filter(side=Reporter.CSC, referral__in=mine)
        if user.role in (Role.FACILITATOR, Role.MANAGER):
            return self.known_to_my_time().filter(referral__in=Referral.objects.visible_to(user))
        files = PartnerFile.objects.visible_to(user).values("referral")
        return self.known_to_provider(user.organisation_id).filter(referral__in=files)

    def known_to_my_time(self):
        return self.exclude(side=Reporter.ISS, shared=False)

    def known_to_provider(self, provider):
        """What is My Time's only while it is shared; what children's services say comes by its own path."""
        shared = Pair.objects.shared().values("pk")
        own = Q(side=Reporter.ISS, provider=provider)
        return self.filter(own | Q(side=Reporter.CSC) | Q(side=Reporter.MY_TIME, referral__in=shared))

    def current(self):
        """As last corrected, and without those that did not happen."""
        return self.filter(corrected_by=None, withdrawn=False)

    def standing(self):
        return self.filter(corrected_by=None)


class Incident(models.Model):
    """Something happened. ``shared``: the ISS chose to let My Time see it. A correction is a new row."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="+")
    side = models.CharField(max_length=7, choices=Reporter.choices)
    # Of the ISS: whose incident it is, also after the worker has moved on
    provider = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    shared = models.BooleanField(default=False)
    happened_date = models.DateField()
    what = models.TextField()
    source = models.CharField(max_length=120, blank=True)
    police = models.BooleanField(default=False)
    police_reference = models.CharField(max_length=60, blank=True)
    children_present = models.BooleanField(null=True, blank=True)
    child_at_risk = models.BooleanField(default=False)
    immediate_safety = models.TextField(blank=True)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="corrected_by", null=True, blank=True
    )
    corrected_because = models.CharField(max_length=300, blank=True)
    withdrawn = models.BooleanField(default=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = IncidentQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(corrects=None) | ~Q(corrected_because=""), name="a_correction_says_why"
            ),
        )

    def __str__(self):
        return f"Incident of {self.happened_date}, {self.referral}"

    @property
    def before(self):
        """The versions before this one, newest first."""
        versions, version = [], self.corrects
        while version is not None:
            versions.append(version)
            version = version.corrects
        return versions


class RiskNoteQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever may see his file with its content reads it; the ISS sees those of its own provider."""
        if user.may(Permission.SEE_HER_FILES):
            ours = self.filter(by__organisation=user.organisation_id)
            return ours.exclude(is_closed("referral", user, "table"))
        if user.may(Permission.SEE_HIS_CONTENT) and user.role != Role.SPOC:
            return self.filter(referral__in=Referral.objects.visible_to(user))
        return self.none()

    def in_force(self):
        return self.filter(ended_at=None)


class RiskNote(models.Model):
    """Written by the ISS for My Time. May only be used with him when that is ticked.

    It ends by a newer one in its place, or by being withdrawn; what was written stays.
    """

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    may_be_used_with_him = models.BooleanField(default=False)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="superseded_by", null=True, blank=True
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = RiskNoteQuerySet.as_manager()

    def __str__(self):
        return f"Shared risk note on {self.referral}"
