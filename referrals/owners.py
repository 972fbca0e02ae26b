"""Who is reminded of a promise on his file, and who is told when it is missed."""

from alerts.audiences import Audience
from timescales.promises import OwedBy, Promise

# What of a file says who is told, here and in audiences.py. Nothing else is read where many promises are due at once
READ = (
    "reference",
    "area",
    "team",
    "referrer",
    "holder",
    "passed_on_at",
    "imported",
    "counter_allegation",
    "counter_reviewed_by_my_time",
    "counter_reviewed_by_iss",
)
OWNERS = {
    OwedBy.SPOC: [Audience.SPOC],
    OwedBy.FACILITATORS: [Audience.FACILITATORS],
    OwedBy.MY_TIME: [Audience.FACILITATORS],
    OwedBy.SOCIAL_WORKER: [Audience.REFERRER],
    OwedBy.REFERRER_FIRST: [Audience.REFERRER],
    OwedBy.BOTH: [Audience.MY_TIME_MANAGERS, Audience.ISS],
}


def owners(deadline):
    """The referrer's until it is due, where there is one; from then on it is the facilitators' to keep. What My Time
    owes is the SPOC's until he is passed on."""
    if deadline.rule.owed_by == OwedBy.MY_TIME and _at_the_desk(deadline.referral):
        return [Audience.SPOC]
    if deadline.rule.owed_by == OwedBy.REFERRER_FIRST and (deadline.missed_at or not _referred(deadline)):
        return [Audience.FACILITATORS]
    return OWNERS[deadline.rule.owed_by]


def told_of_a_miss(deadline):
    """The owner's team and manager; the ISS manager too where both sides owe it."""
    audiences = [*owners(deadline), Audience.MY_TIME_MANAGERS]
    if deadline.rule.owed_by == OwedBy.REFERRER_FIRST:
        audiences.append(Audience.FACILITATORS)
    if deadline.promise in (Promise.ANSWER_REQUEST, Promise.ACT_ON_RECOMMENDATION):
        audiences.append(Audience.REFERRING_TEAM)
    if deadline.rule.owed_by == OwedBy.BOTH:
        audiences.append(Audience.ISS_MANAGERS)
    return audiences


def _referred(deadline):
    """Whether there is a social worker or a team to ask."""
    return bool(deadline.referral.referrer_id or deadline.referral.team_id)


def _at_the_desk(referral):
    return referral.passed_on_at is None and not referral.imported


def is_owed(deadline):
    return True
