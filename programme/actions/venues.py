"""Where groups meet."""

from django.db import transaction

from audit.trail import record
from programme.models import Venue


@transaction.atomic
def write_venue(venue=None, *, by, at, **fields):
    """Add a venue, or change one. Its groups meet there as before."""
    venue = venue or Venue(**fields)
    for name, value in fields.items():
        setattr(venue, name, value)
    venue.save()
    record("venue.written", venue, by=by, at=at)
    return venue
