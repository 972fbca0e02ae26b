"""The clock asks at every pass whom to remind by now, of the index alone; it read every promise that runs."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

WAITS = models.Q(
    remind_at__isnull=False, kept_at=None, stopped_at=None, excused_at=None, paused_at=None, missed_at=None
)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("programme", "0014_restricted_files")]
    operations = [
        AddIndexConcurrently(
            model_name="deadline",
            index=models.Index(fields=["remind_at"], condition=WAITS, name="programme_deadline_soon"),
        ),
    ]
