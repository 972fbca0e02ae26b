"""What was opened in an emergency is reviewed; somebody who asks for a copy of their record has it within a month."""

from datetime import UTC, datetime

from django.db import migrations

SINCE = datetime(2017, 9, 1, tzinfo=UTC)
# [D] the first; the second is Article 12(3) of the UK GDPR
RULES = (
    ("review_glass", 3, "working_days", "reviewers", True),
    ("answer_access", 1, "calendar_months", "dpo", False),
)


def make(apps, schema_editor):
    for promise, amount, unit, owed_by, decided_by_us in RULES:
        apps.get_model("timescales", "PromiseRule").objects.create(
            promise=promise,
            amount=amount,
            unit=unit,
            owed_by=owed_by,
            reminders=[0.5, 0.9],
            may_pause=False,
            decided_by_us=decided_by_us,
            valid_from=SINCE,
        )


class Migration(migrations.Migration):
    dependencies = [("timescales", "0012_the_heart_beats")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
