from dataclasses import dataclass

SHOWN = 80  # characters of a value


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, and where. Line 0 is the file as a whole."""

    file: str
    line: int
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        value = self.value if len(self.value) <= SHOWN else self.value[:SHOWN] + "…"
        column = f", column {self.column}" if self.column else ""
        return f"{self.file}, line {self.line}{column}: {value!r}: expected {self.expected}"
