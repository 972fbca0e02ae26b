"""A counter-allegation is the managers' to review: nobody else of their organisation is told, or answers for them."""

from datetime import UTC, datetime

from django.db import migrations

SINCE = datetime(2017, 9, 1, tzinfo=UTC)
RUNGS = ((240, "managers"), (1440, "platform"))  # [D]


def make(apps, schema_editor):
    rule = apps.get_model("alerts", "LadderRule").objects.create(
        kind="counter_allegation", valid_from=SINCE, decided_by_us=True
    )
    rungs = apps.get_model("alerts", "Rung").objects
    for step, (minutes, audience) in enumerate(RUNGS, start=1):
        rungs.create(rule=rule, step=step, minutes=minutes, audience=audience)


class Migration(migrations.Migration):
    dependencies = [("alerts", "0006_who_is_told_next")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
