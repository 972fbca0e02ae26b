"""Her measures as her file shows them: one line a stage. Opens no answer."""

from outcomes.models import Stage, standing


def measures_in_short(file):
    """[(stage, the measure that counts)] of the stages that have one."""
    return in_short(file.measures.select_related("by"))


def in_short(measures):
    found = standing(measures)
    return [(stage, found[stage]) for stage in Stage if stage in found]
