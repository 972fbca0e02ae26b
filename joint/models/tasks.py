"""What was agreed at the table to be done: by whom, by when, done or not done."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import Organisation, User
from accounts.roles import Permission
from audit.restricting import is_closed
from referrals.models import Referral
from timescales.models import Deadline as AbstractDeadline

from .pairs import Pair
from .reviews import JointReview


class ActionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sits at that table; and of My Time's own, those who work with him."""
        if user.may(Permission.ISS_AT_TABLE):
            shared = Pair.objects.visible_to(user).shared().values("pk")
            ours = self.filter(Q(referral__in=shared) | Q(owner=user), provider=user.organisation_id)
            return ours.exclude(is_closed("referral", user, "table"))
        if user.may(Permission.JOINT_TABLE):
            return self.filter(referral__in=Pair.objects.visible_to(user).values("pk"))
        if user.may(Permission.TABLE_ACTION):
            his = Referral.objects.visible_to(user).values("pk")
            return self.filter(referral__in=his, owner__organisation=user.organisation_id)
        return self.none()

    def open(self):
        return self.filter(outcome="")


class TableAction(models.Model):
    """``provider``: the service at whose table it was agreed; None for what My Time agreed with itself."""

    class Outcome(models.TextChoices):
        DONE = "done", "Done"
        NOT_DONE = "not_done", "Not done, and no longer needed"

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="+")
    provider = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    review = models.ForeignKey(
        JointReview, on_delete=models.PROTECT, related_name="agreed", null=True, blank=True
    )
    what = models.CharField(max_length=300)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    due_date = models.DateField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    outcome_note = models.TextField(blank=True)
    outcome_at = models.DateTimeField(null=True, blank=True)
    outcome_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ActionQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["owner", "due_date"], condition=Q(outcome=""), name="open_actions_of_owner"),
            models.Index(fields=["referral"], name="actions_of_a_man"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome="", outcome_at=None) | (~Q(outcome="") & Q(outcome_at__isnull=False)),
                name="an_answered_action_says_when",
            ),
        )

    def __str__(self):
        return f"Agreed at the joint table, {self.reference}"

    def get_absolute_url(self):
        return reverse("table_action", args=[self.pk])

    @property
    def reference(self):
        return self.referral.reference


class Deadline(AbstractDeadline):
    """The day by which an action is done; it outlives his file, as the action does."""

    action = models.ForeignKey(TableAction, on_delete=models.CASCADE, related_name="deadlines")

    class Meta(AbstractDeadline.Meta):
        constraints = (
            *AbstractDeadline.Meta.constraints,
            models.UniqueConstraint(
                fields=["action", "promise"],
                condition=Q(kept_at=None, stopped_at=None, excused_at=None),
                name="one_running_promise_of_an_action",
            ),
        )

    @property
    def file(self):
        return self.action
