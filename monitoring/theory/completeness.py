"""How many of the measures that were due were taken: counts of rows, and nothing of what they say."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q

import iss.models
import referrals.models
from accounts.acting import for_the_service
from iss.models import HerMeasure
from monitoring.figures.facts import percentage
from outcomes.models import InstrumentVersion
from outcomes.stages import PROMISES, Stage
from referrals.models import HisMeasure, Rating

# The instruments, and whose voice each is
VOICES = {"W": "Hers", "M": "His", "F": "His facilitator’s", "SW": "The social worker’s"}
DUE = Q(kept_at=None, stopped_at=None, excused_at=None)


@dataclass(frozen=True)
class Taken:
    """Of one instrument at one stage. ``late``: due, and neither taken nor a reason why not."""

    asked: int = 0
    not_asked: int = 0
    late: int = 0

    @property
    def due(self):
        return self.asked + self.not_asked + self.late

    @property
    def percent(self):
        return percentage(self.asked, self.due)

    def __add__(self, other):
        return Taken(self.asked + other.asked, self.not_asked + other.not_asked, self.late + other.late)


@for_the_service("counts of measures taken and late, and nothing of what they say")
def taken(*, at):
    """{instrument: {stage: Taken}} of his and hers; of the ratings, how many men were rated."""
    return {
        "W": _of(HerMeasure, "file", iss.models.Deadline, at),
        "M": _of(HisMeasure, "referral", referrals.models.Deadline, at),
        "F": {
            stage: Taken(asked=number)
            for stage, number in Rating.objects.values_list("stage").annotate(
                number=Count("referral", distinct=True)
            )
        },
    }


def _of(measures, file, deadlines, at):
    """A stage counts once a file: asked, or else not asked for a reason, or else late."""
    rows = measures.objects.values_list("stage", file).annotate(asked=Count("asked_date"))
    asked, not_asked = Counter(), Counter()
    for stage, _, number in rows:
        (asked if number else not_asked)[stage] += 1
    owed = deadlines.objects.filter(DUE, promise__in=PROMISES.values(), due_at__lte=at)
    late = dict(owed.values_list("promise").annotate(number=Count("pk")))
    return {
        stage.value: Taken(asked[stage], not_asked[stage], late.get(PROMISES[stage], 0)) for stage in Stage
    }


def questions(*, day):
    """{outcome: {instrument: how many questions}} of the versions in force on ``day``."""
    found = {}
    in_force = InstrumentVersion.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)
    for version in in_force.order_by("code"):
        for item in version.instrument.items:
            for outcome in item.outcome:
                of_outcome = found.setdefault(outcome, {})
                of_outcome[version.code] = of_outcome.get(version.code, 0) + 1
    return found
