"""How many people several services reached together, when some may be counted by more than one. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Together:
    """``most``: the sum, as if nobody were counted twice; ``least``: if everybody were who may be."""

    least: int
    most: int
    parts: tuple[tuple[str, int], ...]
    warnings: tuple[str, ...] = ()

    @property
    def sum_in_words(self) -> str:
        """Such as “445 + 192 = 637”."""
        added = " + ".join(f"{number:,}" for _, number in self.parts)
        return f"{added} = {self.most:,}" if len(self.parts) > 1 else f"{self.most:,}"

    @property
    def in_words(self) -> str:
        return f"{self.most:,}" if self.least == self.most else f"between {self.least:,} and {self.most:,}"


def together(numbers: Mapping[str, int], may_be_among: Mapping[str, str]) -> Together:
    """``numbers``: {service: people}; ``may_be_among``: {service: the one whose people may be the same}.

    Two services of which one may hold the other's people reached at least as many as the larger of the two.
    """
    least = sum(
        max(number, max((numbers[child] for child in _children(name, numbers, may_be_among)), default=0))
        for name, number in numbers.items()
        if may_be_among.get(name) not in numbers
    )
    warnings = [
        f"Some or all of the {number:,} of {name} may be among the {numbers[among]:,} of {among}."
        for name, number in numbers.items()
        if number and (among := may_be_among.get(name, "")) in numbers
    ]
    return Together(least, sum(numbers.values()), tuple(numbers.items()), tuple(warnings))


def _children(name: str, numbers: Mapping[str, int], may_be_among: Mapping[str, str]) -> list[str]:
    """All services below this one, however deep."""
    found = [child for child in numbers if may_be_among.get(child) == name]
    return found + [deeper for child in found for deeper in _children(child, numbers, may_be_among)]
