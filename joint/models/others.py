"""Who else is told: other professionals, and the log of what was disclosed."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import Area, Organisation, User
from accounts.roles import Permission
from audit.restricting import is_closed
from iss.models import PartnerFile
from referrals.models import Referral

from .sides import Side


class OfHisFileQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.may(Permission.WRITE_REPORT):
            return self.none()
        return self.filter(referral__in=Referral.objects.visible_to(user))


class Professional(models.Model):
    """Someone else who must be told when he drops out: probation, health, a school."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=120)
    phone = models.CharField(max_length=30, blank=True)
    # Named by the referrer on the form, and not by us
    from_form = models.BooleanField(default=False)
    # His file has ended: they are to be told, from then on
    owed_since = models.DateTimeField(null=True, blank=True)
    how_told = models.CharField(max_length=200, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    objects = OfHisFileQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(told_at=None) | Q(told_by__isnull=False), name="told_by_somebody"
            ),
        )

    def __str__(self):
        return f"{self.role}: {self.name}"


class DisclosureQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Each organisation's own."""
        if not user.may(Permission.REPORT_INCIDENT):
            return self.none()
        found = self.filter(by__organisation=user.organisation_id)
        return found.exclude(is_closed("referral", user, "table"))


class Disclosure(models.Model):
    """What was told to whom, and on what basis."""

    class Basis(models.TextChoices):
        AGREEMENT = "agreement", "Agreement of the person"
        SAFEGUARDING = "safeguarding", "Safeguarding"
        LEGAL = "legal", "Legal duty"

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="+")
    side = models.CharField(max_length=7, choices=Side.choices)
    what = models.TextField()
    to_whom = models.CharField(max_length=200)
    basis = models.CharField(max_length=12, choices=Basis.choices)
    could_he_receive_it = models.BooleanField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = DisclosureQuerySet.as_manager()

    def __str__(self):
        return f"Disclosure on {self.referral} to {self.to_whom}"


class NewPartnerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The service that decides; and those who work with him, who see that it was passed on and no more."""
        if user.may(Permission.ISS_AT_TABLE):
            ours = self.filter(provider=user.organisation_id)
            return ours.exclude(is_closed("referral", user, "table"))
        if user.may(Permission.REPORT_INCIDENT):
            return self.filter(referral__in=Referral.objects.visible_to(user))
        return self.none()

    def undecided(self):
        return self.filter(decided_at=None)


class NewPartner(models.Model):
    """He has a new partner: what his side may hold of it, and what the service of her area decided behind the wall."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    heard = models.TextField()
    children = models.BooleanField(null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    why_no_file = models.CharField(max_length=300, blank=True)
    file = models.ForeignKey(PartnerFile, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    objects = NewPartnerQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(decided_at=None) | Q(file__isnull=False) | ~Q(why_no_file=""),
                name="decided_with_a_file_or_why_not",
            ),
        )

    def __str__(self):
        return f"New partner, {self.referral}"

    def get_absolute_url(self):
        return reverse("new_partner", args=[self.pk])
