"""The charts of the overview, of one part of the service, for one person."""

from django.utils.timezone import localtime

from monitoring.figures import Audience, Only, Period, compute
from monitoring.figures.change import change
from monitoring.figures.planning import joining_by_hash
from monitoring.figures.quarter import Quarter
from monitoring.figures.spread import spread
from monitoring.figures_page import words
from monitoring.figures_page.sides import may_know_of_hers
from monitoring.models import Target
from monitoring.quarters.page import aims_of
from monitoring.summary import facts_of

from . import board, changes
from .months import promises_by_month, sessions_a_week


def sessions_target(at):
    """How many sessions are aimed at each week, or None."""
    return Target.objects.a_week(Target.Measure.SESSIONS_HELD, localtime(at).date())


def charts_of(user, part, *, at, targets):
    """``part``: {"area": key or None, "provider": key or None}; ``targets``: whether they are of this part."""
    period = Period(as_at=at, only=Only(**part))
    of_hers = may_know_of_hers(user, narrowed=bool(part["area"]))
    facts = facts_of(period)
    with joining_by_hash():
        figures = compute(period, Audience.INTERNAL, facts=facts)
        spreads, changed = spread(facts), change(facts)
    promises = promises_by_month(at=at, **part, hers=of_hers)
    aims = aims_of(Quarter.of(localtime(at).date())) if targets else {}
    weekly = sessions_target(at) if targets else None
    found = [
        board.funnel(figures),
        board.completion(figures),
        board.referred(figures, aims.get("referrals")),
        board.waiting(spreads),
        board.sessions(sessions_a_week(at=at, **part), weekly),
        board.engagement(figures["fig25"], "source", words.SOURCES),
        board.promises_by_month(promises),
    ]
    if of_hers:
        found.append(changes.hers(changed))
    found.append(changes.first_and_last(changed, of_hers=of_hers))
    if not part["area"]:
        found.insert(5, board.engagement(figures["fig24"], "area", {}))
        found.append(board.promises_by_area(promises))
    return found
