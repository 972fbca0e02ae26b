"""That somebody has opened far more files than others: the data-protection officer's."""

from monitoring.models import UnusualReading
from monitoring.readers.actions import tell_of_unusual_reading

from .policy import Row


def a_reading(world):
    row = UnusualReading.objects.first() or tell_of_unusual_reading(
        world.second_facilitator, window="hour", number=61, usual=60, at=world.now
    )
    return {"reference": row.reference}


ROWS = {"unusual_reading": Row(who=frozenset({"dpo"}), kwargs=a_reading)}
