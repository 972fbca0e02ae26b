"""What a person's list was narrowed to, under a name: nobody else meets the row."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from accounts.rows import ME, guard


class Migration(migrations.Migration):

    dependencies = [
        ('monitoring', '0015_unusual_reading'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SavedFilter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('listed', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=40)),
                ('asked', models.CharField(max_length=500)),
                ('at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_filters', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('person'), models.F('listed'), django.db.models.functions.text.Lower('name'), name='one_saved_filter_of_a_name')],
            },
        ),
        guard("monitoring_savedfilter", f"person_id = {ME}"),
    ]
