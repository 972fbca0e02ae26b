"""One cell each: text in, a value out. An empty cell never gets here; it is "not recorded"."""

import re
from collections.abc import Callable, Container
from datetime import date, datetime
from typing import Any

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:?[0-9]{2})"
)
NUMBER = re.compile(r"[0-9]{1,9}")
REFERENCE_LENGTH = 38
FIRST_YEAR = 2000  # an earlier one is a slip of the pen: 0219 for 2019

# begins the reference of a man whose own was not recorded; what follows is that of his referral
UNKNOWN_PERSON = "?:"


class Unfit(ValueError):
    """The cell is not what it should be; the message says what was expected."""


Cell = Callable[[str], Any]


def text(longest: int) -> Cell:
    """Words as they stand: what looks like a formula is only text."""

    def words(value: str) -> str:
        if len(value) > longest:
            raise Unfit(f"at most {longest} characters")
        return value

    return words


def reference(value: str) -> str:
    if len(value) > REFERENCE_LENGTH or not value.isprintable():
        raise Unfit(f"a reference of at most {REFERENCE_LENGTH} printable characters")
    return value


def person(value: str) -> str:
    if value.startswith(UNKNOWN_PERSON):
        raise Unfit(f"a reference that does not begin with {UNKNOWN_PERSON}")
    return reference(value)


def day(value: str) -> date:
    try:
        if DATE.fullmatch(value) and date.fromisoformat(value).year >= FIRST_YEAR:
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise Unfit(f"a date as YYYY-MM-DD, not before {FIRST_YEAR}")


def moment(value: str) -> datetime:
    try:
        if MOMENT.fullmatch(value) and datetime.fromisoformat(value).year >= FIRST_YEAR:
            return datetime.fromisoformat(value)
    except ValueError:
        pass
    raise Unfit(f"a date and time with its offset, as 2019-05-31T14:30:00+01:00, not before {FIRST_YEAR}")


def number(least: int, most: int) -> Cell:
    def whole(value: str) -> int:
        if NUMBER.fullmatch(value) and least <= int(value) <= most:
            return int(value)
        raise Unfit(f"a whole number from {least} to {most}")

    return whole


def one_of(codes: Container[str], words: str) -> Cell:
    def code(value: str) -> str:
        if value in codes:
            return value
        raise Unfit(words)

    return code


def several(cell: Cell) -> Cell:
    """Parts between semicolons, each read by `cell`; a part given twice counts once."""

    def parts(value: str) -> tuple[Any, ...]:
        found = (cell(part.strip()) for part in value.split(";") if part.strip())
        return tuple(dict.fromkeys(found))

    return parts


def ages(value: str) -> tuple[int, ...]:
    """Every part is a child, so two of the same age are two, and an empty part is a mistake."""
    words = "children's ages, whole numbers from 0 to 60 between semicolons, as 9;4"
    try:
        return tuple(map(number(0, 60), (part.strip() for part in value.split(";"))))
    except Unfit as unfit:
        raise Unfit(words) from unfit
