"""Where groups meet."""

from accounts.acting import one_act
from audit.trail import record
from programme.models import Venue


@one_act
def write_venue(venue=None, *, by, at, **fields):
    """Add a venue, or change one. Its groups meet there as before."""
    venue = venue or Venue(**fields)
    for name, value in fields.items():
        setattr(venue, name, value)
    venue.save()
    record("venue.written", venue, by=by, at=at)
    return venue
