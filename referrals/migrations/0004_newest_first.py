"""Lists are newest first with what has no day last: an index in that very order."""

import datetime
import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('referrals', '0003_history_append_only'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='referral',
            name='referral_newest',
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(models.OrderBy(django.db.models.functions.comparison.Coalesce('received_date', models.Value(datetime.date(1, 1, 1))), descending=True), models.OrderBy(models.F('id'), descending=True), name='referral_newest_first'),
        ),
    ]
