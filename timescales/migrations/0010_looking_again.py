"""There was no safe moment to contact her: it is said when somebody looks again, and this is how long at the most."""

from datetime import UTC, datetime

from django.db import migrations

SINCE = datetime(2017, 9, 1, tzinfo=UTC)


def make(apps, schema_editor):
    # [D] three days, whatever day it is
    apps.get_model("timescales", "PromiseRule").objects.create(
        promise="find_safe_moment",
        amount=3,
        unit="days",
        owed_by="iss",
        reminders=[0.5, 0.9],
        may_pause=False,
        decided_by_us=True,
        valid_from=SINCE,
    )


class Migration(migrations.Migration):
    dependencies = [("timescales", "0009_after_an_incident")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
