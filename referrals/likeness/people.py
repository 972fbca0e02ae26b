"""A man as far as he can be compared with another: his own side alone, nothing of hers."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Kid:
    """A child of his. ``born``: the year of birth as far as it follows from an age, give or take one."""

    first_name: str = ""
    born: int | None = None

    @classmethod
    def aged(cls, age, on, first_name=""):
        """A child who was ``age`` years old on the day ``on``; None where it is not known."""
        return cls(first_name, on.year - age if age is not None and on else None)


@dataclass(frozen=True)
class Description:
    """What is known of a man. Empty means not known, and says nothing for or against."""

    first_name: str = ""
    last_name: str = ""
    date_of_birth: date | None = None
    phone: str = ""
    address: str = ""
    children: tuple[Kid, ...] = field(default=())
