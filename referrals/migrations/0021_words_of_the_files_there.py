"""Words of the files that are there already; from now on whoever makes or changes a man writes them."""

from datetime import date

from django.db import migrations

from referrals.searching.words import tokens_of

BATCH = 2000
NAMED = ("pk", "reference", "received_date", "man__first_name", "man__last_name")


def keep(apps, schema_editor):
    word = apps.get_model("referrals", "SearchWord")
    files, last = apps.get_model("referrals", "Referral").objects.order_by("pk"), 0
    while batch := list(files.filter(pk__gt=last).values_list(*NAMED)[:BATCH]):
        last = batch[-1][0]
        word.objects.bulk_create(
            (
                word(token=token, newest=received or date.min, referral_id=pk)
                for pk, reference, received, *names in batch
                for token in tokens_of(*names, reference=reference)
            ),
            batch_size=5000,
        )


class Migration(migrations.Migration):
    dependencies = [("referrals", "0020_words_that_are_searched")]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
