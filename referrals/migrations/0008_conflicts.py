import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('referrals', '0007_messages_and_handovers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Conflict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('my_time_agrees_at', models.DateTimeField(blank=True, null=True)),
                ('iss_agrees_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('man', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conflicts', to='referrals.man')),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('man', 'worker'), name='a_conflict_is_recorded_once')],
            },
        ),
        migrations.CreateModel(
            name='NonAssociation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('my_time_agrees_at', models.DateTimeField(blank=True, null=True)),
                ('iss_agrees_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('man', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='referrals.man')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='referrals.man')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('man__lt', models.F('other'))), name='two_men_in_one_order'), models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('man', 'other'), name='a_pair_is_recorded_once')],
            },
        ),
    ]
