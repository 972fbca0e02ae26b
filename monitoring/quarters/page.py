"""The page of a quarter: each count beside the quarter before, the same one a year ago, and its target."""

from dataclasses import dataclass

from monitoring.figures_page import number, percentage
from monitoring.models import Target

from .counting import activity, promises, together
from .targets import share

LABELS = {
    "referrals": "Referrals received",
    "contacted": "Men contacted",
    "assessed": "Men assessed",
    "suitable": "Men found suitable",
    "unsuitable": "Men found unsuitable",
    "started": "Men who started (first session credited)",
    "sessions_held": "Sessions held",
    "attendances": "Attendances",
    "completed": "Men who completed",
    "closed_after_misses": "Files closed after two missed sessions",
    "closed_otherwise": "Files closed for another reason",
    "partners_referred": "Partners referred to the ISS",
    "partners_contacted": "Partners contacted",
    "partners_supported": "Partners who had support",
}


@dataclass(frozen=True)
class Page:
    quarter: object
    counts: list
    count_columns: list
    promises: list
    promise_columns: list
    kept_pct: float | None
    targets_met: str


def page(quarter, *, at, area=None, provider=None):
    """``at``: the moment up to which promises are judged. Targets are of the whole region, so a part has none."""
    where = {"area": area, "provider": provider}
    shown = [activity(each, **where) for each in (quarter, quarter.previous, quarter.year_before)]
    aims = {} if area or provider else aims_of(quarter)
    kept = promises(quarter, at=at, **where)
    met = [shown[0][measure] >= aim for measure, aim in aims.items()]
    return Page(
        quarter=quarter,
        counts=[_line(name, label, shown, aims) for name, label in LABELS.items()],
        count_columns=_columns(
            "What", quarter.label, quarter.previous.label, quarter.year_before.label, "Target"
        ),
        promises=[_promise(one) for one in kept],
        promise_columns=_columns(
            "Promise", "Fell due", "In time", "Late", "Not kept", "Excused", "In time, %"
        ),
        kept_pct=together(kept),
        targets_met=f"{sum(met)} of {len(met)}" if met else "",
    )


def aims_of(quarter):
    """{measure: how many are aimed at in the quarter}; of several targets of a measure, their shares together."""
    found = {}
    for target in Target.objects.of(quarter.first_day, quarter.last_day):
        found[target.measure] = found.get(target.measure, 0) + share(target, quarter)
    return found


def _line(name, label, shown, aims):
    aim = number(aims[name]) if name in aims else "–"
    return [label, *(number(counts[name]) for counts in shown), aim]


def _promise(one):
    numbers = (one.due, one.in_time, one.late, one.not_kept, one.excused)
    return [one.promise.label, *(number(value) for value in numbers), percentage(one.pct)]


def _columns(first, *numbers):
    return [{"text": first}, *({"text": text, "numeric": True} for text in numbers)]
