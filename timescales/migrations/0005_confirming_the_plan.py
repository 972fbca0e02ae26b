"""He referred himself: My Time asks children's services about the children's plan."""

from datetime import UTC, datetime

from django.db import migrations

SINCE = datetime(2017, 9, 1, tzinfo=UTC)


def make(apps, schema_editor):
    # [D] ten working days; asked again after five
    apps.get_model("timescales", "PromiseRule").objects.create(
        promise="confirm_plan",
        amount=10,
        unit="working_days",
        owed_by="my_time",
        reminders=[0.5, 0.9],
        may_pause=True,
        decided_by_us=True,
        valid_from=SINCE,
    )


class Migration(migrations.Migration):
    dependencies = [("timescales", "0004_asking_and_agreeing")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
