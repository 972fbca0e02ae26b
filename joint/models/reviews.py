"""Monthly reviews of a pair, the meetings at which one pair after another is reviewed, and what was agreed there."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import Organisation, User
from accounts.roles import Permission
from audit.restricting import is_closed
from referrals.models import Referral

from .pairs import OfPairQuerySet, Pair


class Risk(models.TextChoices):
    STANDARD = "standard", "Standard"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"


class ReviewQuerySet(OfPairQuerySet):
    def visible_to(self, user):
        """My Time: every review. A service: those held with it, while nothing stops the sharing."""
        found = super().visible_to(user)
        if user.may(Permission.ISS_AT_TABLE):
            shared = Pair.objects.visible_to(user).shared().values("pk")
            return found.filter(provider=user.organisation_id, referral__in=shared)
        return found


class JointReview(models.Model):
    """One monthly review of a pair: the man, and the service of his partner. ``provider`` is None where none is linked."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="+")
    provider = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    held_date = models.DateField()
    attended = models.ManyToManyField(User, related_name="+", blank=True)
    # Who else was there; in older records everybody
    attended_by = models.CharField(max_length=300, blank=True)
    attendance = models.TextField(blank=True)
    incidents = models.TextField(blank=True)
    measures = models.TextField(blank=True)
    risk = models.CharField(max_length=10, choices=Risk.choices)
    risk_because = models.TextField(blank=True)
    minutes = models.TextField(blank=True)
    # In words, of before actions had owners and days of their own
    actions = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ReviewQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["referral", "provider", "-held_date"], name="reviews_of_a_pair"),)

    def __str__(self):
        return f"Review of {self.referral}, {self.held_date}"

    def get_absolute_url(self):
        return reverse("held_review", args=[self.pk])

    @property
    def who_took_part(self):
        return ", ".join(
            [person.name for person in self.attended.all()] + [self.attended_by] * bool(self.attended_by)
        )


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """My Time's managers: all. A service: those with it."""
        if not user.may(Permission.JOINT_TABLE):
            return self.none()
        return self.filter(provider=user.organisation_id) if user.may(Permission.ISS_AT_TABLE) else self

    def open(self):
        return self.filter(ended_at=None)


class Meeting(models.Model):
    """A meeting of My Time with one service, which goes through up to thirty cases. ``minutes``: how long it may take."""

    provider = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    day = models.DateField()
    minutes = models.PositiveSmallIntegerField(default=120)
    attended = models.ManyToManyField(User, related_name="+", blank=True)
    attended_by = models.CharField(max_length=300, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = MeetingQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["provider", "-day"], name="meetings_of_a_provider"),)

    def __str__(self):
        return f"Joint meeting of {self.day:%-d %B %Y}"

    def get_absolute_url(self):
        return reverse("meeting", args=[self.pk])

    @property
    def with_whom(self):
        return self.provider.name if self.provider_id else "My Time alone"

    @property
    def who_took_part(self):
        return ", ".join(
            [person.name for person in self.attended.all()] + [self.attended_by] * bool(self.attended_by)
        )


class OfMeetingQuerySet(models.QuerySet):
    def visible_to(self, user):
        found = self.filter(meeting__in=Meeting.objects.visible_to(user).values("pk"))
        return found.exclude(is_closed("referral", user, "table"))


class MeetingCase(models.Model):
    """One man of a meeting, and what has been typed about him so far. His clock runs while ``opened_at`` is set and
    ``paused_at`` is not; going back to him moves ``opened_at`` on by the time between."""

    class State(models.TextChoices):
        WAITING = "waiting", "To be reviewed"
        HELD = "held", "Reviewed"
        SKIPPED = "skipped", "Skipped"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="cases")
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    skipped_because = models.CharField(max_length=200, blank=True)
    review = models.OneToOneField(
        JointReview, on_delete=models.PROTECT, related_name="case", null=True, blank=True
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    draft = models.JSONField(default=dict, blank=True)
    draft_key = models.CharField(max_length=36, blank=True)
    draft_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    draft_at = models.DateTimeField(null=True, blank=True)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["meeting", "referral"], name="a_man_once_in_a_meeting"),
            models.UniqueConstraint(fields=["meeting", "position"], name="one_place_in_a_meeting"),
            models.CheckConstraint(
                condition=Q(state="held", review__isnull=False) | (~Q(state="held") & Q(review=None)),
                name="held_with_its_review",
            ),
        )

    def __str__(self):
        return f"{self.position} of {self.meeting}"

    def get_absolute_url(self):
        return reverse("meeting_case", args=[self.meeting_id, self.position])
