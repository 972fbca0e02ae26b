"""His measures over time, as they are read: a line for each stage, a table of what he answered, what changed since the
first, and two pictures. His own answers only; a rise in what he admits asks for a look, and is never called worse.
"""

from dataclasses import dataclass

from charts import Chart
from outcomes.models import PROMISES, Stage, standing
from outcomes.scales import FREQUENCY, SCALES, WORDS_FOR_NONE
from outcomes.scoring import Change, frequency, frequency_band, paired
from texts.models import Text
from texts.occasions import Occasion

from .windows import windows

# How the table says that an answer was not given
NOT_GIVEN = {
    "skipped": "Skipped",
    "prefer_not_to_say": "Would rather not say",
    "does_not_apply": "Does not apply",
}
NOT_ASKED = "Not asked"
ASKED_HOW = {
    "screen": "alone, on a screen handed to him",
    "own_device": "alone, by a link",
    "paper": "on paper",
}


@dataclass(frozen=True)
class Line:
    """One stage. ``reasons``: why he was not asked, the latest last, also where he was asked in the end."""

    stage: str
    label: str
    measure: object | None
    reasons: tuple
    window: object | None
    due_at: object | None

    @property
    def state(self):
        if self.measure:
            return "Taken"
        if self.reasons:
            return self.reasons[-1].get_why_not_display()
        return "Due" if self.due_at else "Not recorded"

    @property
    def tone(self):
        return "green" if self.measure else "yellow" if self.reasons or self.due_at else "grey"

    @property
    def how(self):
        return ASKED_HOW.get(self.measure.mode, "") if self.measure else ""


@dataclass(frozen=True)
class Reading:
    lines: tuple
    columns: tuple
    rows: tuple
    changes: tuple
    rises: tuple
    charts: tuple
    ratings: tuple

    @property
    def rose(self):
        return bool(self.rises)


def read(referral):
    """Everything of his measures. Three queries, however many there are."""
    measures = list(referral.measures.select_related("by", "version").order_by("at", "pk"))
    taken = {stage: one for stage, one in standing(measures).items() if one.taken}
    answered = [(stage, taken[stage]) for stage in Stage if stage in taken and taken[stage].answers]
    change = paired(answered[0][1].answers, answered[-1][1].answers) if len(answered) > 1 else None
    return Reading(
        lines=tuple(_lines(referral, measures, taken)),
        columns=("Question", *(stage.label for stage, _ in answered)),
        rows=tuple(_rows(answered)),
        changes=tuple(_changes(answered, change)),
        rises=tuple(rises(answered)),
        charts=tuple(_charts(answered)),
        ratings=tuple(_ratings(referral)),
    )


def rises(answered):
    """The behaviours that he admits more of than when he last answered them: [(the item's words, before, now)].

    ``answered``: [(stage, measure)] in order of the stages.
    """
    if len(answered) < 2:
        return []
    words = dict(FREQUENCY.points)
    latest, found = answered[-1][1], []
    for item in latest.version.at(latest.stage):
        if not item.behaviour:
            continue
        before = [_number(one.answers, item.id) for _, one in answered[:-1]]
        before, now = [value for value in before if value is not None], _number(latest.answers, item.id)
        if before and now is not None and now > before[-1]:
            found.append((item.words, words[before[-1]], words[now]))
    return found


def look_in_review(referral):
    """Whether his latest answers admit more than those before: for the review, without an answer."""
    taken = standing(referral.measures.select_related("version"))
    return bool(rises([(stage, taken[stage]) for stage in Stage if stage in taken and taken[stage].answers]))


def _lines(referral, measures, taken):
    when = windows(referral)
    due = dict(
        referral.deadlines.running().filter(promise__in=PROMISES.values()).values_list("promise", "due_at")
    )
    for stage in Stage:
        reasons = tuple(one for one in measures if one.stage == stage and not one.taken)
        yield Line(stage, stage.label, taken.get(stage), reasons, when.get(stage), due.get(PROMISES[stage]))


def _rows(answered):
    """[(words, *what he answered at each stage)] for every item that was asked at one of them, in the latest words."""
    items = {}
    for stage, measure in answered:
        items |= {item.id: item for item in measure.version.at(stage)}
    for item in items.values():
        yield (item.words, *(said(measure, item.id) for _, measure in answered))


def said(measure, item_id):
    """An answer in the words of the version that was asked."""
    item = measure.version.instrument.item(item_id)
    if item is None or item_id not in measure.answers:
        return NOT_ASKED
    value = measure.answers[item_id]
    if isinstance(value, str) and value in WORDS_FOR_NONE:
        return NOT_GIVEN[value]
    words = dict(item.points)
    if SCALES[item.scale].many:
        return ", ".join(words[each] for each in value)
    return words.get(value, str(value))


def _changes(answered, change):
    """[(words, first, latest, what changed)] from the first set of answers to the latest."""
    if change is None:
        return
    first, latest = answered[0][1], answered[-1][1]
    yield (
        "How often, on average",
        frequency_band(change.frequency.before),
        frequency_band(change.frequency.after),
        moved(change.frequency, behaviour=True),
    )
    yield ("Kinds of behaviour, of five", *_both(change.types), moved(change.types, behaviour=True))
    for item in latest.version.at(latest.stage):
        if item.id in change.items and not item.behaviour:
            pair = said(first, item.id), said(latest, item.id)
            yield (item.words, *pair, moved(change.items[item.id]))


def _both(change: Change):
    return ("Not answered", "Not answered") if not change.paired else (f"{change.before}", f"{change.after}")


def moved(change: Change, *, behaviour=False):
    """What changed, in words that judge nothing."""
    if not change.paired:
        return "Not answered both times"
    if change.direction == "stayed":
        return "No change"
    by = f"{abs(change.difference):.1f}".removesuffix(".0")
    up = "Reports more" if behaviour else "Higher"
    down = "Reports less" if behaviour else "Lower"
    return f"{up if change.direction == 'rose' else down}, by {by}"


def _charts(answered):
    if len(answered) < 2:
        return
    yield Chart(
        title="What he reports of his own behaviour",
        question="How often, on average of five kinds of behaviour, in the three months before each time?",
        columns=("When", "How often"),
        rows=tuple((stage.label, frequency(one.answers)) for stage, one in answered),
        kind="line",
        span=(0, 3),
        named=(
            (0, "not at all"),
            (1, "once or twice"),
            (2, "three times or more"),
            (3, "every week or more"),
        ),
    )
    first, latest = answered[0][1], answered[-1][1]
    both = [
        (item.words, _number(first.answers, item.id), _number(latest.answers, item.id))
        for item in latest.version.at(latest.stage)
        if item.scale == "A" and item.id in first.answers
    ]
    if any(None not in row for row in both):
        yield Chart(
            title="How far he agrees",
            question="What does he say of himself, from 1 (not at all) to 5 (completely)?",
            columns=("What he says", answered[0][0].label, answered[-1][0].label),
            rows=tuple(both),
            kind="dots",
            span=(1, 5),
        )


def _ratings(referral):
    """The latest of each stage: [(label, when, by, [(words, rating)])]."""
    latest = {row.stage: row for row in referral.ratings.select_related("by", "version").order_by("at", "pk")}
    for stage in Stage:
        if row := latest.get(stage):
            yield (
                stage.label,
                row.at,
                row.by,
                [(item.words, said(row, item.id)) for item in row.version.at(stage)],
            )


def _number(answers, item_id):
    value = answers.get(item_id)
    return value if isinstance(value, int) else None


def text_of(questions):
    """The text that took him the link; None where it was given to him otherwise."""
    texts = Text.objects.about(questions.referral)
    return texts.filter(occasion=Occasion.QUESTIONS, thing_id=questions.pk).first()
