"""Twelve months of support, looked at together every three; and after how long she counts as not in touch lately."""

from datetime import UTC, datetime

from django.db import migrations

SINCE = datetime(2017, 9, 1, tzinfo=UTC)

# [D] promise, amount, unit, reminders
PROMISES = (
    ("support_review", 3, "calendar_months", [0.9]),
    ("support_year", 12, "calendar_months", [0.9, 0.97]),
    ("keep_in_touch", 28, "days", []),
)


def make(apps, schema_editor):
    PromiseRule = apps.get_model("timescales", "PromiseRule")
    for promise, amount, unit, reminders in PROMISES:
        PromiseRule.objects.create(
            promise=promise,
            amount=amount,
            unit=unit,
            owed_by="iss",
            reminders=reminders,
            may_pause=False,
            decided_by_us=True,
            valid_from=SINCE,
        )


class Migration(migrations.Migration):
    dependencies = [("timescales", "0007_what_the_table_agreed")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
