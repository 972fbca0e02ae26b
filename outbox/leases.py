"""Which rows nobody has to himself, and which do not wait after a failure."""

from django.conf import settings
from django.db.models import Q


def leased_to_nobody(at):
    """A lease longer than any can be was given by a clock that was ahead: it holds nobody off."""
    longest = settings.DELIVERY_LONGEST_WAIT + settings.DELIVERY_LEASE
    return Q(lease_until=None) | Q(lease_until__lte=at) | Q(lease_until__gt=at + longest)
