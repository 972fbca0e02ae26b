"""What happens on his file: contacts, assessments, decisions, agreements, referrals back. One row a fact."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from directory.models import Service
from outcomes.models import Measure
from referrals.statuses import Status, UnsuitableReason
from timescales.models import Deadline as AbstractDeadline

from .documents import agreement_path
from .referral import Referral


class OfReferralQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(referral__in=Referral.objects.visible_to(user))


class Deadline(AbstractDeadline):
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="deadlines")

    class Meta(AbstractDeadline.Meta):
        constraints = (
            *AbstractDeadline.Meta.constraints,
            models.UniqueConstraint(
                fields=["referral", "promise"],
                condition=Q(kept_at=None, stopped_at=None, excused_at=None),
                name="one_running_promise_of_a_kind_on_his_file",
            ),
        )

    @property
    def file(self):
        return self.referral


class StatusChange(models.Model):
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="status_changes")
    from_status = models.CharField(max_length=20, choices=Status.choices, blank=True)
    to_status = models.CharField(max_length=20, choices=Status.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    objects = OfReferralQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["referral", "at"], name="steps_of_a_file"),)

    def __str__(self):
        return f"{self.referral}: {self.get_to_status_display()}"


class Child(models.Model):
    class Plan(models.TextChoices):
        CP = "cp", "Child protection plan"
        CIN = "cin", "Child in need plan"
        EARLY_HELP = "early_help", "Early Help"
        NONE = "none", "No plan"

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="children")
    first_name = models.CharField(max_length=80, blank=True)
    age = models.PositiveSmallIntegerField(null=True, blank=True)
    plan = models.CharField(max_length=12, choices=Plan.choices)
    plan_from = models.DateField(null=True, blank=True)

    objects = OfReferralQuerySet.as_manager()

    def __str__(self):
        return f"Child of {self.referral}"


class Channel(models.TextChoices):
    PHONE = "phone", "Phone call"
    TEXT = "text", "Text message"
    EMAIL = "email", "Email"
    LETTER = "letter", "Letter"
    VISIT = "visit", "In person"
    VIDEO = "video", "Video call"


class ContactAttempt(models.Model):
    """An attempt; contact only when it went both ways."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="contact_attempts")
    at = models.DateTimeField()
    channel = models.CharField(max_length=10, choices=Channel.choices)
    two_way = models.BooleanField()
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = OfReferralQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["referral", "at"], name="his_contacts"),)

    def __str__(self):
        return f"{self.get_channel_display()} on {self.at:%d %B %Y}"


class AssessmentOffer(models.Model):
    class Outcome(models.TextChoices):
        ATTENDED = "attended", "He attended"
        DID_NOT_ATTEND = "did_not_attend", "He did not attend"
        CANCELLED_BY_HIM = "cancelled_by_him", "He cancelled"
        CANCELLED_BY_US = "cancelled_by_us", "We cancelled"
        REBOOKED = "rebooked", "Rebooked"

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", "In person"
        PHONE = "phone", "By phone"
        VIDEO = "video", "By video"

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="assessment_offers")
    offered_date = models.DateField()
    appointment_at = models.DateTimeField()
    mode = models.CharField(max_length=10, choices=Mode.choices)
    venue = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    outcome_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = OfReferralQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["referral"], condition=Q(outcome=""), name="one_assessment_offer_at_a_time"
            ),
        )

    def __str__(self):
        return f"Assessment of {self.referral} at {self.appointment_at:%d %B %Y}"


class Decision(models.Model):
    """A finding about suitability: at assessment, or after the joint discussion."""

    class Stage(models.TextChoices):
        ASSESSMENT = "assessment", "At assessment"
        DISCUSSION = "discussion", "After the joint discussion"

    class Outcome(models.TextChoices):
        PROVISIONAL = "provisional", "Provisionally suitable, pending further information"
        SUITABLE = "suitable", "Suitable"
        UNSUITABLE = "unsuitable", "Unsuitable"

    class Via(models.TextChoices):
        CSC = "csc", "Through children's services"
        ISS = "iss", "Through the ISS"

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="decisions")
    stage = models.CharField(max_length=10, choices=Stage.choices)
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    findings = models.TextField(blank=True)
    unsuitable_reason = models.CharField(max_length=30, choices=UnsuitableReason.choices, blank=True)
    risks = models.TextField(blank=True, help_text="Risks to her and the children")
    recommend_dash = models.BooleanField(default=False)
    recommend_marac = models.BooleanField(default=False)
    recommendation_via = models.CharField(max_length=3, choices=Via.choices, blank=True)
    recommendation_who = models.CharField(max_length=120, blank=True)
    recommendation_by_date = models.DateField(null=True, blank=True)
    # All of it is answered, by whoever it went through
    recommendation_answered_at = models.DateTimeField(null=True, blank=True)
    alternatives = models.TextField(blank=True)
    suggested = models.ManyToManyField(Service, related_name="+", blank=True)

    objects = OfReferralQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(outcome="unsuitable") | ~Q(unsuitable_reason=""), name="unsuitable_for_a_reason"
            ),
        )

    def __str__(self):
        return f"{self.referral}: {self.get_outcome_display()}"


class AgreementQuerySet(OfReferralQuerySet):
    def signed(self):
        """Agreed in writing, and the paper is here: what the promise asks for."""
        return self.filter(agreed=True, form="written").exclude(document="")


class Agreement(models.Model):
    """His agreement to the programme and its limits of confidentiality. Not the data-protection basis.

    ``confirms``: the answer in words that this signed one takes the place of.
    """

    class Form(models.TextChoices):
        VERBAL = "verbal", "Verbal"
        WRITTEN = "written", "Written"

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="agreements")
    asked_date = models.DateField()
    agreed = models.BooleanField()
    form = models.CharField(max_length=10, choices=Form.choices)
    asked_by = models.CharField(max_length=120, blank=True)
    witness = models.CharField(max_length=120, blank=True)
    document = models.FileField(upload_to=agreement_path, blank=True)
    document_name = models.CharField(max_length=200, blank=True)
    confirms = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = AgreementQuerySet.as_manager()

    def __str__(self):
        return f"{self.get_form_display()} agreement, {self.referral}"

    @property
    def is_signed(self):
        return bool(self.agreed and self.form == self.Form.WRITTEN and self.document)


class ReferralBack(models.Model):
    """He is handed back to children's services, who say that they know and what they will do."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="referrals_back")
    at = models.DateTimeField()
    because = models.CharField(max_length=200)
    risks = models.TextField(blank=True)
    # In plain words to the social worker, where somebody wrote them: why, what to do next, and what else there is
    explained = models.TextField(blank=True)
    what_next = models.TextField(blank=True)
    alternatives = models.TextField(blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    plan = models.TextField(blank=True)
    plan_at = models.DateTimeField(null=True, blank=True)
    plan_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = OfReferralQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(acknowledged_at=None, acknowledged_by=None)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                name="acknowledged_by_somebody_at_a_moment",
            ),
        )

    def __str__(self):
        return f"{self.referral} referred back"


class HisMeasure(Measure):
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="measures")
    # {item: value} of the version; None for what was taken on paper or before there were instruments
    answers = models.JSONField(null=True, blank=True)

    objects = OfReferralQuerySet.as_manager()

    class Meta(Measure.Meta):
        constraints = (
            *Measure.Meta.constraints,
            models.UniqueConstraint(
                fields=["referral", "stage"],
                condition=Q(asked_date__isnull=False),
                name="his_measure_taken_once_a_stage",
            ),
        )
