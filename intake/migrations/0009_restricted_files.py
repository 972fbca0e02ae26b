"""At the desk too, a man who is restricted is met by those who are named alone (docs/decisions/0045)."""

from django.db import migrations

from accounts.rows import CLOSED_HIS, SERVICE, either, role

NOT_HIS = f"not {role('social_worker', 'spoc', 'facilitator')}"
SEEN = either(SERVICE, NOT_HIS, f"not (came_id = any({CLOSED_HIS}) or stayed_id = any({CLOSED_HIS}))")


class Migration(migrations.Migration):
    dependencies = (("intake", "0008_row_security"), ("referrals", "0025_restricted_files"))

    operations = (
        migrations.RunSQL(
            f"create policy restricted on intake_merge as restrictive for all using ({SEEN})",
            "drop policy if exists restricted on intake_merge",
        ),
    )
