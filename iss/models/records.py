"""What happens on her file: how to reach her safely, contacts, support. One row a fact."""

from datetime import timedelta

from django.db import models
from django.db.models import Q

from accounts.models import User
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
