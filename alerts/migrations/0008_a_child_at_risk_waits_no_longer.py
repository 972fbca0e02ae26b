"""A child at risk climbs as an incident does, and so do what corrects an incident and a pattern of them."""

from datetime import UTC, datetime

from django.db import migrations

SINCE = datetime(2017, 9, 1, tzinfo=UTC)
NEXT = ("colleagues", "managers", "platform")
LADDERS = {  # [D]
    "child_at_risk": (60, 120, 240),
    "incident_pattern": (120, 240, 1440),
    "incident_corrected": (120, 240, 1440),
}


def make(apps, schema_editor):
    rungs = apps.get_model("alerts", "Rung").objects
    for kind, minutes in LADDERS.items():
        rule = apps.get_model("alerts", "LadderRule").objects.create(
            kind=kind, valid_from=SINCE, decided_by_us=True
        )
        for step, (audience, after) in enumerate(zip(NEXT, minutes, strict=True), start=1):
            rungs.create(rule=rule, step=step, minutes=after, audience=audience)


class Migration(migrations.Migration):
    dependencies = [("alerts", "0007_managers_review_counter_allegations")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
