"""What stands on both files: each side meets its own, and what the other has brought (docs/decisions/0034)."""

from django.db import migrations

from accounts.rows import ME, ORGANISATION, both, either, guard, role, under

MANAGER = role("manager")
FACILITATOR = role("facilitator")
SOCIAL_WORKER = role("social_worker")
ISS = role("iss_worker", "iss_manager")
HIM = under("referrals_referral", "referral_id")
OWN = f"provider_id = {ORGANISATION}"
# About whom sharing is not stopped by a counter-allegation
SHARED = (
    "exists (select from referrals_referral him where him.id = referral_id and (not him.counter_allegation"
    " or (him.counter_reviewed_by_my_time and him.counter_reviewed_by_iss)))"
)
BY_US = f"exists (select from accounts_user who where who.id = by_id and who.organisation_id = {ORGANISATION})"
OWNED_BY_US = (
    f"exists (select from accounts_user who where who.id = owner_id and who.organisation_id = {ORGANISATION})"
)


def of(table, parent, key):
    return guard(table, under(parent, key))


class Migration(migrations.Migration):
    dependencies = (("joint", "0012_pulse"), ("iss", "0023_row_security"), ("intake", "0008_row_security"))

    operations = (
        guard("joint_jointreview", either(MANAGER, both(ISS, OWN, SHARED))),
        of("joint_jointreview_attended", "joint_jointreview", "jointreview_id"),
        guard("joint_meeting", either(MANAGER, both(ISS, OWN))),
        of("joint_meeting_attended", "joint_meeting", "meeting_id"),
        of("joint_meetingcase", "joint_meeting", "meeting_id"),
        guard(
            "joint_tableitem",
            either(
                both(MANAGER, either("side = 'my_time'", both("brought_at is not null", SHARED))),
                both(ISS, OWN, HIM, either("side = 'iss'", both("brought_at is not null", SHARED))),
            ),
        ),
        guard("joint_siderecord", either(MANAGER, both(ISS, HIM, either("side = 'my_time'", OWN)))),
        of("joint_siderecord_attended", "joint_siderecord", "siderecord_id"),
        of("joint_siderecord_suggested", "joint_siderecord", "siderecord_id"),
        guard(
            "joint_incident",
            either(
                both(SOCIAL_WORKER, "side = 'csc'", HIM),
                both(role("facilitator", "manager"), either("side <> 'iss'", "shared"), HIM),
                both(
                    ISS,
                    HIM,
                    either(both("side = 'iss'", OWN), "side = 'csc'", both("side = 'my_time'", SHARED)),
                ),
            ),
        ),
        guard("joint_risknote", either(MANAGER, both(FACILITATOR, HIM), both(ISS, BY_US))),
        guard("joint_professional", either(MANAGER, both(FACILITATOR, HIM))),
        guard("joint_disclosure", both(role("facilitator", "manager", "iss_worker", "iss_manager"), BY_US)),
        guard("joint_newpartner", either(MANAGER, both(FACILITATOR, HIM), both(ISS, OWN))),
        guard("joint_pulse", both(SOCIAL_WORKER, HIM)),
        guard(
            "joint_report",
            either(
                MANAGER,
                both(FACILITATOR, HIM),
                both(SOCIAL_WORKER, "issued_at is not null", HIM),
                both(ISS, either("kind in ('midway', 'completion')", "held_at is not null"), HIM),
            ),
        ),
        of("joint_report_writers", "joint_report", "report_id"),
        of("joint_issuedpaper", "joint_report", "report_id"),
        of("joint_reportopened", "joint_report", "report_id"),
        guard(
            "joint_tableaction",
            either(
                MANAGER,
                both(FACILITATOR, HIM, OWNED_BY_US),
                both(ISS, OWN, either(SHARED, f"owner_id = {ME}")),
            ),
        ),
        of("joint_deadline", "joint_tableaction", "action_id"),
    )
