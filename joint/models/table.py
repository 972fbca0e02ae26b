"""What hangs on both sides: incidents, risk notes, reports, disclosures, others who must be told."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.roles import Permission, Role
from iss.models import PartnerFile
from referrals.models import Referral

from .pairs import Pair
from .sides import Side


class IncidentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Each side sees its own and what the other shared; the ISS sees all that My Time reports of its pairs."""
        if user.role in (Role.FACILITATOR, Role.MANAGER):
            mine = Referral.objects.visible_to(user)
            return self.filter(referral__in=mine).filter(Q(side=Side.MY_TIME) | Q(shared=True))
        files = PartnerFile.objects.visible_to(user)
        pairs = Pair.objects.visible_to(user).shared().values("pk")
        own = Q(side=Side.ISS, by__organisation=user.organisation_id)
        return self.filter(referral__in=files.values("referral")).filter(
            own | Q(side=Side.MY_TIME, referral__in=pairs)
        )


class Incident(models.Model):
    """Something happened. ``shared``: the ISS chose to let My Time see it."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="+")
    side = models.CharField(max_length=7, choices=Side.choices)
    shared = models.BooleanField(default=False)
    happened_date = models.DateField()
    what = models.TextField()
    source = models.CharField(max_length=120, blank=True)
    police = models.BooleanField(default=False)
    children_present = models.BooleanField(null=True, blank=True)
    immediate_safety = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = IncidentQuerySet.as_manager()

    def __str__(self):
        return f"Incident of {self.happened_date}, {self.referral}"


class RiskNoteQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever may see his file with its content reads it; the ISS sees those of its own provider."""
        if user.may(Permission.SEE_HER_FILES):
            return self.filter(by__organisation=user.organisation_id)
        if user.may(Permission.SEE_HIS_CONTENT) and user.role != Role.SPOC:
            return self.filter(referral__in=Referral.objects.visible_to(user))
        return self.none()


class RiskNote(models.Model):
    """Written by the ISS for My Time. May only be used with him when that is ticked."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    may_be_used_with_him = models.BooleanField(default=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = RiskNoteQuerySet.as_manager()

    def __str__(self):
        return f"Shared risk note on {self.referral}"


class ReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The writers; and once issued, the social worker it was issued to."""
        mine = self.filter(referral__in=Referral.objects.visible_to(user))
        if user.may(Permission.WRITE_REPORT):
            return mine
        if user.may(Permission.ANSWER_RETURN):
            return mine.exclude(issued_at=None)
        if user.may(Permission.ISS_AT_TABLE):
            return self.filter(referral__in=Pair.objects.visible_to(user).values("pk"))
        return self.none()


class Report(models.Model):
    """A midway or completion report, with the ISS's contribution or a recorded nil."""

    class Kind(models.TextChoices):
        MIDWAY = "midway", "Midway report"
        COMPLETION = "completion", "Completion report"

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    body = models.TextField(blank=True)
    iss_contribution = models.TextField(blank=True)
    iss_nil = models.BooleanField(default=False)
    iss_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    iss_at = models.DateTimeField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["referral", "kind"], name="one_report_of_a_kind"),
            models.CheckConstraint(
                condition=Q(issued_at=None) | Q(iss_nil=True) | ~Q(iss_contribution=""),
                name="issued_with_the_iss_contribution_or_a_nil",
            ),
        )

    def __str__(self):
        return f"{self.get_kind_display()}, {self.referral}"


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
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    objects = OfHisFileQuerySet.as_manager()

    def __str__(self):
        return f"{self.role}: {self.name}"


class DisclosureQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Each organisation's own."""
        if not user.may(Permission.REPORT_INCIDENT):
            return self.none()
        return self.filter(by__organisation=user.organisation_id)


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
