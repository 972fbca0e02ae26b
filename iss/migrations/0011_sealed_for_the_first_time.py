"""What says how she is reached is sealed where it lies; taken back, it is opened again. Needs DVPP_FIELD_KEYS.

A batch is a transaction of its own: broken off, it goes on where it was. PostgreSQL keeps what it overwrote until it
cleans up: docs/operating.md says how to have that done at once.
"""

from django.db import migrations

from sealing.resealing import for_the_first_time, go_through, plain_again

TABLES = ("SafeContact", "HerContactAttempt", "PartnerFile")


class SealRefused(Exception):
    pass


def all_of_them(apps, change):
    for name in TABLES:
        for done in go_through(apps.get_model("iss", name), change):
            if done.refused:
                raise SealRefused(" ".join(done.refused))


def seal(apps, schema_editor):
    all_of_them(apps, for_the_first_time)


def open_again(apps, schema_editor):
    all_of_them(apps, plain_again)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("iss", "0010_seal_how_she_is_reached")]
    operations = [migrations.RunPython(seal, open_again)]
