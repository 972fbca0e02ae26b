"""Topics of which a person may choose one mail a day. What is in none is mailed at once, whatever anybody chooses."""

from django.db import models

from .kinds import Kind

K = Kind


class Topic(models.TextChoices):
    STEPS = "steps", "How far a referral has come"
    PROMISES = "promises", "Promises that are due soon or missed"
    WORK = "work", "Work that is given to you"
    MESSAGES = "messages", "Messages and questions"
    SESSIONS = "sessions", "Changes of sessions and places"
    REPORTS = "reports", "Reports and reviews"
    RETURNS = "returns", "Returns, case studies and copies of records"


KINDS = {
    Topic.STEPS: (
        *(K.ACKNOWLEDGED, K.STATUS, K.PROVISIONAL, K.SUITABLE, K.STARTED, K.REOPENED, K.COMPLETED, K.ON_HOLD),
        *(K.MERGED, K.MERGE_UNDONE, K.PLAN_RECORDED, K.PLAN_ANSWERED, K.RECOMMENDATION_ANSWERED),
        *(K.REFERRER_CHANGED, K.MISSED_WITH_NOTICE),
    ),
    Topic.PROMISES: (K.PROMISE_REMINDER, K.PROMISE_MISSED, K.DRAFT_EXPIRING, K.STILL_OWED, K.ONWARD_ASKED),
    Topic.WORK: (
        *(K.NEW_REFERRAL, K.ASSIGNED, K.ACTION_GIVEN, K.TELL_OTHERS, K.REFERRALS_GIVEN, K.REFERRER_LEFT),
        *(K.COLLEAGUE_LEFT, K.REFERRED_BACK, K.QUIET_TEAM),
    ),
    Topic.MESSAGES: (K.MESSAGE, K.INFORMATION_ASKED, K.INFORMATION_ANSWERED, K.INFORMATION_WITHDRAWN),
    Topic.SESSIONS: (K.SESSION_CHANGED, K.MOVED_GROUP, K.CATCH_UP_PLANNED, K.CATCH_UP_OFF),
    Topic.REPORTS: (
        *(K.REPORT_ISSUED, K.REPORT_TO_SIGN, K.REPORT_SENT_BACK, K.REVIEW_HELD, K.DISCUSSION_RECORDED),
    ),
    Topic.RETURNS: (
        *(K.RETURN_DRAFTED, K.RETURN_CHECKED, K.RETURN_RECOUNTED, K.CASE_STUDY, K.COPY_ASKED),
        *(K.COPY_TO_CHECK, K.GLASS_REVIEWED),
    ),
}
# Beside what must be acknowledged: what asks for somebody within hours, or is about the account itself
ALWAYS_AT_ONCE = frozenset(
    {
        *(K.RECEIVED, K.PASSED_ON, K.HE_REFUSED, K.HIGH_EMOTION, K.REPORT_HELD, K.GLASS_BROKEN),
        *(K.SIGN_IN_CHANGED, K.ACCOUNT_UNUSED, K.UNANSWERED, K.UNDELIVERED),
        *(K.TEXT_LOST, K.UNUSUAL_READING, K.RESTRICTED, K.MAY_BE_RESTRICTED, K.RESTRICTION_LIFTED),
    }
)
_TOPICS = {kind: topic for topic, kinds in KINDS.items() for kind in kinds}


def topic_of(kind):
    """The topic of a kind, or None: it is mailed at once."""
    return _TOPICS.get(Kind(kind))
