"""What she said, over time: the same rows as picture and table, and what changed since the start."""

from dataclasses import dataclass

from charts import Chart
from iss.measures.windows import windows_of
from outcomes import scoring
from outcomes.instruments import HARM
from outcomes.models import InstrumentVersion, Stage, standing
from outcomes.scales import AGREEMENT, PREFER_NOT, SKIPPED, WORDS_FOR_NONE

from .taken import with_answers
from .words import INDICATORS, changes

FELT = {"W8": "How safe she feels", "W10": "How free she is day to day", "W13": "Her health and wellbeing"}
NOTHING_TO_COMPARE = "There is nothing to compare with yet"
NOT_ASKED = "Not asked yet"


@dataclass(frozen=True)
class HerVoice:
    """``measures``: {stage: the measure that counts}; ``taken``: those with answers, the earliest first."""

    measures: dict
    taken: list

    @property
    def first(self):
        return self.taken[0] if self.taken else None

    @property
    def latest(self):
        return self.taken[-1] if self.taken else None

    @property
    def is_paired(self):
        return len(self.taken) > 1

    @property
    def changes(self):
        """[(indicator, Change)] from the first to the latest."""
        if not self.is_paired:
            return []
        found = changes(self.first.answers, self.latest.answers)
        return [(INDICATORS[key], change) for key, change in found.items()]

    @property
    def benefits(self):
        return scoring.benefits(self.first.answers, self.latest.answers) if self.is_paired else None

    @property
    def grave(self):
        """What the latest answers name of injury, treatment, neck, weapon and threats, in words."""
        ticked = scoring.alarms(self.latest.answers) if self.latest else ()
        return [words for code, words in HARM if code in ticked]


def her_instrument(day):
    """The version of her questions that is asked on ``day``."""
    return InstrumentVersion.objects.in_force("W", day)


def her_voice(file):
    """Of her whole file; opens her answers."""
    measures = list(file.measures.select_related("version", "by"))
    return HerVoice(standing(measures), with_answers(measures))


def pictures(voice):
    """How often, and how it is for her: nothing while no answer is kept."""
    if not voice.taken:
        return []
    abuse = [(stage.label, _cell(voice, stage, _often)) for stage in Stage]
    felt = [(stage.label, *(_cell(voice, stage, _of(item)) for item in FELT)) for stage in Stage]
    return [
        Chart(
            _title(voice, "abuse", "How often he was abusive"),
            "How often was he abusive in the last 3 months? The mean of five kinds of abuse, 0 (not at all) to 3 (every week).",
            abuse,
            ("When", "How often he was abusive"),
            "line",
            span=(0, 3),
        ),
        Chart(
            _title(voice, "safety", "How it is for her"),
            "How is it for her day to day? 1 is not at all, 5 is completely.",
            felt,
            ("When", *FELT.values()),
            "line",
            span=(1, 5),
            named=AGREEMENT.points,
        ),
    ]


def _title(voice, indicator, otherwise):
    change = changes(voice.first.answers, voice.latest.answers).get(indicator) if voice.is_paired else None
    return getattr(INDICATORS[indicator], change.direction) if change else otherwise


def _often(answers):
    mean = scoring.frequency(answers)
    return mean if mean is None else round(mean, 1)


def _of(item):
    return lambda answers: answers.get(item)


def _cell(voice, stage, value_of):
    """A number to draw, or the words that stand in its place: skipped, not asked and why."""
    measure = voice.measures.get(stage)
    if measure is None:
        return NOT_ASKED
    if not measure.taken:
        return measure.get_why_not_display()
    value = value_of(measure.answers) if measure.answers else None
    return WORDS_FOR_NONE.get(value, value) if isinstance(value, str) else value


def every_answer(voice):
    """(what she was asked, [(stage, her answer then)] for each of ``taken``) of every item ever asked."""
    items = {}
    for measure in voice.taken:
        for item in measure.version.at(measure.stage):
            items.setdefault(item.id, item)
    order = sorted(items.values(), key=lambda item: _place(item.id))
    return [(item.words, [_said(item, measure) for measure in voice.taken]) for item in order]


def _said(item, measure):
    return measure.get_stage_display(), answer_in_words(item, measure.answers.get(item.id))


def _place(item_id):
    digits = "".join(letter for letter in item_id if letter.isdigit())
    return int(digits), item_id


def answer_in_words(item, value):
    if value is None:
        return "Not asked then"
    if value in (SKIPPED, PREFER_NOT):
        return {SKIPPED: "Skipped", PREFER_NOT: "Would rather not say"}[value]
    points = dict(item.points)
    if isinstance(value, list):
        return "; ".join(points.get(code, code) for code in value)
    if item.scale in ("A", "S"):
        return f"{points[value]} ({value} of 5)" if value in points else WORDS_FOR_NONE.get(value, value)
    return points.get(value) or WORDS_FOR_NONE.get(value) or value


def stages_of(file, voice, at_day):
    """(stage, its window, the measure that counts, tone) for the table of what is asked when."""
    windows = windows_of(file)
    return [
        {
            "stage": stage,
            "window": windows.get(stage.value),
            "measure": voice.measures.get(stage),
            "is_open": stage.value in windows and at_day in windows[stage.value],
        }
        for stage in Stage
    ]


__all__ = [
    "HerVoice",
    "answer_in_words",
    "every_answer",
    "her_instrument",
    "her_voice",
    "pictures",
    "stages_of",
]
