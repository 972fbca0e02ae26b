"""The programme's versions and topics, its venues, and its groups."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import Area, User
from accounts.roles import Permission, Role

CAPACITY = 12


class ProgrammeVersion(models.Model):
    """A man keeps the version he enrolled on. ``counted`` is False for the motivational module."""

    name = models.CharField(max_length=80, unique=True)
    sessions_required = models.PositiveSmallIntegerField()
    counted = models.BooleanField(default=True)
    one_to_one = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    def __str__(self):
        return self.name


class Topic(models.Model):
    class ContentArea(models.TextChoices):
        UNDERSTANDING = "understanding", "Understanding and defining abuse"
        TECHNIQUES = "techniques", "Cognitive behavioural techniques"
        EFFECT = "effect", "Effect on partners and children"
        CHOOSING = "choosing", "Choosing other behaviour"

    version = models.ForeignKey(ProgrammeVersion, on_delete=models.CASCADE, related_name="topics")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    content_area = models.CharField(max_length=15, choices=ContentArea.choices)
    high_emotion = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version", "number"], name="one_topic_of_a_number"),)

    def __str__(self):
        return f"{self.number}. {self.title}"


class Venue(models.Model):
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200, blank=True)
    access_notes = models.CharField(max_length=300, blank=True)

    def __str__(self):
        return self.name


class GroupQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.may(Permission.SEE_GROUPS):
            return self.none()
        return self if user.role == Role.MANAGER else self.filter(area__in=user.area_ids)


class Group(models.Model):
    """A weekly group, led by one man and one woman, of up to twelve."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, "Monday"
        TUESDAY = 1, "Tuesday"
        WEDNESDAY = 2, "Wednesday"
        THURSDAY = 3, "Thursday"
        FRIDAY = 4, "Friday"

    name = models.CharField(max_length=80, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(ProgrammeVersion, on_delete=models.PROTECT, related_name="+")
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)
    starts = models.TimeField()
    capacity = models.PositiveSmallIntegerField(default=CAPACITY)
    lead_man = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    lead_woman = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = GroupQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(capacity__gte=1, capacity__lte=CAPACITY), name="up_to_twelve"),
            models.CheckConstraint(condition=~Q(lead_man=F("lead_woman")), name="two_people_lead"),
        )

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("group", args=[self.pk])

    @property
    def is_led_by_a_pair(self):
        return (self.lead_man.sex, self.lead_woman.sex) == (User.Sex.MAN, User.Sex.WOMAN)

    def places_left(self):
        return self.capacity - self.enrolments.taking_a_place().count()
