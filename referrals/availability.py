"""When he could come to a weekly session, and to which areas: what allocation matches groups with. Pure.

A slot is a weekday and a half of the day: "0-daytime" is Monday before the evening begins.
"""

from dataclasses import dataclass
from datetime import time

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import models

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Part(models.TextChoices):
    DAYTIME = "daytime", "Daytime"
    EVENING = "evening", "Evening"


def slot(weekday: int, part: str) -> str:
    """``weekday``: 0 is Monday."""
    return f"{weekday}-{part}"


SLOTS = tuple(slot(weekday, part) for weekday in range(7) for part in Part.values)


def slot_of(weekday: int, starts: time) -> str:
    """The slot of a session that begins then."""
    return slot(weekday, Part.EVENING if starts >= settings.EVENING_BEGINS else Part.DAYTIME)


@dataclass(frozen=True)
class CanCome:
    """``slots`` as above, none where it is not known; ``areas``: keys of areas, that of the referral among them."""

    slots: frozenset[str] = frozenset()
    areas: frozenset[int] = frozenset()

    @property
    def is_known(self) -> bool:
        return bool(self.slots)

    def at(self, weekday: int, starts: time) -> bool | None:
        """Whether he could come then; None where it is not known."""
        return slot_of(weekday, starts) in self.slots if self.slots else None

    def to(self, area: int | None) -> bool:
        """Whether he could travel to the area."""
        return area in self.areas


def can_come(referral) -> CanCome:
    """Constant in queries with ``select_related("availability_told")`` and ``prefetch_related("availability_told__areas")``."""
    own = {referral.area_id} - {None}
    try:
        told = referral.availability_told
    except ObjectDoesNotExist:
        return CanCome(areas=frozenset(own))
    return CanCome(frozenset(told.slots), frozenset(own | {area.pk for area in told.areas.all()}))


def in_words(slots) -> str:
    """ "Daytime on Monday and Tuesday; evenings on Friday"."""
    parts = []
    for part, words in ((Part.DAYTIME, "daytime on"), (Part.EVENING, "evenings on")):
        days = [weekday for weekday in range(7) if slot(weekday, part) in slots]
        if days:
            parts.append(f"{words} {_days(days)}")
    said = "; ".join(parts) or "not known"
    return said[0].upper() + said[1:]


def _days(weekdays: list[int]) -> str:
    if weekdays == list(range(7)):
        return "every day"
    if weekdays == list(range(5)):
        return "weekdays"
    names = [DAYS[weekday] if len(weekdays) < 3 else DAYS[weekday][:3] for weekday in weekdays]
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
