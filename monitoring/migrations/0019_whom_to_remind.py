"""The clock asks at every pass whom to remind by now, of the index alone; it read every promise that runs."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

WAITS = models.Q(
    remind_at__isnull=False, kept_at=None, stopped_at=None, excused_at=None, paused_at=None, missed_at=None
)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("monitoring", "0018_one_unusual_reading_a_kind")]
    operations = [
        AddIndexConcurrently(
            model_name="foideadline",
            index=models.Index(fields=["remind_at"], condition=WAITS, name="monitoring_foideadline_soon"),
        ),
        AddIndexConcurrently(
            model_name="copydeadline",
            index=models.Index(fields=["remind_at"], condition=WAITS, name="monitoring_copydeadline_soon"),
        ),
        AddIndexConcurrently(
            model_name="glassdeadline",
            index=models.Index(fields=["remind_at"], condition=WAITS, name="monitoring_glassdeadline_soon"),
        ),
        AddIndexConcurrently(
            model_name="returndeadline",
            index=models.Index(fields=["remind_at"], condition=WAITS, name="monitoring_returndeadline_soon"),
        ),
    ]
