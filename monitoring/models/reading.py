"""Somebody has opened, searched for or taken away far more than people of their role do. Names no file: the trail does."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from accounts.roles import Permission


class UnusualReadingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The data-protection officer's."""
        return self if user.may(Permission.SEE_TRAIL) else self.none()

    def unreviewed(self):
        return self.filter(reviewed_at=None)


class UnusualReading(models.Model):
    """One a person, day and kind. ``number``: of different ones when it was told, and as it grew."""

    class What(models.TextChoices):
        FILES = "files", "files opened"
        SEARCHES = "searches", "searches made"
        EXPORTS = "exports", "spreadsheets and papers taken away"

    class Window(models.TextChoices):
        HOUR = "hour", "in an hour"
        DAY = "day", "in a day"

    reference = models.CharField(max_length=40, unique=True)
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    what = models.CharField(max_length=8, choices=What.choices, default=What.FILES, db_default="files")
    window = models.CharField(max_length=4, choices=Window.choices)
    since = models.DateTimeField()
    number = models.PositiveIntegerField()
    usual = models.PositiveIntegerField()
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    found = models.TextField(blank=True)

    objects = UnusualReadingQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["person", "day", "what"], name="one_unusual_reading_a_kind"),
            models.CheckConstraint(
                condition=Q(reviewed_at=None, reviewed_by=None)
                | (Q(reviewed_at__isnull=False, reviewed_by__isnull=False) & ~Q(found="")),
                name="unusual_reading_reviewed_with_words",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=models.F("person")),
                name="unusual_reading_reviewed_by_another",
            ),
        )

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("unusual_reading", args=[self.reference])

    @property
    def how_many(self):
        """Such as "74 different files opened in an hour"."""
        return f"{self.number} different {self.get_what_display()} {self.get_window_display()}"
