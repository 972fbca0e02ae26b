"""Her measures as her file shows them: one line a stage. Opens no answer."""

from outcomes.models import Stage, standing


def measures_in_short(file):
    """[(stage, the measure that counts)] of the stages that have one."""
    found = standing(file.measures.select_related("by"))
    return [(stage, found[stage]) for stage in Stage if stage in found]
