"""What a return counts: of the whole region for whoever signs, and of each provider what it can check."""

from datetime import datetime, time

from django.utils import timezone

from accounts.models import Area, Organisation
from monitoring.figures import DEFINITIONS, Audience, Period, compute
from monitoring.figures_page import number, percentage, tables
from monitoring.quarters.counting import activity, promises
from monitoring.quarters.page import LABELS, aims_of

OF_HERS = ("partners_referred", "partners_contacted", "partners_supported")
OF_HIS = tuple(name for name in LABELS if name not in OF_HERS)
BY_AREA = ("referrals", "contacted", "assessed", "suitable", "unsuitable", "started", "completed")
SINCE_IT_BEGAN = ("fig13", "rates", "foi_completion", "fig18", "fig19", "fig24", "fig25", "fig30")
# Who a section is for besides those who sign
NOBODY = 0
HAPPENED = "Each thing is counted on the day it happened, whenever the man was referred."
FELL_DUE = (
    "Promises that fell due in the quarter. One that stood still, or was stopped before, is not counted."
)


def providers():
    """Those who check a part of their own: My Time, and each service that supports her."""
    kinds = (Organisation.Kind.MY_TIME, Organisation.Kind.ISS_PROVIDER)
    return Organisation.objects.filter(kind__in=kinds).order_by("-kind", "name")


def sections(quarter, *, at):
    """What the quarter came to, as tables of printed words, in order; each with whose part it is."""
    everybody = list(providers())
    ours = [one for one in everybody if one.kind == Organisation.Kind.MY_TIME]
    theirs = [one for one in everybody if one.kind == Organisation.Kind.ISS_PROVIDER]
    kept = {one.pk: promises(quarter, at=at, provider=one.pk) for one in theirs}
    found = [_activity(quarter, "The region", LABELS, of=NOBODY, aims=aims_of(quarter))]
    for one in ours:
        found.append(_activity(quarter, one.name, OF_HIS, of=one.pk))
        found.append(_areas(quarter, of=one.pk))
        hers = {kept_one.promise for each in kept.values() for kept_one in each}
        his = [each for each in promises(quarter, at=at) if each.promise not in hers]
        found.append(_promises(one.name, his, of=one.pk))
    for one in theirs:
        found.append(_activity(quarter, one.name, OF_HERS, of=one.pk, provider=one.pk))
        found.append(_promises(one.name, kept[one.pk], of=one.pk))
    return [*found, *_since_it_began(quarter)]


def _activity(quarter, name, labels, *, of, aims=None, **where):
    shown = [activity(each, **where) for each in (quarter, quarter.previous, quarter.year_before)]
    columns = ["What", quarter.label, quarter.previous.label, quarter.year_before.label]
    rows = [[LABELS[key], *(number(counts[key]) for counts in shown)] for key in labels]
    if aims is not None:
        columns.append("Target")
        rows = [
            [*row, number(aims[key]) if key in aims else "–"] for row, key in zip(rows, labels, strict=True)
        ]
    return _section(f"{name}: what happened", columns, rows, HAPPENED, of=of)


def _areas(quarter, *, of):
    rows = []
    for area in Area.objects.order_by("name"):
        counts = activity(quarter, area=area.pk)
        rows.append([area.name, *(number(counts[key]) for key in BY_AREA)])
    return _section("By area", ["Area", *(LABELS[key] for key in BY_AREA)], rows, HAPPENED, of=of)


def _promises(name, kept, *, of):
    rows = [
        [
            one.promise.label,
            *(number(value) for value in (one.due, one.in_time, one.late, one.not_kept, one.excused)),
            percentage(one.pct),
        ]
        for one in kept
    ]
    columns = ["Promise", "Fell due", "In time", "Late", "Not kept", "Excused", "In time, %"]
    return _section(f"{name}: promises", columns, rows, FELL_DUE, of=of)


def _since_it_began(quarter):
    """The cumulative figures, up to the last day of the quarter."""
    end = timezone.make_aware(datetime.combine(quarter.last_day, time.max))
    figures = compute(Period(last=quarter.last_day, as_at=end), Audience.INTERNAL)
    for table in tables(figures, DEFINITIONS):
        if table.name in SINCE_IT_BEGAN:
            columns = [column["text"] for column in table.columns]
            words = f"{table.caption}, since the service began"
            yield _section(words, columns, table.rows, table.definition, of=NOBODY)


def _section(caption, columns, rows, words, *, of):
    return {"caption": caption, "columns": columns, "rows": rows, "words": words, "of": of}
