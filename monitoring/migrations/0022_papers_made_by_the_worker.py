"""Papers that the worker makes: whoever asked meets theirs and nobody else does, and of a record only who may meet that."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import sealing.fields
from accounts.rows import ME, both, either, guard, under

OF_WHAT_THEY_MEET = either("copy_id is null", under("monitoring_copyrequest", "copy_id"))


class Migration(migrations.Migration):

    dependencies = [
        ('monitoring', '0021_checked_of_extracts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MadePaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=40, unique=True)),
                ('part', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('made_at', models.DateTimeField(blank=True, null=True)),
                ('content', sealing.fields.SealedTextField(blank=True, bound_to=('reference',), default='')),
                ('digest', models.CharField(max_length=64)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('copy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='monitoring.copyrequest')),
                ('foi', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='monitoring.foirequest')),
                ('quarterly_return', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='monitoring.quarterlyreturn')),
                ('release', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='monitoring.release')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('by', 'copy', 'release', 'quarterly_return', 'foi', 'part'), name='one_paper_of_a_part', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('release__isnull', True), ('quarterly_return__isnull', True), ('foi__isnull', True), ('copy__isnull', False)), models.Q(('copy__isnull', True), ('foi__isnull', True), ('quarterly_return__isnull', True), ('release__isnull', False)), models.Q(('copy__isnull', True), ('foi__isnull', True), ('quarterly_return__isnull', False), ('release__isnull', True)), models.Q(('copy__isnull', True), ('foi__isnull', False), ('quarterly_return__isnull', True), ('release__isnull', True)), _connector='OR'), name='a_paper_is_of_one_thing'), models.CheckConstraint(condition=models.Q(models.Q(('content', ''), ('made_at', None)), models.Q(('made_at__isnull', False), models.Q(('content', ''), _negated=True)), _connector='OR'), name='a_made_paper_is_there')],
            },
        ),
        guard("monitoring_madepaper", both(f"by_id = {ME}", OF_WHAT_THEY_MEET)),
    ]
