"""What came of a session for each man, and what was put right later."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from accounts.models import User
from accounts.roles import Permission
from programme.rules import LEFT_OUT, Outcome
from referrals.models import ContactAttempt, Referral
from referrals.statuses import Status

from .sessions import Session, kept_back


class AttendanceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those who read his file, and of a session those who run its group: he may come from another area."""
        if not user.may(Permission.SEE_HIS_CONTENT):
            return self.none()
        of_the_session = Q(session__in=Session.objects.visible_to(user))
        found = self.filter(Q(referral__in=Referral.objects.visible_to(user)) | of_the_session)
        return kept_back(found, user)

    def credited(self):
        """What counts. A session caught up that turns out to have been attended after all counts once; one of the
        motivational module never does, nor one that he does again since he was invited back."""
        twice = Q(
            outcome=Outcome.CAUGHT_UP, makes_up__outcome__in=Outcome.CREDITED, makes_up__done_again=None
        )
        module = Q(makes_up=None, session__group__version__counted=False)
        module |= Q(makes_up__session__group__version__counted=False)
        once = self.filter(outcome__in=Outcome.CREDITED, done_again=None)
        return once.exclude(twice).exclude(module)

    def at_sessions_expected(self):
        """Of groups, and where he was expected himself: not where he made up for another, not what we cancelled."""
        return self.filter(makes_up=None, session__group__isnull=False).exclude(outcome__in=LEFT_OUT)

    def missed_without_word(self):
        """The session at which a man on the programme was expected last, missed without contact, and nobody has
        spoken with him since: somebody has to get in touch with him today."""
        moment = OuterRef("session__starts_at")
        expected = Attendance.objects.at_sessions_expected().filter(referral=OuterRef("referral"))
        spoken = ContactAttempt.objects.filter(referral=OuterRef("referral"), two_way=True, at__gte=moment)
        since = Q(referral__misses_count_from=None) | Q(
            referral__misses_count_from__lte=F("session__starts_at")
        )
        return (
            self.at_sessions_expected()
            .filter(since, outcome=Outcome.ABSENT_NO_CONTACT, referral__status=Status.ON_PROGRAMME)
            .exclude(Exists(expected.filter(session__starts_at__gt=moment)))
            .exclude(Exists(spoken))
        )


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
                fields=["makes_up"],
                condition=Q(makes_up__isnull=False, outcome="caught_up"),
                name="a_session_is_caught_up_once",
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
