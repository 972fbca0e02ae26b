"""An invented cohort of which every usable published number of the evaluation holds.

Nobody in it exists. The same seed makes the same files, byte for byte.
"""

import random
from pathlib import Path

from demonstration.cohort.allocation import allocate
from demonstration.cohort.attendance import attend
from demonstration.cohort.closing import close_the_rest, end
from demonstration.cohort.journeys import travel
from demonstration.cohort.partners import partners_of
from demonstration.cohort.people import pair
from demonstration.cohort.training import training
from demonstration.cohort.traits import describe
from demonstration.cohort.writing import write

SEED = 20200331


def make_cohort(folder: Path, *, seed: int = SEED) -> dict[str, int]:
    """Write the four cohort files into the folder; rows per file."""
    rng = random.Random(seed)  # noqa: S311 - repeatable on purpose; nothing secret hangs on it
    cases = allocate(rng)
    assessed_before = pair(rng, cases)
    travel(rng, cases, assessed_before)
    rows = attend(rng, cases)
    end(rng, cases, rows)
    close_the_rest(rng, cases)
    describe(rng, cases)
    cases.sort(key=lambda case: case.my_time_ref)
    return write(folder, cases, rows, partners_of(rng, cases), training(rng))
