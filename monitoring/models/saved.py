"""What a person's list was narrowed to, kept under a name: theirs alone, and never what they searched for."""

from django.db import models
from django.db.models.functions import Lower

from accounts.models import User


class SavedFilterQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own alone."""
        return self.filter(person=user)


class SavedFilter(models.Model):
    """``listed``: a key of ``monitoring.saved.lists.LISTS``. ``asked``: what stands behind the question mark of its address."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_filters")
    listed = models.CharField(max_length=20)
    name = models.CharField(max_length=40)
    asked = models.CharField(max_length=500)
    at = models.DateTimeField()

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint("person", "listed", Lower("name"), name="one_saved_filter_of_a_name"),
        )

    def __str__(self):
        return self.name
