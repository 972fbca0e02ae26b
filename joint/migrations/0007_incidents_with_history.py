"""Incidents and risk notes keep their history; a new partner of his is passed to the ISS."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_the_region'),
        ('iss', '0008_never_both_sides'),
        ('joint', '0006_each_service_is_a_side'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='NewPartner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('heard', models.TextField()),
                ('children', models.BooleanField(blank=True, null=True)),
                ('at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('why_no_file', models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.AddField(
            model_name='incident',
            name='child_at_risk',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='incident',
            name='corrected_because',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='incident',
            name='corrects',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='joint.incident'),
        ),
        migrations.AddField(
            model_name='incident',
            name='police_reference',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='incident',
            name='provider',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation'),
        ),
        migrations.AddField(
            model_name='incident',
            name='withdrawn',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='professional',
            name='from_form',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='professional',
            name='how_told',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='professional',
            name='owed_since',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='risknote',
            name='ended_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='risknote',
            name='ended_because',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='risknote',
            name='ended_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='risknote',
            name='supersedes',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='joint.risknote'),
        ),
        migrations.AlterField(
            model_name='incident',
            name='side',
            field=models.CharField(choices=[('my_time', 'My Time'), ('iss', 'the ISS'), ('csc', 'children’s services')], max_length=7),
        ),
        migrations.AddConstraint(
            model_name='incident',
            constraint=models.CheckConstraint(condition=models.Q(('corrects', None), models.Q(('corrected_because', ''), _negated=True), _connector='OR'), name='a_correction_says_why'),
        ),
        migrations.AddConstraint(
            model_name='professional',
            constraint=models.CheckConstraint(condition=models.Q(('told_at', None), ('told_by__isnull', False), _connector='OR'), name='told_by_somebody'),
        ),
        migrations.AddField(
            model_name='newpartner',
            name='area',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.area'),
        ),
        migrations.AddField(
            model_name='newpartner',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='newpartner',
            name='decided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='newpartner',
            name='file',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='iss.partnerfile'),
        ),
        migrations.AddField(
            model_name='newpartner',
            name='provider',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation'),
        ),
        migrations.AddField(
            model_name='newpartner',
            name='referral',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='referrals.referral'),
        ),
        migrations.AddConstraint(
            model_name='newpartner',
            constraint=models.CheckConstraint(condition=models.Q(('decided_at', None), ('file__isnull', False), models.Q(('why_no_file', ''), _negated=True), _connector='OR'), name='decided_with_a_file_or_why_not'),
        ),
    ]
