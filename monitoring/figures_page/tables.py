"""Each figure as a table: what a row is, what a column is, and the definition under it."""

from dataclasses import dataclass, replace

from . import words
from .naming import CAPTIONS, in_words


@dataclass(frozen=True)
class Table:
    """``name``: of the figure. ``rows``: lists of what is shown, the first of each is what the row is of."""

    name: str
    caption: str
    columns: list
    rows: list
    definition: str


def tables(figures, definitions, link=None, spreads=None):
    """``figures`` and ``definitions`` as from monitoring.figures.

    ``link``: from the name of a figure and the keys of a number to the address of the cases it counts, or None.
    ``spreads``: as from monitoring.figures.spread; without them a mean stands alone.
    """
    found = [
        Table(
            name,
            CAPTIONS[name],
            _columns(*columns),
            rows(figures[name], _linked(name, link)),
            definitions[name],
        )
        for name, columns, rows in _ROWS
        if name in figures
    ]
    if spreads:
        found = [
            _with_spread(table, spreads[table.name]) if table.name in spreads else table for table in found
        ]
    quarters = _by_quarter(figures["fig20"], _linked("fig20", link), definitions["fig20"])
    gaps = _gaps(figures["not_recorded"], _linked("not_recorded", link), definitions["not_recorded"])
    return [*found, quarters, gaps]


def _linked(name, link):
    """How a number of the figure is shown: as it is, or as a link to the cases it counts."""

    def cell(value, *keys):
        href = link(name, *keys) if link and isinstance(value, int) and value else None
        shown = number(value)
        return {"text": shown, "href": href, "hidden": in_words(name, *keys)} if href else shown

    return cell


def _columns(first, *numbers):
    return [{"text": first}, *({"text": text, "numeric": True} for text in numbers)]


def _outputs(figure, cell):
    return [[label, cell(figure[name], name)] for name, label in words.OUTPUTS.items() if name in figure]


def _how_far(figure, cell):
    rows = [[label, cell(figure[name], name)] for name, label in words.HOW_FAR.items()]
    return [*rows, ["Half or more, per cent of those who started", percentage(figure["half_or_more_pct"])]]


def _rates(figure, cell):
    return [
        [
            label,
            cell(figure[name]["numerator"], name, "numerator"),
            cell(figure[name]["denominator"], name, "denominator"),
            percentage(figure[name]["pct"]),
        ]
        for name, label in words.RATES.items()
    ]


def _decisions(figure, cell):
    return [
        [
            place(area),
            cell(row["suitable"], area, "suitable"),
            percentage(row["suitable_pct"]),
            cell(row["unsuitable"], area, "unsuitable"),
            percentage(row["unsuitable_pct"]),
        ]
        for area, row in figure.items()
    ]


def _reasons(figure, cell):
    rows = [
        [
            words.REASONS.get(reason, place(reason)),
            cell(row["count"], reason, "count"),
            percentage(row["pct"]),
        ]
        for reason, row in figure.items()
        if reason != "not_recorded"
    ]
    return [*rows, ["Not recorded", cell(figure["not_recorded"], "not_recorded"), percentage(None)]]


def _progress(figure, cell):
    return [
        [
            words.SOURCES.get(name, place(name)),
            *(cell(row[column], name, column) for column in ("referrals", "any_session", "completed")),
        ]
        for name, row in figure.items()
    ]


def _half(figure, cell):
    return [
        [
            place(name),
            cell(row["started"], name, "started"),
            cell(row["half_or_more"], name, "half_or_more"),
            percentage(row["pct"]),
            cell(row["completed"], name, "completed"),
        ]
        for name, row in figure.items()
    ]


def _means(figure, cell):
    return [
        [label, cell(figure[group]["n"], group, "n"), mean(figure[group]["mean"])]
        for group, label in words.GROUPS.items()
    ]


def _benefits(figure, cell):
    sums = [[f"{int(key):+}" if int(key) else "0", cell(figure[key], key)] for key in figure if _is_sum(key)]
    return [
        *sums,
        ["Scored", cell(figure["scored"], "scored")],
        ["Not recorded", cell(figure["missing"], "missing")],
        ["Above 0, per cent of those scored", percentage(figure["positive_pct"])],
    ]


def _is_sum(key):
    return key.lstrip("-").isdigit()


def _kinds(figure, cell):
    return [
        [words.KINDS[kind], cell(row["count"], kind, "count"), percentage(row["pct"])]
        for kind, row in figure.items()
    ]


def _by_quarter(figure, cell, definition):
    areas = list(figure)
    widest = figure.get("total") or figure[areas[0]]
    rows = [
        [place(quarter), *(cell(figure[area][quarter], area, quarter) for area in areas)]
        for quarter in widest
        if widest[quarter] != 0
    ]
    columns = _columns("Quarter", *(place(area) for area in areas))
    left_out = " A quarter without a referral is left out here."
    return Table("fig20", CAPTIONS["fig20"], columns, rows, definition + left_out)


def _gaps(figure, cell, definition):
    rows = [
        [f"{words.FILES[file]}: {field.replace('_', ' ')}", cell(count, file, field)]
        for file, fields in figure.items()
        for field, count in fields.items()
        if count != 0
    ]
    columns = _columns("What is not recorded where it was due", "Rows")
    return Table("not_recorded", CAPTIONS["not_recorded"], columns, rows, definition)


def place(name):
    return words.PLACES.get(name, name)


def number(value):
    """Thousands apart; what disclosure control hides stays as it says."""
    return f"{value:,}" if isinstance(value, int) else value or "Hidden"


def percentage(value):
    return "–" if value is None else f"{value}%"


def mean(value):
    return "–" if value is None else f"{value}"


_SPREAD = "Median: half of the men waited as long or less. Middle half: between a quarter and three quarters of them."


def _with_spread(table, spreads):
    """The median, the middle half and the range beside each mean."""
    further = ("Median", "Middle half", "Shortest to longest")
    columns = [*table.columns, *({"text": text, "numeric": True} for text in further)]
    groups = list(words.GROUPS)
    rows = [[*row, *_spread(spreads.get(group))] for group, row in zip(groups, table.rows, strict=True)]
    return replace(table, columns=columns, rows=rows, definition=f"{table.definition} {_SPREAD}")


def _spread(found):
    if found is None:
        return ["–", "–", "–"]
    return [f"{found.median:g}", f"{found.lower:g} to {found.upper:g}", f"{found.least:g} to {found.most:g}"]


_MEANS = ("Suitable men", "Men", "Mean")
_ROWS = (
    ("fig13", ("What", "Number"), _outputs),
    ("rates", ("Rate", "Number", "Of", "Per cent"), _rates),
    ("foi_completion", ("Share of the sessions required", "Men"), _how_far),
    ("half_by_area", ("Area", "Started", "Half or more", "%", "Completed"), _half),
    ("fig18", ("Area", "Suitable", "%", "Unsuitable", "%"), _decisions),
    ("fig19", ("Reason", "Men", "Per cent"), _reasons),
    ("fig24", ("Area", "Referrals", "Any session", "Completed"), _progress),
    ("fig25", ("Source", "Referrals", "Any session", "Completed"), _progress),
    ("fig21", _MEANS, _means),
    ("fig22", _MEANS, _means),
    ("fig23", _MEANS, _means),
    ("fig26", _MEANS, _means),
    ("fig27", _MEANS, _means),
    ("fig30", ("Sum of four answers", "Partners"), _benefits),
    ("support_types", ("Kind", "Partners", "Per cent"), _kinds),
)
