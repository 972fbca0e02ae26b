"""What happens on her file: how to reach her safely, contacts, DASH, plan, support. One row a fact."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import Area, User
from iss.dash import ITEMS, KEY_ITEMS, DashAnswer, Level, Thresholds
from iss.statuses import Answer, SupportKind
from outcomes.models import Measure

from .documents import paper_path
from .files import OfFileQuerySet, PartnerFile

# [D] pathway.md section 6: what was said to be safe is unknown again after so long.
SAFE_FOR = timedelta(days=30)


class Channel(models.TextChoices):
    CALL = "call", "Phone call"
    TEXT = "text", "Text message"
    VOICEMAIL = "voicemail", "Voicemail"
    EMAIL = "email", "Email"
    POST = "post", "Post"
    IN_PERSON = "in_person", "In person"


class SafeContact(models.Model):
    """How she said she may be reached. The latest row holds; unknown means not safe."""

    file = models.ForeignKey(PartnerFile, on_delete=models.CASCADE, related_name="safe_contacts")
    phone = models.CharField(max_length=30, blank=True)
    phone_whose = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    address = models.TextField(blank=True)
    call = models.CharField(max_length=7, choices=Answer.choices, default=Answer.UNKNOWN)
    text = models.CharField(max_length=7, choices=Answer.choices, default=Answer.UNKNOWN)
    voicemail = models.CharField(max_length=7, choices=Answer.choices, default=Answer.UNKNOWN)
    email_safe = models.CharField(max_length=7, choices=Answer.choices, default=Answer.UNKNOWN)
    post = models.CharField(max_length=7, choices=Answer.choices, default=Answer.UNKNOWN)
    safe_times = models.CharField(max_length=200, blank=True)
    who_may_answer = models.CharField(max_length=200, blank=True)
    cover_name = models.CharField(max_length=80, blank=True)
    code_word = models.CharField(max_length=80, blank=True)
    checked_at = models.DateTimeField()
    checked_with = models.CharField(max_length=80, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects = OfFileQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["file"], condition=Q(superseded_at=None), name="one_present_safe_contact"
            ),
        )

    def __str__(self):
        return f"Safe contact of {self.file}"

    def is_stale(self, at):
        return at - self.checked_at > SAFE_FOR

    def answer(self, channel, at):
        """Whether ``channel`` is safe at ``at``: yes, no, or unknown. In person is arranged, never assumed."""
        if channel == Channel.IN_PERSON:
            return Answer.YES
        if self.is_stale(at):
            return Answer.UNKNOWN
        return getattr(self, "email_safe" if channel == Channel.EMAIL else channel)


class HerContactAttempt(models.Model):
    file = models.ForeignKey(PartnerFile, on_delete=models.CASCADE, related_name="contact_attempts")
    at = models.DateTimeField()
    channel = models.CharField(max_length=10, choices=Channel.choices)
    two_way = models.BooleanField()
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = OfFileQuerySet.as_manager()

    def __str__(self):
        return f"{self.get_channel_display()} on {self.at:%d %B %Y}"


class HerAgreement(models.Model):
    class About(models.TextChoices):
        CONTACT = "contact", "To be contacted"
        SUPPORT = "support", "To support"

    file = models.ForeignKey(PartnerFile, on_delete=models.CASCADE, related_name="agreements")
    about = models.CharField(max_length=10, choices=About.choices)
    asked_date = models.DateField()
    agreed = models.BooleanField()
    form = models.CharField(max_length=10, choices=[("verbal", "Verbal"), ("written", "Written")])
    asked_by = models.CharField(max_length=120, blank=True)
    witness = models.CharField(max_length=120, blank=True)
    document = models.FileField(upload_to=paper_path, blank=True)
    document_name = models.CharField(max_length=200, blank=True)
    risk_note = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    at = models.DateTimeField()

    objects = OfFileQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(agreed=True) | ~Q(risk_note=""), name="a_refusal_has_a_risk_note"
            ),
        )

    def __str__(self):
        return f"{self.get_about_display()}: {'agreed' if self.agreed else 'refused'}"

    @property
    def is_signed(self):
        return bool(self.agreed and self.form == "written" and self.document)


class DashThreshold(models.Model):
    """The yes answers that make a level, per area; the row without an area is for all others."""

    area = models.OneToOneField(Area, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    medium = models.PositiveSmallIntegerField(default=10)
    high = models.PositiveSmallIntegerField(default=14)
    events = models.PositiveSmallIntegerField(default=3)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(high__gt=F("medium")), name="high_is_above_medium"),
        )

    def __str__(self):
        return f"{self.area or 'Every other area'}: {self.high} for high"

    @property
    def values(self):
        return Thresholds(medium=self.medium, high=self.high, events=self.events)


class Dash(models.Model):
    """A DASH completed with her."""

    file = models.ForeignKey(PartnerFile, on_delete=models.CASCADE, related_name="dashes")
    at = models.DateTimeField()
    asked_date = models.DateField()
    answers = models.JSONField()
    notes = models.TextField(blank=True)
    yes = models.PositiveSmallIntegerField()
    events = models.PositiveSmallIntegerField(default=0)
    judgement = models.CharField(max_length=10, choices=Level.choices, blank=True)
    judgement_because = models.TextField(blank=True)
    level = models.CharField(max_length=10, choices=Level.choices)
    marac_recommended = models.BooleanField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = OfFileQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "dashes"
        constraints = (
            models.CheckConstraint(
                condition=Q(judgement="") | ~Q(judgement_because=""), name="judgement_has_reasons"
            ),
            models.CheckConstraint(condition=Q(yes__lte=24), name="at_most_24_yes"),
        )

    def __str__(self):
        return f"DASH of {self.file}, {self.asked_date}"

    def get_absolute_url(self):
        return reverse("her_dash_result", args=[self.file_id, self.pk])

    @property
    def items(self):
        """(number, what it asks about, DashAnswer) of each item."""
        return [
            (number, label, DashAnswer(answer))
            for number, (label, answer) in enumerate(zip(ITEMS, self.answers, strict=True), start=1)
        ]

    @property
    def dont_know(self):
        return self.answers.count(DashAnswer.DONT_KNOW)

    @property
    def key_yes(self):
        return [
            label for number, label, answer in self.items if number in KEY_ITEMS and answer == DashAnswer.YES
        ]


class SafetyPlan(models.Model):
    file = models.ForeignKey(PartnerFile, on_delete=models.CASCADE, related_name="safety_plans")
    version = models.PositiveSmallIntegerField()
    needs = models.TextField(blank=True)
    plan = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = OfFileQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["file", "version"], name="one_plan_of_a_version"),)

    def __str__(self):
        return f"Safety plan {self.version} of {self.file}"


class Support(models.Model):
    file = models.ForeignKey(PartnerFile, on_delete=models.CASCADE, related_name="support")
    kind = models.CharField(max_length=15, choices=SupportKind.choices)
    date = models.DateField()
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = OfFileQuerySet.as_manager()

    def __str__(self):
        return f"{self.get_kind_display()} on {self.date}"


class HerMeasure(Measure):
    file = models.ForeignKey(PartnerFile, on_delete=models.CASCADE, related_name="measures")

    objects = OfFileQuerySet.as_manager()

    class Meta(Measure.Meta):
        constraints = (
            *Measure.Meta.constraints,
            models.UniqueConstraint(fields=["file", "stage"], name="her_measure_once_a_stage"),
        )
