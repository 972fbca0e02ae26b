"""Venues, and the groups that meet in them."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import Area, User
from accounts.roles import Permission, Role
from referrals.availability import Part, slot_of

from .versions import ProgrammeVersion

CAPACITY = 12


class VenueQuerySet(models.QuerySet):
    def visible_to(self, user):
        if user.role == Role.MANAGER or user.may(Permission.MANAGE_PROGRAMME):
            return self
        return self.filter(area__in=user.area_ids) if user.may(Permission.SEE_GROUPS) else self.none()


class Venue(models.Model):
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200, blank=True)
    access_notes = models.CharField(max_length=300, blank=True)
    public_transport = models.CharField(max_length=300, blank=True)

    objects = VenueQuerySet.as_manager()

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
    room = models.CharField(max_length=60, blank=True)
    version = models.ForeignKey(ProgrammeVersion, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=40, default="English")
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
    def part_of_day(self):
        """Daytime or evening, as availability has it."""
        return Part(slot_of(self.weekday, self.starts).partition("-")[2]).label

    @property
    def is_led_by_a_pair(self):
        return (self.lead_man.sex, self.lead_woman.sex) == (User.Sex.MAN, User.Sex.WOMAN)

    def places_left(self):
        return self.capacity - self.enrolments.taking_a_place().count()
