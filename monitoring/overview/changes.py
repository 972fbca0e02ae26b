"""What changed for people, as they said: hers is the headline, his stands beside it and never in it."""

from charts import Chart
from monitoring.figures.change import FEWEST
from monitoring.figures.facts import percentage

ANSWERS = {
    "safety": "Safety",
    "everyday_life": "Everyday life",
    "health_wellbeing": "Health and wellbeing",
}
TOO_FEW = f"Fewer than {FEWEST} asked twice"


def hers(found):
    """How many partners said that it became better, stayed or became worse."""
    rows = [(label, *(found.hers[name] or (TOO_FEW,) * 3)) for name, label in ANSWERS.items()]
    safety = found.hers["safety"]
    said = f"{TOO_FEW}: nothing is said yet"
    if safety:
        said = f"{percentage(safety[0], sum(safety))}% of {sum(safety)} partners asked twice said they were safer"
    columns = ("What", "Improved", "No change", "Deteriorated")
    return Chart(said, "What has changed for partners, as they said?", rows, columns, kind="stacked")


def first_and_last(found, *, of_hers=True):
    """Means at the first and the last measure of the same people."""
    rows = [_row(f"His own account: how often, 0 to 3 ({found.his.pairs} men)", found.his)]
    if of_hers:
        label = f"Police called out, as she said, 0 to 5 ({found.called_out.pairs} partners)"
        rows.insert(0, _row(label, found.called_out))
    columns = ("Asked at the first and at the last measure", "First", "Last")
    enough = any(pairs.before is not None for pairs in (found.his, found.called_out))
    said = "What he admits may rise: look, not worse" if enough else f"{TOO_FEW}: nothing is said yet"
    return Chart(
        said, "What did the same people say at the start and at the end?", rows, columns, kind="grouped"
    )


def _row(label, pairs):
    if pairs.before is None:
        return label, TOO_FEW, TOO_FEW
    return label, round(pairs.before, 1), round(pairs.after, 1)
