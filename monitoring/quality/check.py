"""One check of records."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    MISSING = "missing"
    LATE = "late"
    CONTRADICTORY = "contradictory"
    DUPLICATED = "duplicated"


class Side(StrEnum):
    """Whose records. A session has neither: its register is My Time's."""

    HIS = "his"
    HERS = "hers"
    SESSIONS = "sessions"


@dataclass(frozen=True)
class Check:
    """``wrong``: SQL that is true of a row that fails, over the rows of its side (`counting.py`); ``due``: of a row that
    could; ``column``: of the cohort files, where the figures count the same; ``do``: what puts it right; ``asks``:
    whether the referrer may know it; ``page``: the URL name of where it is done, of a file, if not the file itself.
    """

    code: str
    kind: Kind
    side: Side
    words: str
    do: str
    wrong: str
    due: str = "true"
    column: str = ""
    asks: bool = False
    page: str = ""


DECIDED, SUITABLE = "r.decision <> ''", "r.decision = 'suitable'"
