"""What can be told, in the words of the inbox. A mail carries none of this: a reference and a link only."""

from dataclasses import dataclass

from django.db import models


class Kind(models.TextChoices):
    RECEIVED = "received", "Referral received"
    NEW_REFERRAL = "new_referral", "A referral is waiting to be acknowledged"
    ACKNOWLEDGED = "acknowledged", "Referral acknowledged and passed on"
    PASSED_ON = "passed_on", "A referral has been passed to you: contact him"
    STATUS = "status", "The referral has moved on"
    PROVISIONAL = "provisional", "Assessed: joint discussion due"
    RELEASED = "released", "Her details have been released to you: contact her safely"
    DISCUSSION_RECORDED = "discussion_recorded", "One side has recorded the joint discussion"
    DISCUSSION_DISAGREED = "discussion_disagreed", "The two sides of a joint discussion disagree"
    SUITABLE = "suitable", "Suitable: accepted at the joint discussion"
    UNSUITABLE = "unsuitable", "Unsuitable: referred back"
    STARTED = "started", "Enrolled: first session confirmed"
    FIRST_MISS = "first_miss", "A session was missed without contact"
    MISSED_WITH_NOTICE = "missed_with_notice", "A session was missed, with notice"
    MISS_CORRECTED = "miss_corrected", "A session that was told as missed is recorded otherwise"
    CONCERN = "concern", "A concern about a man after a session"
    REGISTER_WAITS = "register_waits", "A register waits for you to confirm what follows"
    FILE_CLOSED = "file_closed", "The file is closed"
    CLOSURE_UNDONE = "closure_undone", "A closure has been undone"
    REOPENED = "reopened", "The file is open again"
    COMPLETED = "completed", "Programme completed"
    ON_HOLD = "on_hold", "The file is on hold"
    MERGED = "merged", "A duplicate referral has been merged"
    MERGE_UNDONE = "merge_undone", "A merge has been taken back"
    DISTRESS = "distress", "Notable emotional response after a session"
    HIGH_EMOTION = "high_emotion", "A session expected to stir strong feelings is coming"
    INCIDENT = "incident", "An incident has been reported"
    RISK_NOTE = "risk_note", "A shared risk note"
    REPORT_ISSUED = "report_issued", "A report has been issued"
    REPORT_TO_SIGN = "report_to_sign", "A report waits to be signed off"
    REPORT_SENT_BACK = "report_sent_back", "A report has come back to be changed"
    REPORT_HELD = "report_held", "A report holds something that may not leave: look at it"
    REVIEW_HELD = "review_held", "A joint case review has been recorded"
    ACTION_GIVEN = "action_given", "Agreed at the joint table: yours to do"
    REFERRED_BACK = "referred_back", "Referred back to you: please acknowledge"
    PLAN_RECORDED = "plan_recorded", "Children's services have recorded their plan"
    SESSION_CHANGED = "session_changed", "A session has changed"
    MOVED_GROUP = "moved_group", "He has moved to another group"
    PLACE_GONE = "place_gone", "Back on the programme, and his place has gone"
    CONFLICT_IN_GROUP = "conflict_in_group", "A recorded conflict in the group he is in"
    CATCH_UP_PLANNED = "catch_up_planned", "A catch-up is planned with another group"
    CATCH_UP_OFF = "catch_up_off", "A planned catch-up does not take place"
    PROMISE_REMINDER = "promise_reminder", "A promise is due soon"
    PROMISE_MISSED = "promise_missed", "A promise has been missed"
    DRAFT_EXPIRING = "draft_expiring", "A draft referral will be deleted soon"
    ASSIGNED = "assigned", "A file has been given to you"
    INFORMATION_ASKED = "information_asked", "My Time asks you for information"
    INFORMATION_ANSWERED = "information_answered", "The referrer has answered"
    INFORMATION_WITHDRAWN = "information_withdrawn", "My Time needs no answer any more"
    HE_REFUSED = "he_refused", "He does not agree to take part"
    MESSAGE = "message", "A message about a referral"
    REFERRALS_GIVEN = "referrals_given", "Referrals have been given to you to follow"
    REFERRER_CHANGED = "referrer_changed", "Another social worker follows the referral now"
    REFERRER_LEFT = "referrer_left", "A social worker has left referrals behind"
    QUIET_TEAM = "quiet_team", "Who can be referred, and how"
    ONWARD_ASKED = "onward_asked", "What came of his referral to another service?"
    NOBODY_FOLLOWS = "nobody_follows", "Ended, and no social worker follows him: tell children's services"
    PLAN_ANSWERED = "plan_answered", "Children's services have answered about a self-referral"
    INCIDENT_CORRECTED = "incident_corrected", "An incident that you were told of has been corrected"
    INCIDENT_PATTERN = "incident_pattern", "A pattern of incidents: look at the risk together"
    CHILD_AT_RISK = "child_at_risk", "A child may be at risk: ring the service that reported it"
    RISK_NOTE_ENDED = "risk_note_ended", "A shared risk note no longer holds"
    COUNTER_ALLEGATION = "counter_allegation", "A counter-allegation: review it for your side"
    NEW_PARTNER = "new_partner", "A new partner of a man: decide whether to open a file"
    TELL_OTHERS = "tell_others", "His file has ended: tell the other professionals"
    STILL_OWED = "still_owed", "A file has ended, and something is still owed"
    RECOMMENDED = "recommended", "A DASH or a MARAC referral is recommended: answer it"
    RECOMMENDATION_ANSWERED = "recommendation_answered", "What was recommended for her is answered"
    MARAC_RECOMMENDED = "marac_recommended", "A MARAC referral is recommended"
    MARAC_NOT_REFERRED = "marac_not_referred", "A MARAC referral was recommended and is not made"
    RETURN_DRAFTED = "return_drafted", "A quarterly return is drafted: check your part"
    RETURN_CHECKED = "return_checked", "Everybody has checked the quarterly return: sign it off"
    RETURN_RECOUNTED = "return_recounted", "Your part of the quarterly return was counted again: check it"
    CASE_STUDY = "case_study", "A case study waits for a second person’s look"
    HER_ANSWERS = "her_answers", "What she said needs an answer today"
    ACCOUNT_UNUSED = "account_unused", "Your account is closed soon: sign in to keep it"
    COLLEAGUE_LEFT = "colleague_left", "Somebody has left work behind: give it to others"
    SIGN_IN_CHANGED = "sign_in_changed", "How you sign in has changed"
    GLASS_BROKEN = "glass_broken", "A file was opened in an emergency: review it"
    COPY_ASKED = "copy_asked", "Somebody asks for a copy of their record"
    COPY_TO_CHECK = "copy_to_check", "A copy of a record waits for a second person’s check"
    UNUSUAL_READING = (
        "unusual_reading",
        "Somebody opens, searches for or takes away far more than others do: look at it",
    )
    GLASS_REVIEWED = "glass_reviewed", "What you opened in an emergency has been reviewed"
    RESTRICTED = "restricted", "A file is restricted: you are one of those who may still open it"
    MAY_BE_RESTRICTED = (
        "may_be_restricted",
        "A new referral may be of a man whose file is restricted: compare them",
    )
    RESTRICTION_LIFTED = "restriction_lifted", "A restriction on a file has been lifted"
    TEXT_LOST = "text_lost", "What we wrote to him did not reach him: contact him"
    UNANSWERED = "unanswered", "An organisation does not answer: ring it"
    UNDELIVERED = "undelivered", "Emails to a colleague do not arrive: tell them to look at their inbox"


@dataclass(frozen=True)
class Manner:
    """How a kind is told."""

    must_acknowledge: bool = False
    mail: bool = True


_URGENT = Manner(must_acknowledge=True)
_MANNERS = {
    Kind.FILE_CLOSED: _URGENT,
    Kind.CLOSURE_UNDONE: _URGENT,
    Kind.DISTRESS: _URGENT,
    Kind.INCIDENT: _URGENT,
    Kind.RISK_NOTE: _URGENT,
    Kind.UNSUITABLE: _URGENT,
    Kind.NOBODY_FOLLOWS: _URGENT,
    Kind.PLACE_GONE: _URGENT,
    Kind.CONFLICT_IN_GROUP: _URGENT,
    Kind.INCIDENT_CORRECTED: _URGENT,
    Kind.INCIDENT_PATTERN: _URGENT,
    Kind.CHILD_AT_RISK: _URGENT,
    Kind.RISK_NOTE_ENDED: _URGENT,
    Kind.COUNTER_ALLEGATION: _URGENT,
    Kind.NEW_PARTNER: _URGENT,
    Kind.FIRST_MISS: _URGENT,
    Kind.MISS_CORRECTED: _URGENT,
    Kind.CONCERN: _URGENT,
    Kind.REGISTER_WAITS: _URGENT,
    Kind.RELEASED: _URGENT,
    Kind.DISCUSSION_DISAGREED: _URGENT,
    Kind.RECOMMENDED: _URGENT,
    Kind.MARAC_RECOMMENDED: _URGENT,
    Kind.MARAC_NOT_REFERRED: _URGENT,
    Kind.HER_ANSWERS: _URGENT,
}


def manner(kind):
    return _MANNERS.get(Kind(kind), Manner())


URGENT_KINDS = [kind.value for kind, how in _MANNERS.items() if how.must_acknowledge]
