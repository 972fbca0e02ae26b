"""What counts in an area: changed for the future only, so that a DASH keeps the level that it was given."""

from datetime import datetime, time

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record
from iss.models import DashThreshold
from timescales.working_time import LONDON


@one_act
def change_threshold(*, area, medium, high, events, valid_date, by, at):
    """From the first minute of ``valid_date`` on, in ``area``; None: in every area without its own."""
    valid_from = datetime.combine(valid_date, time(), tzinfo=LONDON)
    if valid_from <= at:
        raise Refused("What counts changes in the future only: choose a later day.")
    if high <= medium:
        raise Refused("High begins above medium.")
    if DashThreshold.objects.filter(area=area, valid_from=valid_from).exists():
        raise Refused("There is already a change for this area from that day.")
    row = DashThreshold.objects.create(
        area=area, medium=medium, high=high, events=events, valid_from=valid_from
    )
    record("dash_threshold.changed", row, by=by, at=at, medium=medium, high=high, events=events)
    return row


@one_act
def withdraw_threshold(row, *, by, at):
    """Take out a change that has not begun."""
    if row.valid_from <= at:
        raise Refused("This counts already: it stays on record. Add a change for the future instead.")
    record("dash_threshold.withdrawn", row, by=by, at=at)
    row.delete()
