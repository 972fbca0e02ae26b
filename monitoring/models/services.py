"""What other services that the commissioner pays for have counted. Numbers only: they keep their own records."""

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.roles import Permission

WHOLE_YEAR = 0


class OfThoseWhoSeeFigures(models.QuerySet):
    def visible_to(self, user):
        return self if user.may(Permission.SEE_FIGURES) else self.none()


class OtherService(models.Model):
    """``counts``: what one is, in words. ``may_be_among``: a service whose numbers may hold the same people again."""

    class For(models.TextChoices):
        VICTIMS = "victims", "People who are abused"
        PERPETRATORS = "perpetrators", "People who abuse"

    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    whom = models.CharField(max_length=12, choices=For.choices)
    counts = models.CharField(max_length=300)
    may_be_among = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = OfThoseWhoSeeFigures.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(may_be_among=None) | ~Q(may_be_among=F("id")),
                name="a_service_is_not_among_itself",
            ),
        )

    def __str__(self):
        return self.name


class OtherCountQuerySet(OfThoseWhoSeeFigures):
    def standing(self):
        return self.filter(superseded_at=None)


class OtherCount(models.Model):
    """One number of one service. A correction is a row of its own; what it corrects stays, with why."""

    class Sex(models.TextChoices):
        FEMALE = "female", "Female"
        MALE = "male", "Male"
        OTHER = "other", "Other"
        NOT_RECORDED = "not_recorded", "Not recorded"

    service = models.ForeignKey(OtherService, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(help_text="The calendar year in which the April of it lies")
    quarter = models.PositiveSmallIntegerField(help_text="1 to 4; 0 where only the whole year was reported")
    sex = models.CharField(max_length=12, choices=Sex.choices)
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    because = models.CharField(max_length=300, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects = OtherCountQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(quarter__lte=4), name="a_quarter_or_the_whole_year"),
            models.CheckConstraint(
                condition=Q(corrects=None) | ~Q(because=""), name="a_corrected_count_says_why"
            ),
            models.UniqueConstraint(
                fields=["service", "year", "quarter", "sex"],
                condition=Q(superseded_at=None),
                name="one_standing_count_of_a_service",
            ),
        )

    def __str__(self):
        return f"{self.service}, {self.period}, {self.get_sex_display().lower()}: {self.number:,}"

    @property
    def period(self):
        year = f"{self.year}/{(self.year + 1) % 100:02}"
        return f"{year} Q{self.quarter}" if self.quarter else year
