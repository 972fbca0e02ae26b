"""The outbox: alerts are rows, written with the fact they tell; a task sends what is unsent."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from audit.restricting import is_closed
from outbox.leases import leased_to_nobody

from .ladder import Climb, kinds
from .mails import Digest


class Alert(models.Model):
    """One thing to tell. The key makes telling twice impossible."""

    kind = models.CharField(max_length=30, choices=kinds)
    key = models.CharField(max_length=120, unique=True)
    about_model = models.CharField(max_length=60)
    about_id = models.BigIntegerField()
    because = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    # By when contact is made: the one thing beside the reference that a mail may say
    expect_by = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=["about_model", "about_id"], name="alert_about"),)

    def __str__(self):
        return f"{self.get_kind_display()} ({self.key})"


_TO_ANSWER = Q(must_acknowledge=True, acknowledged_at=None, answered_at=None)


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, but for those of a file that has been restricted since and does not name one."""
        return self.filter(person=user).exclude(is_closed("reference", user, "references"))

    def waiting(self):
        """Not yet opened, or not yet acknowledged where that is asked."""
        return self.filter(Q(seen_at=None) | _TO_ANSWER)

    def unanswered(self):
        return self.filter(must_acknowledge=True, acknowledged_at=None, answered_at=None)

    def unopened(self):
        """Waiting, and no acknowledgement is asked, or no longer."""
        return self.filter(seen_at=None).exclude(_TO_ANSWER)

    def settled(self):
        """Everything but what is still to be acknowledged."""
        return self.exclude(_TO_ANSWER)

    def to_mail(self, at):
        """Due as soon as it is written: a moment ahead of ``at`` was written by a clock that was wrong."""
        return (
            self.filter(mail_due_at__isnull=False, mailed_at=None, undelivered_at=None)
            .filter(leased_to_nobody(at))
            .order_by("mail_due_at", "pk")
        )

    def undelivered(self):
        """Dead letters: tried often enough, and nobody has settled what becomes of them."""
        return self.filter(mailed_at=None, let_go_at=None).exclude(undelivered_at=None)

    def undelivered_untold(self):
        return self.undelivered().filter(undelivered_told_at=None)


class Notice(models.Model):
    """An alert in one person's inbox, and the mail that says there is one."""

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="notices")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    reference = models.CharField(max_length=40)
    path = models.CharField(max_length=200)
    must_acknowledge = models.BooleanField(default=False)
    seen_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    # Somebody else of the same service has acknowledged it
    answered_at = models.DateTimeField(null=True, blank=True)
    # Told by a rung of the ladder, later than the alert itself; empty where told with it
    told_at = models.DateTimeField(null=True, blank=True)
    climb = models.ForeignKey(Climb, on_delete=models.CASCADE, related_name="notices", null=True, blank=True)
    # Empty where it is in a mail of the day, unless that one could not be sent
    mail_due_at = models.DateTimeField(null=True, blank=True)
    digest = models.ForeignKey(
        Digest, on_delete=models.RESTRICT, related_name="notices", null=True, blank=True, db_index=False
    )
    mailed_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)
    # Tried often enough; since when those who can do something about it know; and when an administrator let it go
    undelivered_at = models.DateTimeField(null=True, blank=True)
    undelivered_told_at = models.DateTimeField(null=True, blank=True)
    let_go_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["alert", "person"], name="told_once"),)
        indexes = (
            models.Index(fields=["mail_due_at"], condition=Q(mailed_at=None), name="unsent_mail"),
            models.Index(fields=["person", "-id"], name="inbox"),
            models.Index(fields=["digest"], condition=Q(digest__isnull=False), name="notices_of_a_digest"),
            models.Index(
                fields=["undelivered_at"],
                condition=Q(undelivered_at__isnull=False, let_go_at=None, mailed_at=None),
                name="undelivered_mail",
            ),
        )

    def __str__(self):
        return f"{self.alert} to {self.person}"

    @property
    def since(self):
        """When this person was told."""
        return self.told_at or self.alert.at

    @property
    def is_to_be_acknowledged(self):
        return self.must_acknowledge and not (self.acknowledged_at or self.answered_at)
