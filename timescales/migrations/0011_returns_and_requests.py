"""The quarterly return is checked, then signed; a request for information is answered within twenty working days."""

from datetime import UTC, datetime

from django.db import migrations

SINCE = datetime(2017, 9, 1, tzinfo=UTC)
# [D] the first two; the third is section 10 of the Freedom of Information Act 2000
RULES = (
    ("check_return", 5, "providers", True),
    ("sign_return", 10, "opcc", True),
    ("answer_foi", 20, "opcc", False),
)


def make(apps, schema_editor):
    for promise, days, owed_by, decided_by_us in RULES:
        apps.get_model("timescales", "PromiseRule").objects.create(
            promise=promise,
            amount=days,
            unit="working_days",
            owed_by=owed_by,
            reminders=[0.5, 0.9],
            may_pause=False,
            decided_by_us=decided_by_us,
            valid_from=SINCE,
        )


class Migration(migrations.Migration):
    dependencies = [("timescales", "0010_looking_again")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
