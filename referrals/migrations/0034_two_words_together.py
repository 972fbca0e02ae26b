"""Every two words of the files that are there already; from now on whoever makes or changes a man writes them.

Some hundred files at a time, and a breath after them. Nothing that is there is changed, so nobody waits for it.
"""

import time
from datetime import date

from django.db import migrations, transaction

from referrals.searching.words import pairs_of, token

BATCH = 200
BREATH = 0.02  # seconds
NAMED = ("pk", "reference", "received_date", "man__first_name", "man__last_name")


def keep(apps, schema_editor):
    files, last = apps.get_model("referrals", "Referral").objects.order_by("pk"), 0
    word = apps.get_model("referrals", "SearchWord")
    while batch := list(files.filter(pk__gt=last).values_list(*NAMED)[:BATCH]):
        last = batch[-1][0]
        with transaction.atomic(using=schema_editor.connection.alias):
            word.objects.bulk_create(_words(word, batch), ignore_conflicts=True, batch_size=5000)
        time.sleep(BREATH)


def _words(word, batch):
    return [
        word(token=token(pair), newest=received or date.min, referral_id=pk)
        for pk, reference, received, *names in batch
        for pair in pairs_of(*names, reference=reference)
    ]


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("referrals", "0032_whom_to_remind")]
    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
