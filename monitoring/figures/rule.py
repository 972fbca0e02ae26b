"""The rule of disclosure control: what is small, and how everything else is blurred. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """Counts from 1 to below ``hide_below`` are hidden, others rounded to the nearest ``round_to``.

    Percentages and means on a base below ``smallest_base`` are left out.
    """

    hide_below: int = 5
    round_to: int = 5
    smallest_base: int = 10

    @property
    def mark(self) -> str:
        """What is printed for a small count, such as ``<5``."""
        return f"<{self.hide_below}"

    def is_small(self, value: int) -> bool:
        return 0 < value < self.hide_below

    def rounded(self, value: int) -> int:
        """To the nearest ``round_to``, halves up."""
        return (value + self.round_to // 2) // self.round_to * self.round_to

    def shown(self, value: int, *, hidden: bool) -> int | str | None:
        if not hidden:
            return self.rounded(value)
        # a mark that stands for one value only would say it
        return self.mark if self.is_small(value) and self.hide_below > 2 else None

    def range_of(self, shown: int | str | None) -> tuple[int, int | None]:
        """What is printed may stand for: lowest and highest, None without an end."""
        if shown is None:
            return 0, None
        if isinstance(shown, str):
            return 1, self.hide_below - 1
        if shown == 0:
            return 0, 0
        lowest = shown - self.round_to // 2
        return max(lowest, self.hide_below), lowest + self.round_to - 1


# [D] The rule of reference lines: 1 to 4 hidden. And the stricter one of health statistics: 1 to 7.
USUAL = Rule()
STRICT = Rule(hide_below=8)
