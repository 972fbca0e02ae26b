"""How to reach her safely, and contacts with her. What says where she is lies sealed in its columns."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import User
from iss.statuses import Answer
from iss.windows import Window, within
from sealing import SealedJSONField, SealedTextField

from .files import OfFileQuerySet, PartnerFile

# What a sealed column of these rows is bound to: her file, and the row itself
BOUND = ("file_id", "row")


class Channel(models.TextChoices):
    CALL = "call", "Phone call"
    TEXT = "text", "Text message"
    VOICEMAIL = "voicemail", "Voicemail"
    EMAIL = "email", "Email"
    POST = "post", "Post"
    IN_PERSON = "in_person", "In person"


# What reaches her at a moment, and so only at the times she named
AT_A_MOMENT = (Channel.CALL, Channel.TEXT, Channel.VOICEMAIL)


class SafeContact(models.Model):
    """How she said she may be reached. The latest row holds; unknown means not safe."""

    file = models.ForeignKey(PartnerFile, on_delete=models.CASCADE, related_name="safe_contacts")
    row = models.UUIDField(default=uuid4, editable=False)
    phone = SealedTextField(bound_to=BOUND)
    phone_whose = SealedTextField(bound_to=BOUND)
    email = SealedTextField(bound_to=BOUND)
    address = SealedTextField(bound_to=BOUND)
    # Beside him, who never does
    address_kept_from = SealedTextField(bound_to=BOUND)
    call = models.CharField(max_length=7, choices=Answer.choices, default=Answer.UNKNOWN)
    text = models.CharField(max_length=7, choices=Answer.choices, default=Answer.UNKNOWN)
    voicemail = models.CharField(max_length=7, choices=Answer.choices, default=Answer.UNKNOWN)
    email_safe = models.CharField(max_length=7, choices=Answer.choices, default=Answer.UNKNOWN)
    post = models.CharField(max_length=7, choices=Answer.choices, default=Answer.UNKNOWN)
    safe_times = SealedTextField(bound_to=BOUND)
    # [{"days": [0 ... 6], "from": "10:00", "until": "12:00"}]; none: no days and times are named
    windows = SealedJSONField(bound_to=BOUND, default=list)
    who_may_answer = SealedTextField(bound_to=BOUND)
    cover_name = SealedTextField(bound_to=BOUND)
    code_word = SealedTextField(bound_to=BOUND)
    checked_at = models.DateTimeField()
    checked_with = SealedTextField(bound_to=BOUND)
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

    @property
    def times(self):
        """The Windows she named."""
        return [Window.of(said) for said in self.windows]

    @property
    def says_nothing(self):
        """Whether nothing is known of what is safe: such as of a new partner of whom only a name was passed on."""
        answers = (self.call, self.text, self.voicemail, self.email_safe, self.post)
        said = (self.safe_times, self.windows, self.who_may_answer, self.cover_name, self.code_word)
        return set(answers) == {Answer.UNKNOWN} and not any(said)

    def is_stale(self, at):
        return at - self.checked_at > settings.SAFE_CONTACT_HOLDS_FOR

    def answer(self, channel, at):
        """Whether ``channel`` is safe at ``at``: yes, no, or unknown. In person is arranged, never assumed."""
        if channel == Channel.IN_PERSON:
            return Answer.YES
        if self.is_stale(at):
            return Answer.UNKNOWN
        return getattr(self, "email_safe" if channel == Channel.EMAIL else channel)

    def is_time(self, channel, at):
        """Whether ``at`` is one of the times she named for what reaches her at a moment."""
        return channel not in AT_A_MOMENT or within(self.times, at)


class SafeNow(models.Model):
    """A worker confirmed that ``channel`` is safe now, and was shown the number or address for a while."""

    file = models.ForeignKey(PartnerFile, on_delete=models.CASCADE, related_name="safe_nows")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    at = models.DateTimeField()
    until = models.DateTimeField()
    # She was asked there and then whether she can talk, and said yes
    to_talk = models.BooleanField(default=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = OfFileQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["file", "by", "-until"], name="safe_now_of_file"),)

    def __str__(self):
        return f"{self.get_channel_display()} safe on {self.file}"


class HerContactAttempt(models.Model):
    file = models.ForeignKey(PartnerFile, on_delete=models.CASCADE, related_name="contact_attempts")
    row = models.UUIDField(default=uuid4, editable=False)
    at = models.DateTimeField()
    channel = models.CharField(max_length=10, choices=Channel.choices)
    two_way = models.BooleanField()
    # She got in touch: nothing had to be safe for that
    she_began = models.BooleanField(default=False)
    note = SealedTextField(bound_to=BOUND)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = OfFileQuerySet.as_manager()

    def __str__(self):
        return f"{self.get_channel_display()} on {self.at:%d %B %Y}"
