"""A man whose file was closed is invited back: the plan, where he resumes, and what he does again."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.roles import Permission
from referrals.models import Referral

from .attendance import Attendance
from .sessions import Session


class ReturnQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.may(Permission.SEE_HIS_CONTENT):
            return self.none()
        return self.filter(referral__in=Referral.objects.visible_to(user))


class Return(models.Model):
    """``repeats``: lines of registers that count for him no longer, from ``at`` on; figures of the past keep them."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="returns")
    plan = models.TextField()
    first_session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="+")
    repeats = models.ManyToManyField(Attendance, related_name="done_again", blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ReturnQuerySet.as_manager()

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(plan=""), name="who_comes_back_has_a_plan"),)

    def __str__(self):
        return f"{self.referral} from {self.first_session}"
