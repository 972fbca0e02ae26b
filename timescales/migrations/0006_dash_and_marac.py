"""DASH again, MARAC, and what was recommended for her: each is owed within a time, all of them ours to change."""

from datetime import UTC, datetime

from django.db import migrations

SINCE = datetime(2017, 9, 1, tzinfo=UTC)

# [D] promise, amount, unit, owed by. Where an event sets the day (a date agreed, a date named), the amount is not used.
PROMISES = (
    ("reassess_dash", 5, "working_days", "iss"),
    ("review_dash", 3, "calendar_months", "iss"),
    ("refer_to_marac", 2, "working_days", "iss"),
    ("marac_outcome", 20, "working_days", "iss"),
    ("marac_actions", 10, "working_days", "iss"),
    ("act_on_recommendation", 5, "working_days", "social_worker"),
)


def make(apps, schema_editor):
    PromiseRule = apps.get_model("timescales", "PromiseRule")
    for promise, amount, unit, owed_by in PROMISES:
        PromiseRule.objects.create(
            promise=promise,
            amount=amount,
            unit=unit,
            owed_by=owed_by,
            reminders=[0.5, 0.9],
            may_pause=False,
            decided_by_us=True,
            valid_from=SINCE,
        )


class Migration(migrations.Migration):
    dependencies = [("timescales", "0005_confirming_the_plan")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
