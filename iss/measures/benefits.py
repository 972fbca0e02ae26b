"""Figure 30 from what she said. Pure."""

from iss.statuses import Change
from outcomes.answers import number
from outcomes.scoring import benefits

SATISFACTION = "W16"
CHANGES = {-1: Change.DETERIORATED, 0: Change.NO_CHANGE, 1: Change.IMPROVED, None: ""}


def benefits_of(first, later):
    """The four as her file keeps them: satisfaction 1 to 5 or None, and three changes ("" where it cannot be said)."""
    found = benefits(first, later)
    return {
        "satisfaction": number(later.get(SATISFACTION)),
        "health_wellbeing": CHANGES[found.health_wellbeing],
        "everyday_life": CHANGES[found.everyday_life],
        "safety": CHANGES[found.safety],
    }
