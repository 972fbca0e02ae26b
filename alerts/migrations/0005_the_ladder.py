"""The ladder of alerts that nobody acknowledges."""

import alerts.models.ladder
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_the_region'),
        ('alerts', '0004_expected_contact'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='notice',
            name='answered_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='notice',
            name='told_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name='Climb',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=40)),
                ('started_at', models.DateTimeField()),
                ('step', models.PositiveSmallIntegerField(default=0)),
                ('next_at', models.DateTimeField(blank=True, null=True)),
                ('acknowledged_at', models.DateTimeField(blank=True, null=True)),
                ('acknowledged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('alert', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='climbs', to='alerts.alert')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
        ),
        migrations.AddField(
            model_name='notice',
            name='climb',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='alerts.climb'),
        ),
        migrations.CreateModel(
            name='LadderRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(blank=True, choices=alerts.models.ladder.kinds, max_length=30)),
                ('valid_from', models.DateTimeField()),
                ('decided_by_us', models.BooleanField(default=True, help_text='[D]: the sources are silent; ours to change')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'valid_from'), name='one_ladder_of_a_kind_at_a_time')],
            },
        ),
        migrations.AddField(
            model_name='climb',
            name='rule',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='alerts.ladderrule'),
        ),
        migrations.CreateModel(
            name='Rung',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.PositiveSmallIntegerField()),
                ('minutes', models.PositiveIntegerField()),
                ('audience', models.CharField(choices=alerts.models.ladder.next_ones, max_length=20)),
                ('rule', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rungs', to='alerts.ladderrule')),
            ],
            options={
                'ordering': ('step',),
            },
        ),
        migrations.AddIndex(
            model_name='climb',
            index=models.Index(condition=models.Q(('acknowledged_at', None)), fields=['next_at'], name='climbs_to_go_on'),
        ),
        migrations.AddConstraint(
            model_name='climb',
            constraint=models.UniqueConstraint(fields=('alert', 'organisation', 'reference'), name='one_climb_of_an_organisation'),
        ),
        migrations.AddConstraint(
            model_name='rung',
            constraint=models.UniqueConstraint(fields=('rule', 'step'), name='a_rung_stands_once'),
        ),
        migrations.AddConstraint(
            model_name='rung',
            constraint=models.CheckConstraint(condition=models.Q(('minutes__gte', 1), ('step__gte', 1)), name='a_rung_comes_after_the_alert'),
        ),
    ]
