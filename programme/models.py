"""The programme: versions and topics, venues and groups, sessions planned and held, who was expected and who came."""

from datetime import timedelta

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.timezone import localtime

from accounts.models import Area, User
from accounts.roles import Permission, Role
from referrals.models import Referral, StatusChange
from referrals.statuses import Status
from timescales.models import Deadline as AbstractDeadline
from timescales.promises import Promise

from .rules import Outcome

CAPACITY = 12
# [D] How long before a high-emotion session the ISS is told of it
WARNED_BEFORE = timedelta(days=2)


class ProgrammeVersion(models.Model):
    """A man keeps the version he enrolled on. ``counted`` is False for the motivational module."""

    name = models.CharField(max_length=80, unique=True)
    sessions_required = models.PositiveSmallIntegerField()
    counted = models.BooleanField(default=True)
    one_to_one = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    def __str__(self):
        return self.name


class Topic(models.Model):
    class ContentArea(models.TextChoices):
        UNDERSTANDING = "understanding", "Understanding and defining abuse"
        TECHNIQUES = "techniques", "Cognitive behavioural techniques"
        EFFECT = "effect", "Effect on partners and children"
        CHOOSING = "choosing", "Choosing other behaviour"

    version = models.ForeignKey(ProgrammeVersion, on_delete=models.CASCADE, related_name="topics")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    content_area = models.CharField(max_length=15, choices=ContentArea.choices)
    high_emotion = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version", "number"], name="one_topic_of_a_number"),)

    def __str__(self):
        return f"{self.number}. {self.title}"


class Venue(models.Model):
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200, blank=True)
    access_notes = models.CharField(max_length=300, blank=True)

    def __str__(self):
        return self.name


class GroupQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.may(Permission.SEE_GROUPS):
            return self.none()
        return self if user.role == Role.MANAGER else self.filter(area__in=user.area_ids)


class Group(models.Model):
    """A weekly group, led by one man and one woman, of up to twelve."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, "Monday"
        TUESDAY = 1, "Tuesday"
        WEDNESDAY = 2, "Wednesday"
        THURSDAY = 3, "Thursday"
        FRIDAY = 4, "Friday"

    name = models.CharField(max_length=80, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(ProgrammeVersion, on_delete=models.PROTECT, related_name="+")
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)
    starts = models.TimeField()
    capacity = models.PositiveSmallIntegerField(default=CAPACITY)
    lead_man = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    lead_woman = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = GroupQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(capacity__gte=1, capacity__lte=CAPACITY), name="up_to_twelve"),
            models.CheckConstraint(condition=~Q(lead_man=F("lead_woman")), name="two_people_lead"),
        )

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("group", args=[self.pk])

    @property
    def is_led_by_a_pair(self):
        return (self.lead_man.sex, self.lead_woman.sex) == (User.Sex.MAN, User.Sex.WOMAN)

    def places_left(self):
        return self.capacity - self.enrolments.taking_a_place().count()


class SessionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(group__in=Group.objects.visible_to(user))

    def stirring_soon(self, at):
        """Planned sessions of the coming days that are marked high-emotion."""
        soon = self.filter(state=Session.State.PLANNED, high_emotion=True)
        return soon.filter(starts_at__gt=at, starts_at__lte=at + WARNED_BEFORE)

    def without_register(self, at):
        """Over, not cancelled, and somebody expected still has no outcome. A group without men owes none."""
        owed = Deadline.objects.running().filter(promise=Promise.REGISTER)
        had_men = Enrolment.objects.filter(
            group=OuterRef("group"), first_session__starts_at__lte=OuterRef("starts_at")
        )
        return self.filter(Exists(had_men), pk__in=owed.values("session"), ends_at__lte=at)


class Session(models.Model):
    """Planned and happened are different facts. An imported session has a reference and a day, and no group."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        HELD = "held", "Held"
        CANCELLED = "cancelled", "Cancelled by us"

    reference = models.CharField(max_length=60, unique=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="sessions", null=True, blank=True)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    moved_from = models.DateTimeField(null=True, blank=True)
    held_date = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    high_emotion = models.BooleanField(default=False)
    cancelled_because = models.CharField(max_length=200, blank=True)
    register_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    register_at = models.DateTimeField(null=True, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(group=None) | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
                name="a_group_session_has_a_time",
            ),
        )
        indexes = (models.Index(fields=["group", "starts_at"], name="session_of_group"),)

    def __str__(self):
        return f"{self.group}, {localtime(self.starts_at):%-d %B %Y}" if self.group_id else self.reference

    def get_absolute_url(self):
        return reverse("register", args=[self.pk])


class Deadline(AbstractDeadline):
    """The promise that a register is taken."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="deadlines")

    @property
    def file(self):
        return self.session


class EnrolmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(group__in=Group.objects.visible_to(user))

    def taking_a_place(self):
        return self.filter(ended_at=None, referral__status__in=(Status.ON_PROGRAMME, Status.ON_HOLD))

    def expected_at(self, session):
        """Who is expected: on the programme at that moment, in this group, from his first session on.

        A man who has left since was still expected then, and his register is still owed.
        """
        changes = StatusChange.objects.filter(referral=OuterRef("referral"), at__lte=session.starts_at)
        status_then = changes.order_by("-at", "-pk").values("to_status")[:1]
        return (
            self.filter(group=session.group_id, first_session__starts_at__lte=session.starts_at)
            .filter(Q(ended_at=None) | Q(ended_at__gt=session.starts_at))
            .alias(status_then=Subquery(status_then))
            .filter(status_then=Status.ON_PROGRAMME)
        )


class Enrolment(models.Model):
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="enrolments")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="enrolments")
    version = models.ForeignKey(ProgrammeVersion, on_delete=models.PROTECT, related_name="+")
    first_session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["referral"], condition=Q(ended_at=None), name="in_one_group_at_a_time"
            ),
        )

    def __str__(self):
        return f"{self.referral} in {self.group}"


class AttendanceQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.may(Permission.SEE_HIS_CONTENT):
            return self.none()
        return self.filter(referral__in=Referral.objects.visible_to(user))

    def credited(self):
        """What counts. A session caught up that turns out to have been attended after all counts once."""
        twice = Q(outcome=Outcome.CAUGHT_UP, makes_up__outcome__in=Outcome.CREDITED)
        return self.filter(outcome__in=Outcome.CREDITED).exclude(twice)


class Attendance(models.Model):
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendances")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="attendances")
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    minutes_late = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    makes_up = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    held_date = models.DateField(null=True, blank=True)
    distress_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    at = models.DateTimeField(null=True, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["session", "referral"], name="one_outcome_of_a_man_at_a_session"),
            models.UniqueConstraint(
                fields=["makes_up"], condition=Q(makes_up__isnull=False), name="a_session_is_caught_up_once"
            ),
        )
        indexes = (models.Index(fields=["referral"], name="his_attendance"),)

    def __str__(self):
        return f"{self.referral}, {self.session}: {self.get_outcome_display()}"


class Correction(models.Model):
    """A register put right: who, when, from what to what, and why."""

    attendance = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="corrections")
    old = models.CharField(max_length=20, choices=Outcome.choices)
    new = models.CharField(max_length=20, choices=Outcome.choices)
    because = models.CharField(max_length=500)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.attendance}: {self.old} to {self.new}"
