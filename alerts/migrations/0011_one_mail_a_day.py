"""One mail a day by choice: who chose it, and the mails."""

import alerts.models.mails
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.rows import ME, guard


class Migration(migrations.Migration):

    dependencies = [
        ('alerts', '0010_row_security'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Digest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('due_at', models.DateTimeField()),
                ('mailed_at', models.DateTimeField(blank=True, null=True)),
                ('empty_at', models.DateTimeField(blank=True, null=True)),
                ('lease_until', models.DateTimeField(blank=True, null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('last_error', models.CharField(blank=True, max_length=200)),
                ('undelivered_at', models.DateTimeField(blank=True, null=True)),
                ('handed_back_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='digests', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='MailChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.CharField(choices=alerts.models.mails.topics, max_length=20)),
                ('at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mail_choices', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddIndex(
            model_name='digest',
            index=models.Index(condition=models.Q(('empty_at', None), ('mailed_at', None)), fields=['due_at'], name='unsent_digest'),
        ),
        migrations.AddConstraint(
            model_name='digest',
            constraint=models.UniqueConstraint(fields=('person', 'day'), name='one_digest_a_day'),
        ),
        migrations.AddConstraint(
            model_name='mailchoice',
            constraint=models.UniqueConstraint(fields=('person', 'topic'), name='one_choice_of_a_topic'),
        ),
        # Whose it is; who would have been told what is nobody else's news
        guard("alerts_digest", f"person_id = {ME}"),
        guard("alerts_mailchoice", f"person_id = {ME}"),
    ]
