"""Who is reminded of a promise on his file, and who is told when it is missed."""

from alerts.audiences import Audience
from timescales.promises import OwedBy

OWNERS = {
    OwedBy.SPOC: [Audience.SPOC],
    OwedBy.FACILITATORS: [Audience.FACILITATORS],
    OwedBy.MY_TIME: [Audience.FACILITATORS],
    OwedBy.SOCIAL_WORKER: [Audience.REFERRER],
    OwedBy.BOTH: [Audience.MY_TIME_MANAGERS, Audience.ISS],
}


def owners(deadline):
    return OWNERS[deadline.rule.owed_by]


def told_of_a_miss(deadline):
    """The owner's team and manager; the ISS manager too where both sides owe it."""
    audiences = [*owners(deadline), Audience.MY_TIME_MANAGERS]
    if deadline.rule.owed_by == OwedBy.BOTH:
        audiences.append(Audience.ISS_MANAGERS)
    return audiences


def is_owed(deadline):
    return True
