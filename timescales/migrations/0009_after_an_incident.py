"""The risk is reviewed after an incident; other professionals are told when his file has ended."""

from datetime import UTC, datetime

from django.db import migrations

SINCE = datetime(2017, 9, 1, tzinfo=UTC)

# [D] promise: working days, owed by, may pause
RULES = {"review_risk": (3, "both", False), "tell_others": (1, "my_time", False)}


def make(apps, schema_editor):
    apps.get_model("timescales", "PromiseRule").objects.bulk_create(
        apps.get_model("timescales", "PromiseRule")(
            promise=promise,
            amount=amount,
            unit="working_days",
            owed_by=owed_by,
            reminders=[0.5, 0.9],
            may_pause=may_pause,
            decided_by_us=True,
            valid_from=SINCE,
        )
        for promise, (amount, owed_by, may_pause) in RULES.items()
    )


class Migration(migrations.Migration):
    dependencies = [("timescales", "0008_a_year_of_support")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
