"""On the registers of a group too, a man who is restricted is met by those who are named alone (docs/decisions/0045)."""

from django.db import migrations

from accounts.rows import CLOSED_HIS, keep_back, role

NOT_HIS = f"not {role('social_worker', 'spoc', 'facilitator')}"


class Migration(migrations.Migration):
    # Each table in a transaction of its own: people work on them meanwhile
    atomic = False
    dependencies = (("programme", "0013_misses_without_word"), ("referrals", "0025_restricted_files"))

    operations = tuple(
        keep_back(table, "referral_id", CLOSED_HIS, but=NOT_HIS)
        for table in ("programme_enrolment", "programme_attendance", "programme_mark", "programme_visit")
    )
