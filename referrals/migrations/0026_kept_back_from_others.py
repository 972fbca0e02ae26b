"""A man who is restricted, and his files, are met by those who are named alone (docs/decisions/0045).

In a migration of its own, and each table in a transaction of its own: people work on them meanwhile.
"""

from django.db import migrations

from accounts.rows import CLOSED_HIS, CLOSED_MEN, keep_back, role

NOT_HIS = f"not {role('social_worker', 'spoc', 'facilitator')}"


class Migration(migrations.Migration):
    atomic = False
    dependencies = (("referrals", "0025_restricted_files"),)

    operations = (
        keep_back("referrals_referral", "id", CLOSED_HIS, but=NOT_HIS),
        keep_back("referrals_man", "id", CLOSED_MEN, but=NOT_HIS),
    )
