"""Working days, and whole numbers that add up to a printed sum."""

import random
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
SATURDAY = 5


def working(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return day


def later(rng: random.Random, day: date, least: int, most: int, *, until: date) -> date:
    """A working day from `least` to `most` days on, pulled back to `until` if it lies past it."""
    chosen = working(day + timedelta(days=rng.randint(least, most)))
    while chosen > until or chosen.weekday() >= SATURDAY:
        chosen -= timedelta(days=1)
    return max(chosen, day)


def moment(rng: random.Random, day: date) -> datetime:
    """Some minute of the office day, with its offset."""
    return datetime.combine(day, time(rng.randint(9, 16), rng.randint(0, 59)), LONDON)


def draw(rng: random.Random, mean: float, low: int, high: int) -> int:
    """A number of days from a long-tailed distribution."""
    return min(high, low + int(rng.expovariate(1 / max(mean - low, 1))))


def settle(
    rng: random.Random,
    values: Sequence[int],
    total: int,
    lows: Sequence[int],
    highs: Sequence[int],
    starts: Sequence[date] | None = None,
) -> list[int]:
    """Move values, inside their bounds, until they sum to `total`.

    With `starts`, values are days after them and stay on working days.
    """

    def lands(index: int, value: int) -> bool:
        on_weekday = starts is None or (starts[index] + timedelta(days=value)).weekday() < SATURDAY
        return lows[index] <= value <= highs[index] and on_weekday

    settled = [_nearest(index, value, highs, lands) for index, value in enumerate(values)]
    missing = total - sum(settled)
    for _ in range(2_000_000):
        if not missing:
            return settled
        index = rng.randrange(len(settled))
        step = rng.choice((1, 2, 3)) * (1 if missing > 0 else -1)
        if abs(step) <= abs(missing) and lands(index, settled[index] + step):
            settled[index] += step
            missing -= step
    raise ValueError(f"no way to a sum of {total}")


def _nearest(index, value, highs, lands) -> int:
    up = next((v for v in range(value, highs[index] + 1) if lands(index, v)), None)
    if up is not None:
        return up
    return next(v for v in range(highs[index], -1, -1) if lands(index, v))
