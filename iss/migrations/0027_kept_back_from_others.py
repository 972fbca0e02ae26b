"""Her restricted file is met by those who are named alone (docs/decisions/0045)."""

from django.db import migrations

from accounts.rows import CLOSED_HERS, keep_back, role


class Migration(migrations.Migration):
    dependencies = (("iss", "0026_his_reference_is_kept_back_too"),)

    operations = (keep_back("iss_partnerfile", "id", CLOSED_HERS, but=f"not {role('iss_worker')}"),)
