"""Sums of what social workers said, and of police call-outs as he and she tell of them. Nobody can be found in them.

Hers and his are never averaged together, and hers comes first.
"""

from collections import Counter
from dataclasses import dataclass

from django.conf import settings

from accounts.acting import for_the_service
from iss.models import HerMeasure
from joint.models import Pulse
from outcomes.answers import number
from outcomes.models import InstrumentVersion
from outcomes.stages import Stage
from referrals.models import HisMeasure

# His question; hers stands beside her sealed answers as a plain number
HIS_CALLOUTS = "M6"


@dataclass(frozen=True)
class Line:
    """``mean`` is None where too few answered to show it; ``n`` is then too."""

    words: str
    n: int | None
    mean: float | None
    spread: str = ""


@for_the_service("sums of answers; nobody can be found in them")
def pulse_lines():
    """One for each item, of all versions in which it is asked. Social workers are promised that nobody reads their own
    answers: to managers too a sum is shown from so many on."""
    answers = list(Pulse.objects.answered().values_list("answers", flat=True))
    version = InstrumentVersion.objects.filter(code="SW").order_by("-number").first()
    lines = []
    for item in version.at(Stage.END):
        given = [number(each.get(item.id)) for each in answers]
        counts = Counter(value for value in given if value is not None)
        spread = "; ".join(f"{words}: {counts[value]}" for value, words in item.points)
        lines.append(_line(item.words, [value for value in given if value is not None], spread, outside=True))
    return lines


@for_the_service("sums of answers; nobody can be found in them")
def callouts(*, outside):
    """Police call-outs a case in three months: at first, and when asked last, of those asked at both. ``outside``: for
    readers outside My Time."""
    hers = HerMeasure.objects.taken().exclude(callouts=None).values_list("file", "stage", "callouts")
    his = HisMeasure.objects.filter(asked_date__isnull=False).exclude(answers=None)
    his = his.order_by("asked_date", "pk").values_list("referral", "stage", "answers")
    told = [(pk, stage, number(answers.get(HIS_CALLOUTS))) for pk, stage, answers in his]
    lines = []
    for who, rows in (("What she says", hers), ("What he says", told)):
        first, last = _first_and_last(rows)
        lines.append(_line(f"{who}: at first", first, outside=outside))
        lines.append(_line(f"{who}: when asked last", last, outside=outside))
    return lines


def _first_and_last(rows):
    cases = {}
    for case, stage, count in rows:
        if count is not None:
            cases.setdefault(case, []).append((stage, count))
    both = [found for found in cases.values() if found[0][0] == Stage.INITIAL and len(found) > 1]
    return [found[0][1] for found in both], [found[-1][1] for found in both]


def _line(words, values, spread="", *, outside):
    if not values or (outside and len(values) < settings.PULSE_SHOWN_FROM):
        return Line(words, None if outside else len(values), None)
    return Line(words, len(values), round(sum(values) / len(values), 1), spread)
