"""Each figure as a table: what a row is, what a column is, and the definition under it."""

from dataclasses import dataclass

from . import words


@dataclass(frozen=True)
class Table:
    """``name``: of the figure. ``rows``: lists of what is shown, the first of each is what the row is of."""

    name: str
    caption: str
    columns: list
    rows: list
    definition: str


def tables(figures, definitions):
    """``figures`` and ``definitions`` as from monitoring.figures."""
    return [
        Table(name, caption, _columns(*columns), rows(figures[name]), definitions[name])
        for name, caption, columns, rows in (
            ("fig13", "What the service did", ("What", "Number"), _outputs),
            ("rates", "Rates", ("Rate", "Number", "Of", "Per cent"), _rates),
            ("foi_completion", "How far men came", ("Share of the sessions required", "Men"), _how_far),
            ("fig18", "Decisions by area", ("Area", "Suitable", "%", "Unsuitable", "%"), _decisions),
            ("fig19", "Why men were found unsuitable", ("Reason", "Men", "Per cent"), _reasons),
            ("fig24", "Progress by area", ("Area", "Referrals", "Any session", "Completed"), _progress),
            ("fig25", "Progress by source", ("Source", "Referrals", "Any session", "Completed"), _progress),
            ("fig21", "Days from referral to first assessment offered", _MEANS, _means),
            ("fig22", "Days from referral to assessment attended", _MEANS, _means),
            ("fig23", "Days from referral to first session offered", _MEANS, _means),
            ("fig26", "Age at referral", _MEANS, _means),
            ("fig27", "Number of children", _MEANS, _means),
            ("fig30", "Benefits, as partners said", ("Sum of four answers", "Partners"), _benefits),
            ("support_types", "Support that partners had", ("Kind", "Partners", "Per cent"), _kinds),
        )
    ] + [_by_quarter(figures["fig20"], definitions["fig20"]), _gaps(figures["not_recorded"], definitions)]


_MEANS = ("Suitable men", "Men", "Mean")


def _columns(first, *numbers):
    return [{"text": first}, *({"text": text, "numeric": True} for text in numbers)]


def _outputs(figure):
    return [[label, number(figure[name])] for name, label in words.OUTPUTS.items()]


def _how_far(figure):
    rows = [[label, number(figure[name])] for name, label in words.HOW_FAR.items()]
    return [*rows, ["Half or more, per cent of those who started", percentage(figure["half_or_more_pct"])]]


def _rates(figure):
    return [
        [
            label,
            number(figure[name]["numerator"]),
            number(figure[name]["denominator"]),
            percentage(figure[name]["pct"]),
        ]
        for name, label in words.RATES.items()
    ]


def _decisions(figure):
    return [
        [
            place(area),
            number(row["suitable"]),
            percentage(row["suitable_pct"]),
            number(row["unsuitable"]),
            percentage(row["unsuitable_pct"]),
        ]
        for area, row in figure.items()
    ]


def _reasons(figure):
    rows = [
        [words.REASONS.get(reason, place(reason)), number(row["count"]), percentage(row["pct"])]
        for reason, row in figure.items()
        if reason != "not_recorded"
    ]
    return [*rows, ["Not recorded", number(figure["not_recorded"]), percentage(None)]]


def _progress(figure):
    return [
        [
            words.SOURCES.get(name, place(name)),
            *(number(row[column]) for column in ("referrals", "any_session", "completed")),
        ]
        for name, row in figure.items()
    ]


def _means(figure):
    return [
        [label, number(figure[group]["n"]), mean(figure[group]["mean"])]
        for group, label in words.GROUPS.items()
    ]


def _benefits(figure):
    sums = [[f"{int(key):+}" if int(key) else "0", number(figure[key])] for key in figure if _is_sum(key)]
    return [
        *sums,
        ["Scored", number(figure["scored"])],
        ["Not recorded", number(figure["missing"])],
        ["Above 0, per cent of those scored", percentage(figure["positive_pct"])],
    ]


def _is_sum(key):
    return key.lstrip("-").isdigit()


def _kinds(figure):
    return [[words.KINDS[kind], number(row["count"]), percentage(row["pct"])] for kind, row in figure.items()]


def _by_quarter(figure, definition):
    areas = list(figure)
    rows = [
        [place(quarter), *(number(figure[area][quarter]) for area in areas)]
        for quarter in figure["total"]
        if figure["total"][quarter] != 0
    ]
    columns = _columns("Quarter", *(place(area) for area in areas))
    left_out = " A quarter without a referral is left out here."
    return Table("fig20", "Referrals by quarter and area", columns, rows, definition + left_out)


def _gaps(figure, definitions):
    rows = [
        [f"{words.FILES[file]}: {field.replace('_', ' ')}", number(count)]
        for file, fields in figure.items()
        for field, count in fields.items()
        if count != 0
    ]
    columns = _columns("What is not recorded where it was due", "Rows")
    return Table("not_recorded", "What is not recorded", columns, rows, definitions["not_recorded"])


def place(name):
    return words.PLACES.get(name, name)


def number(value):
    """Thousands apart; what disclosure control hides stays as it says."""
    return f"{value:,}" if isinstance(value, int) else value or "Hidden"


def percentage(value):
    return "–" if value is None else f"{value}%"


def mean(value):
    return "–" if value is None else f"{value}"
