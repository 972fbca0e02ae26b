"""What the worker does for a release: compute, protect, keep."""

import json

from accounts.acting import one_act
from monitoring.figures import Audience, Period, compute
from monitoring.figures.disclosure import protect
from monitoring.figures.planning import joining_by_hash
from monitoring.models import Release

# Earlier releases read beside a new one: those that overlap it, the latest first.
BESIDE = 6


@one_act
def make_release(release, *, at):
    """Compute and protect what was asked for. One at a time: each is read beside those made before it."""
    waiting = Release.objects.select_for_update().being_made().order_by("pk")
    release = next((one for one in waiting if one.pk == release.pk), None)
    if release is None:
        return False
    period = Period(first=release.first_day, last=release.last_day, as_at=release.at)
    with joining_by_hash():
        figures = compute(period, Audience.INTERNAL)
    days = (release.first_day, release.last_day)
    earlier = Release.objects.select_related("rule").overlapping(*days)[:BESIDE]
    released = [one.as_read(*days) for one in earlier]
    public = protect(figures, release.rule.rule, released)
    release.exact_json, release.public_json = json.dumps(figures), json.dumps(public)
    release.made_at = at
    release.save(update_fields=["exact_json", "public_json", "made_at"])
    return True
