"""The social worker's four questions, and their sums."""

from .policy import SOCIAL_WORKERS, Row
from .rows_monitoring import ROWS as FIGURES


def just_ended(world):
    """A file that has ended of late: only then somebody is asked."""
    return {"pk": world.closed(at=world.now).pk}


ROWS = {
    "pulse": Row(
        who=frozenset({"social_worker", "colleague"}),
        hidden_from=SOCIAL_WORKERS - {"social_worker", "colleague"},
        kwargs=just_ended,
    ),
    "pulse_results": Row(who=FIGURES["figures"].who),
}
