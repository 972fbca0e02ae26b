"""What is agreed at the joint table is done by the day that is agreed with it."""

from datetime import UTC, datetime

from django.db import migrations

SINCE = datetime(2017, 9, 1, tzinfo=UTC)


def make(apps, schema_editor):
    # [D] the day is agreed with each action; the amount is not used
    apps.get_model("timescales", "PromiseRule").objects.create(
        promise="table_action",
        amount=7,
        unit="days",
        owed_by="both",
        reminders=[0.5, 0.9],
        may_pause=False,
        decided_by_us=True,
        valid_from=SINCE,
    )


class Migration(migrations.Migration):
    dependencies = [("timescales", "0006_dash_and_marac")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
