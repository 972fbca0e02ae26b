"""Sessions planned and held, the promise of their registers, and who is expected at them."""

from datetime import timedelta

import pgtrigger
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import TruncDate
from django.utils.timezone import localtime

from accounts.addresses import address
from accounts.models import User
from accounts.roles import Role
from audit.restricting import is_closed
from referrals.models import Referral, StatusChange
from referrals.statuses import Status
from timescales.models import Deadline as AbstractDeadline
from timescales.promises import Promise

from .closures import LeadCover
from .groups import Group
from .versions import ProgrammeVersion, Topic

# [D] How long before a high-emotion session the ISS is told of it
WARNED_BEFORE = timedelta(days=2)


class SessionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(group__in=Group.objects.visible_to(user))

    def stirring_soon(self, at):
        """Planned sessions of the coming days that are marked high-emotion."""
        soon = self.filter(state=Session.State.PLANNED, high_emotion=True)
        return soon.filter(starts_at__gt=at, starts_at__lte=at + WARNED_BEFORE)

    def led_by(self, people):
        """Of the pair of a group, but for the days on which somebody stands in; and of those who stand in."""
        covers = LeadCover.objects.filter(
            group=OuterRef("group"), from_date__lte=OuterRef("day"), to_date__gte=OuterRef("day")
        )
        leads = Exists(covers.filter(covered_by__in=people))
        for lead in ("group__lead_man", "group__lead_woman"):
            leads |= Q(**{f"{lead}__in": people}) & ~Exists(covers.filter(away=OuterRef(lead)))
        return self.alias(day=TruncDate("starts_at")).filter(leads)

    def without_register(self, at):
        """Over, not cancelled, and somebody expected still has no outcome. A group without men owes none."""
        owed = Deadline.objects.running().filter(promise=Promise.REGISTER)
        had_men = Enrolment.objects.filter(
            group=OuterRef("group"), first_session__starts_at__lte=OuterRef("starts_at")
        )
        visits = self.model._meta.apps.get_model("programme", "Visit").objects
        visitors = visits.planned().filter(session=OuterRef("pk"))
        somebody = Exists(had_men) | Exists(visitors)
        return self.filter(somebody, pk__in=owed.values("session"), ends_at__lte=at)


class Session(models.Model):
    """Planned and happened are different facts. An imported session has a reference and a day, and no group."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        HELD = "held", "Held"
        CANCELLED = "cancelled", "Cancelled by us"

    reference = models.CharField(max_length=60, unique=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="sessions", null=True, blank=True)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    # Where two weeks were merged into one evening
    second_topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    moved_from = models.DateTimeField(null=True, blank=True)
    held_date = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    high_emotion = models.BooleanField(default=False)
    cancelled_because = models.CharField(max_length=200, blank=True)
    # How often it has changed, for calendars that follow it
    revision = models.PositiveSmallIntegerField(default=0)
    register_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    register_at = models.DateTimeField(null=True, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(group=None) | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
                name="a_group_session_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(second_topic=None) | Q(topic__isnull=False), name="a_second_topic_follows_a_first"
            ),
        )
        indexes = (models.Index(fields=["group", "starts_at"], name="session_of_group"),)

    def __str__(self):
        return f"{self.group}, {localtime(self.starts_at):%-d %B %Y}" if self.group_id else self.reference

    def get_absolute_url(self):
        return address("register", self.pk)

    @property
    def topics_in_words(self):
        return "; ".join(str(topic) for topic in (self.topic, self.second_topic) if topic)


class Deadline(AbstractDeadline):
    """The promise that a register is taken."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="deadlines")

    @property
    def file(self):
        return self.session


def kept_back(rows, user):
    """Of rows about men, which those who run a group meet beside those who read the file: without what is restricted
    and does not name ``user``."""
    return rows if user.role == Role.MANAGER else rows.exclude(is_closed("referral", user, "referrals"))


class EnrolmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return kept_back(self.filter(group__in=Group.objects.visible_to(user)), user)

    def taking_a_place(self):
        return self.filter(ended_at=None, referral__status__in=(Status.ON_PROGRAMME, Status.ON_HOLD))

    def expected_at(self, session):
        """Who is expected: on the programme at that moment, in this group, from his first session on.

        A man who has left since was still expected then, and his register is still owed.
        """
        return self._expected(session.group_id, session.starts_at, then=session.starts_at)

    def expected_at_each(self):
        """The same as part of a question about sessions."""
        starts_at = OuterRef("starts_at")
        return self._expected(OuterRef("group"), starts_at, then=OuterRef(starts_at))

    def _expected(self, group, starts_at, *, then):
        """``then``: the same moment, as it is said one question deeper."""
        changes = StatusChange.objects.filter(referral=OuterRef("referral"), at__lte=then)
        status_then = changes.order_by("-at", "-pk").values("to_status")[:1]
        return (
            self.filter(group=group, first_session__starts_at__lte=starts_at)
            .filter(Q(ended_at=None) | Q(ended_at__gt=starts_at))
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
        # Beside it stands a trigger on referrals, for a file that is opened again (migration 0003).
        triggers = (
            pgtrigger.Trigger(
                name="no_more_men_than_places",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("group_id", "referral_id", "ended_at"),
                condition=pgtrigger.Condition("NEW.ended_at IS NULL"),
                func="PERFORM programme_refuse_one_too_many(NEW.group_id); RETURN NULL;",
            ),
        )

    def __str__(self):
        return f"{self.referral} in {self.group}"
