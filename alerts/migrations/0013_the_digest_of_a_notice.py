"""In which mail of the day a notice is. Alone in its transaction, which has the table of notices to itself; its index follows."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("alerts", "0012_late_mails_of_the_day")]
    operations = [
        migrations.AddField(
            model_name="notice",
            name="digest",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="notices",
                to="alerts.digest",
            ),
        ),
    ]
