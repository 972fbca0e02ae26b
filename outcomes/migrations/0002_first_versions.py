from datetime import UTC, date, datetime

from django.db import migrations

from outcomes.instruments import FIRST

# Before the first referral of the service
VALID_FROM = date(2017, 1, 1)


def publish(apps, schema_editor):
    version = apps.get_model("outcomes", "InstrumentVersion")
    for instrument in FIRST.values():
        version.objects.create(
            code=instrument.code,
            number=1,
            valid_from=VALID_FROM,
            items=[item.as_row() for item in instrument.items],
            published_at=datetime.combine(VALID_FROM, datetime.min.time(), tzinfo=UTC),
        )


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0001_instruments")]

    operations = [migrations.RunPython(publish, migrations.RunPython.noop)]
