"""What guards the records: the trail is sealed, and has the head of a day."""

from datetime import timedelta

from audit.heads import make_head
from audit.seals import seal


def seal_yesterday(*, at):
    """All that the cases left in the trail, as if it had been sealed the day before."""
    while seal(at=at - timedelta(days=1)):
        continue
    make_head(at=at)
