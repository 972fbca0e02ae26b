"""What was answered, in the order in which it was asked. Of hers this opens the answers."""

from outcomes.models import Stage


def with_answers(measures):
    """Those of ``measures`` that hold answers, the earliest first."""
    return sorted((one for one in measures if one.taken and one.answers), key=_when)


def _when(measure):
    return measure.asked_date, Stage.values.index(measure.stage)
