"""Reports to children's services: drafted from the record, signed off, issued in versions, kept as they were issued."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.roles import Permission
from referrals.models import Decision, Referral, ReferralBack

from .pairs import Pair


class ReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The writers; once issued, the social worker it was issued to; the ISS those that it has a part in."""
        mine = self.filter(referral__in=Referral.objects.visible_to(user))
        if user.may(Permission.WRITE_REPORT):
            return mine
        if user.may(Permission.ANSWER_RETURN):
            return mine.exclude(issued_at=None)
        if user.may(Permission.ISS_AT_TABLE):
            ours = Q(kind__in=Report.WITH_THE_ISS) | Q(held_at__isnull=False)
            return self.filter(ours, referral__in=Pair.objects.visible_to(user).values("pk"))
        return self.none()

    def latest(self, referral, kind, **subject):
        """The newest version; the ISS's part and the writers' words are in it. ``subject``: decision or back."""
        return self.filter(referral=referral, kind=kind, **subject).order_by("-version").first()


class Report(models.Model):
    """One version of one report. ``words``: {section: what its writers said}; what the record says is never kept here
    until it is issued, and then as it was (``IssuedPaper``)."""

    class Kind(models.TextChoices):
        ASSESSMENT = "assessment", "Assessment outcome"
        MIDWAY = "midway", "Midway report"
        COMPLETION = "completion", "Completion report"
        BACK = "back", "Referral back"

    WITH_THE_ISS = (Kind.MIDWAY, Kind.COMPLETION)

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    version = models.PositiveSmallIntegerField(default=1)
    # What an assessment outcome or a referral back is about
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    back = models.ForeignKey(ReferralBack, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    words = models.JSONField(default=dict, blank=True)
    writers = models.ManyToManyField(User, related_name="+", blank=True)
    corrected_because = models.CharField(max_length=500, blank=True)

    iss_contribution = models.TextField(blank=True)
    iss_nil = models.BooleanField(default=False)
    iss_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    iss_at = models.DateTimeField(null=True, blank=True)
    # Why it may say what the wall would hold back
    iss_lets_go_because = models.CharField(max_length=500, blank=True)

    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    sent_back_because = models.CharField(max_length=500, blank=True)
    # Held back at the wall: the ISS looks at what was found, and says that it may leave or what to change
    held_at = models.DateTimeField(null=True, blank=True)
    let_go = models.JSONField(default=list, blank=True)
    let_go_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    iss_asks = models.CharField(max_length=500, blank=True)

    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["referral", "kind", "version"],
                condition=Q(decision=None, back=None),
                name="one_version_of_a_report",
            ),
            models.UniqueConstraint(fields=["decision", "version"], name="one_version_about_a_decision"),
            models.UniqueConstraint(fields=["back", "version"], name="one_version_about_a_referral_back"),
            models.CheckConstraint(
                condition=Q(issued_at=None)
                | Q(iss_nil=True)
                | ~Q(iss_contribution="")
                | Q(kind__in=["assessment", "back"]),
                name="issued_with_the_iss_part_or_a_nil",
            ),
        )

    def __str__(self):
        return f"{self.get_kind_display()}, {self.referral}"

    @property
    def name(self):
        later = f", version {self.version}" if self.version > 1 else ""
        return f"{self.get_kind_display()}{later}"

    @property
    def has_iss_part(self):
        return self.kind in self.WITH_THE_ISS

    @property
    def filename(self):
        """A reference, and nothing of what is in it."""
        return f"{self.referral.reference}-{self.pk}.pdf"


class IssuedPaper(models.Model):
    """What was issued, as it was issued: the finished page and the paper, whatever becomes of record and template.

    Reports issued before there were papers have the page alone.
    """

    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="paper", primary_key=True)
    page = models.TextField()
    pdf = models.BinaryField(default=bytes)
    digest = models.CharField(max_length=64, blank=True)

    def __str__(self):
        return f"Paper of {self.report}"


class ReportOpened(models.Model):
    """The receipt: who of those it was issued to has opened it, and when first."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="opened")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["report", "person"], name="opened_first_once"),)

    def __str__(self):
        return f"{self.report} opened by {self.person}"
