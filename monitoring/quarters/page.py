"""The page of a quarter: each count beside the quarter before, the same one a year ago, and its target."""

from dataclasses import dataclass

from accounts.acting import for_the_service
from monitoring.figures import Only, Period
from monitoring.figures.completion import NUMBERS
from monitoring.figures.facts import Facts
from monitoring.figures.facts import percentage as share_of
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
PROMISE_COLUMNS = ("Fell due", "In time", "Late", "Not kept", "Excused", "In time, %")
OF_HERS = ("partners_referred", "partners_contacted", "partners_supported")


@dataclass(frozen=True)
class Page:
    quarter: object
    counts: list
    count_columns: list
    promises: list
    promise_columns: list
    kept_pct: float | None
    targets_met: str


@for_the_service("figures count rows; no row leaves")
def page(quarter, *, at, area=None, provider=None, hers=True):
    """``at``: the moment up to which promises are judged. Targets are of the whole region, so a part has none.
    ``hers``: what is of partners too.
    """
    where = {"area": area, "provider": provider}
    whole, quarters = not any(where.values()), (quarter, quarter.previous, quarter.year_before)
    shown = [activity(each, **where) for each in quarters]
    aims = aims_of(quarter) if whole else {}
    names = [name for name in LABELS if hers or name not in OF_HERS]
    counts = [_line(name, LABELS[name], shown, aims) for name in names]
    counts.append(_conversion(quarters, at=at, **where))
    columns = _columns("What", *(each.label for each in quarters), "Target")
    kept = promises(quarter, at=at, **where, hers=hers)
    met = [shown[0][measure] >= aim for measure, aim in aims.items()]
    return Page(
        quarter=quarter,
        counts=counts if whole else [row[:-1] for row in counts],
        count_columns=columns if whole else columns[:-1],
        promises=[_promise(one) for one in kept],
        promise_columns=_columns("Promise", *PROMISE_COLUMNS),
        kept_pct=together(kept),
        targets_met=f"{sum(met)} of {len(met)}" if met else "",
    )


def aims_of(quarter):
    """{measure: how many are aimed at in the quarter}; of several targets of a measure, their shares together."""
    found = {}
    for target in Target.objects.of(quarter.first_day, quarter.last_day).exclude(per=Target.Per.PER_CENT):
        found[target.measure] = found.get(target.measure, 0) + share(target, quarter)
    return found


def _line(name, label, shown, aims):
    aim = number(aims[name]) if name in aims else "–"
    return [label, *(number(counts[name]) for counts in shown), aim]


def _conversion(quarters, *, at, area, provider):
    """Of the men referred in each quarter, per cent found suitable by now, beside the target of the whole region."""
    shown = []
    for each in quarters:
        only = Only(area=area, provider=provider)
        men = Facts(Period(each.first_day, each.last_day, as_at=at, only=only)).row(NUMBERS)
        shown.append(percentage(share_of(men["suitable"], men["individuals"])))
    aim = Target.objects.conversion(quarters[0].last_day)
    return ["Conversion: found suitable by now, of men referred in it", *shown, percentage(aim)]


def _promise(one):
    numbers = (one.due, one.in_time, one.late, one.not_kept, one.excused)
    return [one.promise.label, *(number(value) for value in numbers), percentage(one.pct)]


def _columns(first, *numbers):
    return [{"text": first}, *({"text": text, "numeric": True} for text in numbers)]
