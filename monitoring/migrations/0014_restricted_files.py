"""That somebody asks for a copy of a restricted file is met by those who are named alone (docs/decisions/0045)."""

from django.db import migrations

from accounts.rows import CLOSED_HERS, SERVICE, either, role

SEEN = either(SERVICE, f"not {role('iss_worker')}", "file_id is null", f"not file_id = any({CLOSED_HERS})")


class Migration(migrations.Migration):
    dependencies = (("monitoring", "0013_row_security"), ("iss", "0025_restricted_files"))

    operations = (
        migrations.RunSQL(
            f"create policy restricted on monitoring_copyrequest as restrictive for all using ({SEEN})",
            "drop policy if exists restricted on monitoring_copyrequest",
        ),
    )
