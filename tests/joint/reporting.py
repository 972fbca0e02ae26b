"""Reports as the tests make them: by the product's own actions, with the words that each kind must have."""

from joint.actions import contribute, draft_of, send_report, write_report
from joint.models import Report
from tests.world import DAY

WORDS = {
    "midway": {"recommendation": "Go on as planned."},
    "completion": {"recommendation": "Nothing more from us."},
    "assessment": {"reasons": "He denies all of it."},
    "back": {"why": "He withdrew after a month."},
}


def begun(world, him, kind="midway", *, at=None, **words):
    """A report with words of the facilitator, and a nil of the ISS where it has a part."""
    at = at or world.now + 8 * DAY
    if kind in Report.WITH_THE_ISS:
        contribute(him, kind=kind, nil=True, by=world.iss_worker, at=at)
    return write_report(draft_of(him, kind), words=WORDS[kind] | words, by=world.facilitator, at=at)


def issued(world, him, kind="midway", *, at=None, **words):
    """Written by the facilitator and, where it is of both, signed off by the manager."""
    at = at or world.now + 8 * DAY
    report = begun(world, him, kind, at=at, **words)
    if send_report(report, by=world.facilitator, at=at).value == "waits":
        send_report(report, by=world.manager, at=at)
    return Report.objects.get(pk=report.pk)
