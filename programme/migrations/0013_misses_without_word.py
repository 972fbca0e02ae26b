"""Who was missed without word, among all who ever came: what a facilitator's home asks of each man on the programme."""

from django.db import migrations


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("programme", "0012_row_security")]
    operations = [
        migrations.RunSQL(
            "create index concurrently if not exists missed_without_word on programme_attendance (referral_id)"
            " where outcome = 'absent_no_contact'",
            "drop index concurrently if exists missed_without_word",
        )
    ]
