from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Indexes in the order of the page, made while people work; those they replace go afterwards."""

    atomic = False

    dependencies = [
        ('audit', '0004_heads'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='entry',
            index=models.Index(fields=['at', 'id'], name='trail_latest'),
        ),
        AddIndexConcurrently(
            model_name='entry',
            index=models.Index(fields=['actor_id', 'at', 'id'], name='trail_of_person'),
        ),
        AddIndexConcurrently(
            model_name='entry',
            index=models.Index(fields=['reference', 'at', 'id'], name='trail_of_case'),
        ),
        AddIndexConcurrently(
            model_name='entry',
            index=models.Index(fields=['act', 'at', 'id'], name='trail_of_act'),
        ),
        migrations.AlterField(
            model_name='entry',
            name='actor_id',
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='entry',
            name='at',
            field=models.DateTimeField(),
        ),
        migrations.AlterField(
            model_name='entry',
            name='reference',
            field=models.CharField(blank=True, max_length=40),
        ),
    ]
