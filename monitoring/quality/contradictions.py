"""What cannot be true of a record, and what looks as if it were there twice."""

from .check import SUITABLE, Check, Kind, Side

ALIKE = "lower(first_name), lower(last_name)"


def _his(code: str, kind: Kind, words: str, do: str, wrong: str) -> Check:
    return Check(code, kind, Side.HIS, words, do, wrong)


CONTRADICTORY = (
    _his(
        "contact_before_received",
        Kind.CONTRADICTORY,
        "Contact with him before the referral was received",
        "Correct the day of one of the two",
        "(r.contacted_at at time zone 'Europe/London')::date < r.received_date",
    ),
    _his(
        "attended_before_offered",
        Kind.CONTRADICTORY,
        "Assessment attended before one was offered",
        "Correct the day of one of the two",
        "r.attended_date < r.offered_date",
    ),
    _his(
        "decided_before_assessed",
        Kind.CONTRADICTORY,
        "Decision before the assessment",
        "Correct the day of one of the two",
        "r.decision_date < r.attended_date",
    ),
    _his(
        "session_before_decision",
        Kind.CONTRADICTORY,
        "First session offered before the decision",
        "Correct the day of one of the two",
        "r.first_session_date < r.decision_date",
    ),
    _his(
        "reason_though_suitable",
        Kind.CONTRADICTORY,
        "Suitable, and a reason for unsuitable",
        "Take one of the two away",
        f"{SUITABLE} and r.unsuitable_reason <> ''",
    ),
    _his(
        "completed_without_sessions",
        Kind.CONTRADICTORY,
        "Completed without every session credited",
        "Correct the registers, or reopen the file",
        "r.completed_date is not null and r.man_id in "
        "(select man_id from person where completed and credited < required)",
    ),
    _his(
        "attends_though_closed",
        Kind.CONTRADICTORY,
        "A session credited after the file was closed",
        "Correct the register, or reopen the file",
        "r.completed_date is null and r.closed_date is not null and r.id in (select t.referral_id "
        "from programme_attendance t join programme_session s on s.id = t.session_id "
        "join referrals_referral x on x.id = t.referral_id "
        "where t.outcome in ('attended', 'late', 'caught_up') "
        "and coalesce(t.held_date, (s.starts_at at time zone 'Europe/London')::date) > x.closed_date)",
    ),
    _his("under_18", Kind.CONTRADICTORY, "Under 18", "Ask the referrer for his date of birth", "r.age < 18"),
    Check(
        "her_contact_before_referred",
        Kind.CONTRADICTORY,
        Side.HERS,
        "Contact with her before she was referred",
        "Correct the day of one of the two",
        "(contacted_at at time zone 'Europe/London')::date < referred_date",
    ),
    Check(
        "her_closed_before_referred",
        Kind.CONTRADICTORY,
        Side.HERS,
        "Closed before she was referred",
        "Correct the day of one of the two",
        "file_closed < referred_date",
    ),
)
DUPLICATED = (
    _his(
        "two_open_referrals",
        Kind.DUPLICATED,
        "Another open referral of the same man",
        "Merge the two, or close one",
        "file_open and r.man_id in (select man_id from referrals_referral where status = any(%(open)s) "
        "group by man_id having count(*) > 1)",
    ),
    _his(
        "same_name_and_birth",
        Kind.DUPLICATED,
        "Another man of the same name and date of birth",
        "Look at both, and merge them if they are one",
        f"r.man_id in (select id from (select id, count(*) over (partition by {ALIKE}, date_of_birth) as alike "
        "from referrals_man where last_name <> '' and date_of_birth is not null "
        "and id in (select man_id from referrals_referral where status <> 'merged')) known where alike > 1)",
    ),
    Check(
        "her_same_name",
        Kind.DUPLICATED,
        Side.HERS,
        "Another open file of the same name at this service",
        "Look at both, and close one if she is one woman",
        f"file_closed is null and id in (select id from (select id, count(*) over (partition by {ALIKE}, provider_id) "
        "as alike from iss_partnerfile where last_name <> '' and closed_date is null) known where alike > 1)",
    ),
)
