"""At the table too, a restricted file is met by those who are named alone, each side by its own (docs/decisions/0045)."""

from django.db import migrations

from accounts.rows import CLOSED_AT_TABLE, keep_back, role

NOT_CLOSED_TO = f"not {role('social_worker', 'spoc', 'facilitator', 'iss_worker')}"


class Migration(migrations.Migration):
    # Each table in a transaction of its own: people work on them meanwhile
    atomic = False
    dependencies = (("joint", "0013_row_security"), ("iss", "0025_restricted_files"))

    operations = tuple(
        keep_back(table, "referral_id", CLOSED_AT_TABLE, but=NOT_CLOSED_TO)
        for table in (
            "joint_jointreview",
            "joint_meetingcase",
            "joint_tableitem",
            "joint_siderecord",
            "joint_incident",
            "joint_risknote",
            "joint_professional",
            "joint_disclosure",
            "joint_newpartner",
            "joint_pulse",
            "joint_report",
            "joint_tableaction",
        )
    )
