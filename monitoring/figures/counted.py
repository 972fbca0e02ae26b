"""What a number counts. One condition counts the rows and lists them, so that a list is always as long as its number."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Cases:
    """The rows of ``table`` (as `facts.sql` has it) of which ``where`` is true.

    ``case``: the column with the key of the file that stands for a row in a list: of a referral, or of a partner.
    ``values``: what ``where`` asks for by name.
    """

    table: str
    where: str = "true"
    case: str = "id"
    values: Mapping[str, Any] = field(default_factory=dict)

    def of(self, column: str, value: Any) -> "Cases":
        """Those of them with this value in the column; None stands for none recorded."""
        name = f"of_{len(self.values)}"
        where = f"({self.where}) and ({column}) is not distinct from %({name})s"
        return Cases(self.table, where, self.case, {**self.values, name: value})

    @property
    def count(self) -> str:
        return f"(select count(*) from {self.table} where {self.where})"

    @property
    def listing(self) -> str:
        return f"select {self.case} from {self.table} where {self.where}"


def columns(wanted: Mapping[str, Cases]) -> str:
    """The counts of several conditions on the same table, as columns of one query."""
    return ", ".join(f'count(*) filter (where {cases.where}) as "{name}"' for name, cases in wanted.items())


# Which referral stands for a man: his latest, the one that carries his decision, the one he completed
def men(where: str = "true", case: str = "latest_id") -> Cases:
    return Cases("person", where, case)
