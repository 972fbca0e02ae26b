"""What passes between a referrer and My Time about a referral, and who has followed it for children's services."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.roles import Permission

from .referral import Referral


class MessageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The referrer's team, and whoever of My Time may read the file. Nobody of the ISS: they see no such file."""
        if not user.may(Permission.MESSAGE):
            return self.none()
        return self.filter(referral__in=Referral.objects.visible_to(user))

    def unread_by(self, user):
        """Later than the last one that the person has had before them, and not their own."""
        opened = Opened.objects.filter(person=user, referral=models.OuterRef("referral"))
        last = models.Subquery(opened.values("last_id")[:1])
        return self.exclude(by=user).alias(opened=last).filter(Q(opened=None) | Q(pk__gt=models.F("opened")))


class Message(models.Model):
    """A message between the referrer's team and My Time. It belongs to his file and is never changed."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="messages")
    text = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # Which side wrote it: a person may change sides, a message does not.
    from_referrer = models.BooleanField()
    at = models.DateTimeField()

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="a_message_says_something"),)

    def __str__(self):
        return f"Message about {self.referral}, {self.at:%d %B %Y}"


class Opened(models.Model):
    """How far a person has read the messages about a referral. ``last_id``: of the latest message shown."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    last_id = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["referral", "person"], name="read_so_far_by_each"),)

    def __str__(self):
        return f"{self.referral_id} by {self.person_id}"


class Handover(models.Model):
    """Another social worker follows the referral from ``at`` on."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="handovers")
    was = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    now = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(was=models.F("now")), name="to_somebody_else"),)

    def __str__(self):
        return f"{self.referral_id} to {self.now_id}"
