"""The rows that every figure counts, and how a figure asks for them."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from django.db import connection

from accounts.models import Area

from .period import Period

FACTS = Path(__file__).with_name("facts.sql").read_text(encoding="utf-8")
TENTH = Decimal("0.1")

Figure = dict[str, Any]


class Facts:
    """The facts of a period. `facts.sql` says what a referral, a person and a partner are; figures only count."""

    def __init__(self, period: Period) -> None:
        self.period = period

    @cached_property
    def areas(self) -> list[str]:
        return list(Area.objects.order_by("name").values_list("name", flat=True))

    def rows(self, query: str, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """The rows of a query over referral, person, register, partner, support and training."""
        with connection.cursor() as cursor:
            cursor.execute(FACTS + query, self.period.parameters() | dict(values or {}))
            return cursor.fetchall()

    def row(self, query: str) -> dict[str, Any]:
        """The only row of a query, by column."""
        with connection.cursor() as cursor:
            cursor.execute(FACTS + query, self.period.parameters())
            return dict(zip((column.name for column in cursor.description), cursor.fetchone(), strict=True))


def tenths(value: Decimal) -> float:
    """One decimal, half up."""
    return float(value.quantize(TENTH, ROUND_HALF_UP))


def percentage(part: int, whole: int) -> float | None:
    """Of nothing there is no percentage."""
    return tenths(Decimal(100 * part) / whole) if whole else None


def mean(total: int, number: int) -> float | None:
    return tenths(Decimal(total) / number) if number else None
