"""What stands in unfinished forms is sealed where it lies; taken back, it is opened again. Needs DVPP_FIELD_KEYS."""

from django.db import migrations

from sealing.resealing import for_the_first_time, go_through, plain_again

# Nothing is not sealed
BEFORE = "update intake_draft set data = '' where data = '{}'"
AFTER = "update intake_draft set data = '{}' where data = ''"


class SealRefused(Exception):
    pass


def all_of_them(apps, change):
    for done in go_through(apps.get_model("intake", "Draft"), change):
        if done.refused:
            raise SealRefused(" ".join(done.refused))


def seal(apps, schema_editor):
    all_of_them(apps, for_the_first_time)


def open_again(apps, schema_editor):
    all_of_them(apps, plain_again)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("intake", "0006_seal_drafts")]
    operations = [
        migrations.RunSQL(BEFORE, AFTER),
        migrations.RunPython(seal, open_again),
    ]
