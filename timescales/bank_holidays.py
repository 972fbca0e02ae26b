"""The bank holidays of England and Wales as rows, and the days that are usual where nobody has entered a year yet."""

import time
from collections import defaultdict

import holidays
from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.roles import Permission

# {what: (until when, what was read)}: each process asks the table once a minute, and not for every day it counts
_kept: dict = {}


class Division(models.TextChoices):
    ENGLAND_AND_WALES = "england_and_wales", "England and Wales"


class BankHolidayQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.may(Permission.MANAGE_SETTINGS) else self.none()

    def standing(self):
        return self.filter(removed_at=None)

    def in_year(self, year):
        return self.filter(day__year=year)


class BankHoliday(models.Model):
    """One day off. A row is never changed or deleted: what was taken away says by whom and why.

    ``added_by`` is empty where it came with the calendar (the migration). A year of which there is any row is known:
    its rows alone say which days are off.
    """

    day = models.DateField()
    name = models.CharField(max_length=80)
    division = models.CharField(
        max_length=20,
        choices=Division.choices,
        default=Division.ENGLAND_AND_WALES,
        db_default="england_and_wales",
    )
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    removed_because = models.CharField(max_length=200, blank=True, default="", db_default="")

    objects = BankHolidayQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["division", "day"], condition=Q(removed_at=None), name="one_bank_holiday_a_day"
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_because="")
                | (Q(removed_at__isnull=False) & ~Q(removed_because="")),
                name="a_bank_holiday_goes_with_a_reason",
            ),
        )

    def __str__(self):
        return f"{self.name}, {self.day:%-d %B %Y}"


def usual(year):
    """{day: name}: what the calendar says of a year, proclamations it has heard of included."""
    return dict(sorted(holidays.country_holidays("GB", subdiv="ENG", years=year).items()))


def bank_holidays(year):
    """Days of ``year`` that are bank holidays in England and Wales: as entered, or as usual where nobody has."""
    now = time.monotonic()
    until, known = _kept.get("known", (now, {}))
    if until <= now:
        known = _read()
        _kept["known"] = (now + settings.BANK_HOLIDAYS_KEPT_FOR.total_seconds(), known)
    if year in known:
        return known[year]
    if year not in _kept:
        _kept[year] = frozenset(usual(year))
    return _kept[year]


def _read():
    known = defaultdict(set)
    rows = BankHoliday.objects.filter(division=Division.ENGLAND_AND_WALES)
    for day, removed_at in rows.values_list("day", "removed_at"):
        known[day.year] |= {day} if removed_at is None else set()
    return {year: frozenset(days) for year, days in known.items()}


def forget():
    """The next question asks the table."""
    _kept.clear()
