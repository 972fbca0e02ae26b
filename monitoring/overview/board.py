"""The charts of the overview. Each is made of the rows of its table, and its title answers its question."""

from charts import Chart, Reference
from monitoring.figures.facts import percentage
from monitoring.figures_page import words

# [D] What other studies found, as the evaluation cites them: percentages to read ours against, and no targets.
VENTA = "Evaluation of the Venta programme, cited in the evaluation report"
EUROPE = "Akoensi, Koehler and Humphreys: review of programmes in Europe, cited in the evaluation report"
LITERATURE = (
    Reference(50, "Venta: completed, of men referred", VENTA),
    Reference(63, "Venta: completed, of men who started", VENTA),
    Reference(25, "Europe: complete, of men who start, about", EUROPE),
)
TIMES = {
    "fig21": "First assessment offered",
    "fig22": "Assessment attended",
    "fig23": "First session offered",
}
KEPT = ("In time", "Late", "Not kept", "Excused")
QUARTERS = 12


def funnel(figures):
    """Figure 14: how many men are left at each step."""
    outputs, far = figures["fig13"], figures["foi_completion"]
    steps = (
        ("Referred", outputs["individuals"]),
        ("Assessed", outputs["assessed"]),
        ("Found suitable", outputs["accepted"]),
        ("Started", far["base"]),
        ("Came to half or more", far["half_or_more"]),
        ("Completed", outputs["completed"]),
    )
    said = f"Of {outputs['individuals']:,} men referred, {far['base']:,} started and {outputs['completed']:,} completed"
    return Chart(said, "How many men are left at each step?", steps, ("Step", "Men"))


def completion(figures):
    """The rates of completion beside what other studies found."""
    rates = figures["rates"]
    chosen = (
        "completed_of_referrals",
        "completed_of_individuals",
        "completed_of_suitable",
        "completed_of_started",
    )
    rows = [(words.RATES[name], rates[name]["pct"]) for name in chosen]
    started = rates["completed_of_started"]["pct"]
    said = (
        "No man has started yet"
        if started is None
        else f"{started}% of the suitable men who started completed"
    )
    return Chart(
        said,
        "How does completion compare with other studies?",
        rows,
        ("Rate", "Per cent"),
        unit="%",
        reference_lines=LITERATURE,
        span=(0, 100),
    )


def referred(figures, aim=None):
    """Referrals of the last quarters that are in the figures."""
    total = figures["fig20"]["total"]
    quarters = [(label, count) for label, count in total.items() if label != "total"][-QUARTERS:]
    lines = [Reference(aim, "Target for the quarter", "Targets")] if aim else []
    said = (
        f"{quarters[-1][1]:,} referrals in {quarters[-1][0]}, the latest quarter"
        if quarters
        else "No referral yet"
    )
    question = "Are more men referred, quarter by quarter?"
    return Chart(said, question, quarters, ("Quarter", "Referrals"), kind="line", reference_lines=lines)


def waiting(spreads):
    """Median and middle half of the times of figures 21 to 23."""
    rows, said = [], "No time is recorded yet"
    for figure, label in TIMES.items():
        found = spreads[figure].get("total")
        rows.append((label, *((found.lower, found.median, found.upper) if found else (None, None, None))))
        if found and figure == "fig21":
            said = f"Half of the suitable men were offered an assessment within {found.median:g} days of the referral"
    columns = (
        "Days from referral to",
        "A quarter waited up to",
        "Half waited up to",
        "Three quarters waited up to",
    )
    return Chart(said, "How long do men wait?", rows, columns, kind="dots", unit=" days")


def engagement(figure, place, names):
    """Of the referrals of each area or source, per cent with any session, and completed (Figures 24 and 25)."""
    rows = [
        (
            names.get(name, name),
            percentage(row["any_session"], row["referrals"]),
            percentage(row["completed"], row["referrals"]),
        )
        for name, row in figure.items()
        if name != "total" and row["referrals"]
    ]
    best = max((row for row in rows if row[1] is not None), key=lambda row: row[1], default=None)
    said = (
        f"{best[0]}: {best[1]}% of referrals came to a session, the most of any {place}"
        if best
        else "No referral yet"
    )
    question = f"Do men of some {place}s come more than of others?"
    return Chart(
        said, question, rows, (place.capitalize(), "Any session", "Completed"), kind="grouped", unit="%"
    )


def sessions(by_month, aim):
    """Sessions held for each week, month by month."""
    rows = list(by_month.items())
    reached = sum(value >= aim for value in by_month.values()) if aim else 0
    lines = [Reference(aim, "Target a week", "Targets")] if aim else []
    said = f"{rows[-1][1]:g} sessions a week in {rows[-1][0]}"
    if aim:
        said += f"; the target of {aim} was reached in {reached} of {len(rows)} months"
    question = "Are as many sessions held as were agreed?"
    return Chart(said, question, rows, ("Month", "Sessions a week"), kind="line", reference_lines=lines)


def promises_by_month(promises):
    rows = [(month, *kept) for month, kept in promises.months.items()]
    return Chart(
        f"{_in_time(promises.total)} of what fell due in these months was kept in time",
        "Are promises kept, month by month?",
        rows if any(promises.total) else [],
        ("Month", *KEPT),
        kind="stacked",
    )


def promises_by_area(promises):
    rows = [(area, *kept) for area, kept in sorted(promises.areas.items())]
    shares = {area: percentage(kept.in_time, sum(kept[:3])) for area, kept in promises.areas.items()}
    least = min((area for area in shares if shares[area] is not None), key=shares.__getitem__, default=None)
    said = f"{least} kept the smallest share in time: {shares[least]}%" if least else "No promise fell due"
    return Chart(said, "Where are promises missed?", rows, ("Area", *KEPT), kind="stacked")


def _in_time(kept):
    share = percentage(kept.in_time, sum(kept[:3]))
    return "Nothing" if share is None else f"{share}%"
