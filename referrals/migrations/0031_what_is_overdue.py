"""The overdue list asks what is due of the promises that tick, and of the index alone; it read every promise that runs."""

from django.db import migrations

TICKS = "kept_at is null and stopped_at is null and excused_at is null and paused_at is null"


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("referrals", "0030_what_runs_in_an_area")]
    operations = [
        migrations.RunSQL(
            "create index concurrently if not exists his_promises_overdue"
            f" on referrals_deadline (due_at, referral_id) where {TICKS}",
            "drop index concurrently if exists his_promises_overdue",
        )
    ]
