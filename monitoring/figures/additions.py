"""Which printed numbers add up to which: what a reader could subtract."""

from collections.abc import Iterator

from .completion import RATES
from .facts import Figure

Path = tuple[str, ...]
Line = tuple[tuple[Path, ...], Path]

MEN_IN_GROUPS = ("fig21", "fig22", "fig23", "fig26", "fig27")
FOI = "foi_completion"
SHARES = (
    "all",
    "one_session",
    "under_quarter",
    "quarter_to_half",
    "half_to_three_quarters",
    "three_quarters_to_all",
)
SAME = {
    "referrals": "referrals",
    "individuals": "individuals",
    "assessed": "assessed",
    "suitable": "accepted",
    "completed": "completed",
}


def additions(figures: dict[str, Figure]) -> list[Line]:
    """Lines of numbers, with the number they add up to. A line of one says that both are the same."""
    return [*_decisions(figures), *_referrals(figures), *_partners(figures), *_men(), *_rates()]


def _decisions(figures: dict[str, Figure]) -> Iterator[Line]:
    areas = [area for area in figures["fig18"] if area != "total"]
    for column in ("suitable", "unsuitable"):
        yield tuple(("fig18", area, column) for area in areas), ("fig18", "total", column)
    both = (("fig18", "total", "suitable"), ("fig18", "total", "unsuitable"))
    yield both, ("rates", "suitable_of_decided", "denominator")
    yield (("fig18", "total", "suitable"),), ("fig13", "accepted")
    reasons = [reason for reason in figures["fig19"] if reason not in ("total", "not_recorded")]
    yield tuple(("fig19", reason, "count") for reason in reasons), ("fig19", "total", "count")
    yield (("fig19", "total", "count"), ("fig19", "not_recorded")), ("fig18", "total", "unsuitable")


def _referrals(figures: dict[str, Figure]) -> Iterator[Line]:
    rows = [row for row in figures["fig20"] if row != "total"]
    quarters = [quarter for quarter in figures["fig20"]["total"] if quarter != "total"]
    for quarter in (*quarters, "total"):
        yield tuple(("fig20", row, quarter) for row in rows), ("fig20", "total", quarter)
    for row in figures["fig20"]:
        if quarters:
            yield tuple(("fig20", row, quarter) for quarter in quarters), ("fig20", row, "total")
    yield (("fig20", "total", "total"),), ("fig13", "referrals")
    yield (("fig20", "not_recorded", "total"),), ("not_recorded", "referrals", "area")
    for name in ("fig24", "fig25"):
        places = [place for place in figures[name] if place != "total"]
        for column in ("referrals", "any_session", "completed"):
            yield tuple((name, place, column) for place in places), (name, "total", column)
        yield ((name, "total", "referrals"),), ("fig13", "referrals")
        yield ((name, "total", "any_session"),), (FOI, "base")
        yield ((name, "total", "completed"),), ("fig13", "completed")
    for area in figures["fig24"]:
        yield (("fig20", area, "total"),), ("fig24", area, "referrals")


def _partners(figures: dict[str, Figure]) -> Iterator[Line]:
    sums = [key for key in figures["fig30"] if key.lstrip("-").isdigit()]
    positive = [key for key in sums if int(key) > 0]
    others = [key for key in sums if int(key) <= 0]
    yield tuple(("fig30", key) for key in sums), ("fig30", "scored")
    yield tuple(("fig30", key) for key in positive), ("fig30", "positive")
    yield (*(("fig30", key) for key in others), ("fig30", "positive")), ("fig30", "scored")
    yield (("fig30", "scored"), ("fig30", "missing")), ("fig13", "partners_referred")


def _men() -> Iterator[Line]:
    for name in MEN_IN_GROUPS:
        groups = ("no_sessions", "some_sessions", "completed")
        yield tuple((name, group, "n") for group in groups), (name, "total", "n")
    yield tuple((FOI, share) for share in SHARES), (FOI, "base")
    upper = ("half_to_three_quarters", "three_quarters_to_all", "all")
    yield tuple((FOI, share) for share in upper), (FOI, "half_or_more")
    ends = ("all", "still_attending", "dropped_out", "closed_otherwise")
    yield tuple((FOI, end) for end in ends), (FOI, "base")


def _rates() -> Iterator[Line]:
    """The same number of men stands in several rates."""
    places: dict[str, list[Path]] = {}
    for rate, (part, whole) in RATES.items():
        places.setdefault(part, []).append(("rates", rate, "numerator"))
        places.setdefault(whole, []).append(("rates", rate, "denominator"))
    for first, *others in places.values():
        for other in others:
            yield (other,), first
    for name, printed in SAME.items():
        yield (places[name][0],), ("fig13", printed)
    groups = (
        ("rates", "no_session_of_suitable", "numerator"),
        ("rates", "completed_of_started", "denominator"),
    )
    yield groups, ("rates", "no_session_of_suitable", "denominator")
