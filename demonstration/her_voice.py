"""What she says when she is asked: better for some, worse for one, unsafe to ask another; what is shown of it."""

from datetime import timedelta

from iss import actions as iss
from outcomes.models import InstrumentVersion
from outcomes.scales import NOT_APPLICABLE, PREFER_NOT, SKIPPED

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BEFORE = {
    "W0": "some",
    "W1": 1,
    "W2": SKIPPED,
    "W3": 2,
    "W4": 3,
    "W5": 2,
    "W6": ["upset"],
    "W7": 2,
    "W8": 2,
    "W9": 2,
    "W10": 2,
    "W11": 3,
    "W12": 3,
    "W13": 2,
    "W14a": "That the children sleep through the night",
    "W14b": SKIPPED,
}
BETTER = {
    "W0": "children",
    "W1": 0,
    "W2": SKIPPED,
    "W3": 1,
    "W4": 1,
    "W5": 1,
    "W6": ["none"],
    "W7": 0,
    "W8": 4,
    "W9": 3,
    "W10": 4,
    "W11": 5,
    "W12": 4,
    "W13": 3,
    "W14c": 4,
    "W14d": NOT_APPLICABLE,
    "W15": "bit_better",
    "W16": 5,
}
WORSE = {
    "W0": "some",
    "W1": 2,
    "W2": PREFER_NOT,
    "W3": 3,
    "W4": 3,
    "W5": 2,
    "W6": ["upset", "neck"],
    "W7": 3,
    "W8": 1,
    "W9": 1,
    "W10": 1,
    "W11": 4,
    "W12": 4,
    "W13": 1,
    "W14c": 1,
    "W14d": NOT_APPLICABLE,
    "W15": "worse",
    "W16": 4,
}
# By his last name: {stage: answers, or why she was not asked}
VOICES = {
    "Okafor": {"initial": BEFORE, "midway": WORSE},
    "Maddox": {"initial": BEFORE, "midway": "unsafe", "end": BETTER},
    "Rowbotham": {"initial": "declined"},
}
ANY = {"initial": BEFORE, "midway": BETTER, "end": BETTER}
SHOWN = ("Prothero",)


def hear_her(steps, file, stage, at):
    """She is asked as the stage comes, or it is recorded why not."""
    said = VOICES.get(file.referral.man.last_name, ANY).get(stage, "not_reached")
    if isinstance(said, str):
        iss.record_her_measure(file, stage=stage, why_not=said, by=steps.iss_worker, at=at)
        return
    version = InstrumentVersion.objects.in_force("W", at.date())
    iss.confirm_safe_to_talk(file, way="in_person", by=steps.iss_worker, at=at)
    measure = iss.record_her_measure(
        file,
        stage=stage,
        asked_date=at.date(),
        version=version,
        answers={item.id: said.get(item.id, SKIPPED) for item in version.at(stage)},
        mode="in_person",
        by=steps.iss_worker,
        at=at + HOUR / 4,
    )
    _what_follows(steps, file, measure, at)


def _what_follows(steps, file, measure, at):
    if file.dash_reasons.filter(because="measure", answered_by=None).exists():
        answers = ["yes" if number in (1, 2, 4, 7, 10, 16, 21) else "no" for number in range(1, 25)]
        day = at + 2 * DAY
        iss.record_dash(file, asked_date=day.date(), answers=answers, by=steps.iss_worker, at=day)
    if file.referral.man.last_name in SHOWN and measure.stage != "initial":
        shown = ["abuse", "safety"]
        iss.show_at_table(file, measure=measure, indicators=shown, by=steps.iss_worker, at=at + DAY)
