"""What a person wants told by mail at once and what once a day, and the mail of the day."""

from django.db import models

from accounts.models import User
from alerts.topics import Topic
from outbox.leases import leased_to_nobody


def topics():
    """Looked up when asked: a new topic changes no table."""
    return Topic.choices


class MailChoiceQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(person=user)


class MailChoice(models.Model):
    """This person reads of this topic in the mail of the day. No row: at once."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="mail_choices")
    topic = models.CharField(max_length=20, choices=topics)
    at = models.DateTimeField()

    objects = MailChoiceQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "topic"], name="one_choice_of_a_topic"),)

    def __str__(self):
        return f"{self.person}: {self.get_topic_display()} once a day"


class DigestQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(person=user)

    def to_mail(self, at):
        return (
            self.filter(due_at__lte=at, **OPEN, undelivered_at=None)
            .filter(leased_to_nobody(at))
            .order_by("due_at", "pk")
        )

    def given_up(self):
        """Tried often enough: what it lists still has to be told."""
        return self.filter(**OPEN, handed_back_at=None).exclude(undelivered_at=None)


# What holds of one that has neither gone nor turned out to have nothing to say
OPEN = {"mailed_at": None, "empty_at": None}


class Digest(models.Model):
    """One mail a day to one person, made with the first notice that waits for it. Its notices say what it lists."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="digests")
    day = models.DateField()
    due_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True, blank=True)
    # Everything had been read when it was due
    empty_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)
    undelivered_at = models.DateTimeField(null=True, blank=True)
    # Given up: each of its notices is mailed by itself instead
    handed_back_at = models.DateTimeField(null=True, blank=True)

    objects = DigestQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "day"], name="one_digest_a_day"),)
        indexes = (
            models.Index(
                fields=["due_at"], condition=models.Q(mailed_at=None, empty_at=None), name="unsent_digest"
            ),
        )

    def __str__(self):
        return f"Digest of {self.day} to {self.person_id}"
