"""A man of another group comes to one session, to make up for one that he missed: planned, recorded, or taken back."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.roles import Permission
from referrals.models import Referral
from referrals.statuses import Status

from .attendance import Attendance
from .groups import Group
from .sessions import Session, kept_back


class VisitQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever reads his file, and whoever runs the group to which he comes."""
        if not user.may(Permission.SEE_HIS_CONTENT):
            return self.none()
        of_the_group = Q(session__group__in=Group.objects.visible_to(user))
        found = self.filter(Q(referral__in=Referral.objects.visible_to(user)) | of_the_group)
        return kept_back(found, user)

    def planned(self):
        return self.filter(state=Visit.State.PLANNED)

    def coming(self):
        """Planned, of men on the programme: who has left is expected nowhere."""
        return self.planned().filter(referral__status=Status.ON_PROGRAMME)

    def coming_to(self, session):
        return self.coming().filter(session=session)


class Visit(models.Model):
    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        RECORDED = "recorded", "Recorded"
        TAKEN_BACK = "taken_back", "Taken back"

    missed = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="visits")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="visits")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="visits")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    ended_because = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = VisitQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["missed"], condition=Q(state="planned"), name="one_catch_up_is_planned_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state="taken_back", ended_because__gt="") | ~Q(state="taken_back"),
                name="a_catch_up_is_taken_back_for_a_reason",
            ),
        )
        indexes = (
            models.Index(fields=["session"], condition=Q(state="planned"), name="who_comes_to_catch_up"),
        )

    def __str__(self):
        return f"{self.referral} at {self.session}"
