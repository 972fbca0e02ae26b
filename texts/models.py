"""The outbox of what goes to him: rows, written with the fact they follow from; a task sends what is due.

No number, no address and no name stands in them: where he is reached is asked at the moment of sending, so that a
number that changed or a choice that was taken back counts at once.
"""

from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.roles import Permission
from outbox.leases import leased_to_nobody

from .occasions import Channel, Occasion


class WordingQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.may(Permission.MANAGE_SETTINGS) else self.none()

    def standing(self):
        return self.filter(replaced_at=None)

    def in_force(self, at):
        """Those that held at a moment; without a moment of their own they have always held."""
        since, until = Q(at=None) | Q(at__lte=at), Q(replaced_at=None) | Q(replaced_at__gt=at)
        return self.filter(since & until)


class Wording(models.Model):
    """The words of an occasion in a language other than English. An administrator writes them; none is guessed.

    What is replaced stays: a text is sent in the words that held when it was written.
    """

    occasion = models.CharField(max_length=12, choices=Occasion.choices)
    language = models.CharField(max_length=80)
    words = models.CharField(max_length=400)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = WordingQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["occasion", "language"],
                condition=Q(replaced_at=None),
                name="one_wording_of_a_language",
            ),
        )

    def __str__(self):
        return f"{self.get_occasion_display()}, {self.language}"


class TextQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(sent_at=None, dropped_because="")

    def about(self, thing):
        return self.filter(about_model=thing._meta.concrete_model._meta.label_lower, about_id=thing.pk)

    def to_send(self, at):
        due = self.waiting().filter(leased_to_nobody(at), due_at__lte=at, undelivered_at=None)
        return due.order_by("due_at", "pk")

    def undelivered(self):
        """Dead letters: tried often enough, and nobody has settled what becomes of them."""
        return self.waiting().exclude(undelivered_at=None)

    def undelivered_untold(self):
        """Given up, or dropped because they would have come too late; nobody who works with him knows it yet."""
        return self.filter(undelivered_at__isnull=False, undelivered_told_at=None)


class Text(models.Model):
    """One thing to say to one man about one appointment: that of ``thing_id`` (a session) at ``moment``."""

    occasion = models.CharField(max_length=12, choices=Occasion.choices)
    channel = models.CharField(max_length=6, choices=Channel.choices)
    about_model = models.CharField(max_length=60)
    about_id = models.BigIntegerField()
    thing_id = models.BigIntegerField()
    moment = models.DateTimeField()
    written_at = models.DateTimeField()
    due_at = models.DateTimeField()
    # After this moment it would only confuse him.
    useless_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    dropped_because = models.CharField(max_length=100, blank=True)
    provider_id = models.CharField(max_length=60, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=60, blank=True)
    # Tried often enough: an administrator settles what becomes of it. Or due, and too late when it could have gone
    undelivered_at = models.DateTimeField(null=True, blank=True)
    undelivered_told_at = models.DateTimeField(null=True, blank=True)

    objects = TextQuerySet.as_manager()

    class Meta:
        constraints = (
            # An appointment that moves is another appointment to him.
            models.UniqueConstraint(
                fields=["about_model", "about_id", "thing_id", "moment", "occasion"], name="said_once"
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(dropped_because=""), name="sent_or_dropped_not_both"
            ),
        )
        indexes = (
            models.Index(
                fields=["due_at"], condition=Q(sent_at=None, dropped_because=""), name="unsent_text"
            ),
            models.Index(
                fields=["undelivered_at"],
                condition=Q(undelivered_at__isnull=False, undelivered_told_at=None),
                name="text_nobody_knows_of",
            ),
        )

    def __str__(self):
        return f"{self.get_occasion_display()} ({self.pk})"
