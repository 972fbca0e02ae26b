"""Which of the files there owe something, and where their words are; from now on triggers write it (0027).

A hundred files at a time, and a breath after them: whoever saves one of them waits for so many and no more, and the disk is
not kept busy with this alone. Their rows are taken first; a trigger waits for the batch, and the batch for a trigger.
"""

import time

from django.db import migrations, transaction

BATCH = 100
BREATH = 0.05  # seconds
SOME = "select id from referrals_referral where id > %s order by id limit %s for share"
OWE = """
    update referrals_referral r set owes = true where r.id = any(%s) and not r.owes and exists (
        select from referrals_deadline d
        where d.referral_id = r.id and d.kept_at is null and d.stopped_at is null and d.excused_at is null
    )
"""
WORDS = """
    update referrals_searchword w set area_id = r.area_id from referrals_referral r
    where r.id = w.referral_id and r.id = any(%s) and w.area_id is distinct from r.area_id
"""


def fill(apps, schema_editor):
    last = 0
    while last is not None:
        with transaction.atomic(using=schema_editor.connection.alias):
            last = _some(schema_editor.connection, last)
        if last is not None:
            time.sleep(BREATH)


def _some(connection, after):
    """The last of the next files, or None."""
    with connection.cursor() as cursor:
        cursor.execute(SOME, [after, BATCH])
        files = [pk for (pk,) in cursor.fetchall()]
        cursor.execute(OWE, [files])
        cursor.execute(WORDS, [files])
    return max(files, default=None)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("referrals", "0027_what_runs_and_where_words_are")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
