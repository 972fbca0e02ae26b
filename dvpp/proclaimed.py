"""Days that come from the environment."""

from datetime import date

from django.core.exceptions import ImproperlyConfigured


def days_from(text: str) -> tuple[frozenset[date], frozenset[date]]:
    """Days that are added and days that are taken away: "2027-06-04,-2027-05-31" is one of each."""
    more: set[date] = set()
    less: set[date] = set()
    for item in filter(None, (part.strip() for part in text.split(","))):
        try:
            day = date.fromisoformat(item.removeprefix("-"))
        except ValueError as error:
            raise ImproperlyConfigured(
                f"DVPP_BANK_HOLIDAYS: {item!r} is no day. Write 2027-06-04, or -2027-05-31 for one that is none."
            ) from error
        (less if item.startswith("-") else more).add(day)
    return frozenset(more), frozenset(less)
