"""The address from which a facilitator's calendar is read. Only a digest of its secret is kept."""

from django.db import models

from accounts.models import User


class FeedQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(person=user)


class CalendarFeed(models.Model):
    person = models.OneToOneField(User, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()

    objects = FeedQuerySet.as_manager()

    def __str__(self):
        return f"Calendar of {self.person}"
