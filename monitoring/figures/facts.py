"""The rows that every figure counts, and how a figure asks for them."""

import json
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from accounts.acting import for_the_service
from accounts.database import database
from accounts.models import Area

from .period import Period
from .planning import joining_by_hash

FACTS = Path(__file__).with_name("facts.sql").read_text(encoding="utf-8")
TENTH = Decimal("0.1")

Figure = dict[str, Any]


class Facts:
    """The facts of a period. `facts.sql` says what a referral, a person and a partner are; figures only count."""

    def __init__(self, period: Period) -> None:
        self.period = period
        self._answers: dict[str, list[dict[str, Any]]] = {}

    def answer(self, query: str, rows: list[dict[str, Any]]) -> None:
        """What a query would find is known already."""
        self._answers[query] = rows

    def gather(self, queries: Sequence[str]) -> None:
        """Ask many queries as one, so that the facts are worked out once for all; each is answered from then on.

        Every column of them has a name of its own.
        """
        queries = [query for query in queries if query not in self._answers]
        if not queries:
            return
        asked = ", ".join(f"(select coalesce(json_agg(q), '[]')::text from ({query}) q)" for query in queries)
        [answers] = self._ask(f"select {asked}")
        self._answers |= dict(zip(queries, map(json.loads, answers), strict=True))

    @cached_property
    def areas(self) -> list[str]:
        return list(Area.objects.order_by("name").values_list("name", flat=True))

    def rows(self, query: str, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """The rows of a query over referral, person, register, partner, support and training."""
        if query in self._answers:
            return [tuple(row.values()) for row in self._answers[query]]
        return self._ask(query, values)

    def row(self, query: str) -> dict[str, Any]:
        """The only row of a query, by column."""
        if query not in self._answers:
            self.gather([query])
        [row] = self._answers[query]
        return row

    @for_the_service("figures count rows; no row leaves")
    def _ask(self, query: str, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        with joining_by_hash(), database().cursor() as cursor:
            cursor.execute(FACTS + query, self.period.parameters() | dict(values or {}))
            return cursor.fetchall()


def tenths(value: Decimal) -> float:
    """One decimal, half up."""
    return float(value.quantize(TENTH, ROUND_HALF_UP))


def percentage(part: int, whole: int) -> float | None:
    """Of nothing there is no percentage."""
    return tenths(Decimal(100 * part) / whole) if whole else None


def mean(total: int, number: int) -> float | None:
    return tenths(Decimal(total) / number) if number else None
