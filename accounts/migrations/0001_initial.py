"""The people, and the role the application runs as.

The login role owns the tables and migrates; ``dvpp_app`` reads and writes rows. It may not log in, is no superuser and
cannot bypass row security (docs/decisions/0001). Works with any login role that may create roles, or where an engineer
has made ``dvpp_app`` beforehand.
"""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


MAKE = """
do $$
begin
    if not exists (select from pg_roles where rolname = 'dvpp_app') then
        create role dvpp_app nologin nosuperuser nobypassrls nocreatedb nocreaterole;
    end if;
exception when duplicate_object or unique_violation then
    null;  -- another database of the same server made it at the same moment
end $$;
do $$
begin
    -- Making a role does not yet allow to take it on
    execute format('grant dvpp_app to %I', current_user);
exception when insufficient_privilege then
    null;  -- an engineer made the role and has granted it already
end $$;
grant usage on schema public to dvpp_app;
grant select, insert, update, delete on all tables in schema public to dvpp_app;
grant usage, select on all sequences in schema public to dvpp_app;
alter default privileges in schema public grant select, insert, update, delete on tables to dvpp_app;
alter default privileges in schema public grant usage, select on sequences to dvpp_app;
"""

UNMAKE = """
alter default privileges in schema public revoke select, insert, update, delete on tables from dvpp_app;
alter default privileges in schema public revoke usage, select on sequences from dvpp_app;
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL(MAKE, UNMAKE),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True)),
                ('kind', models.CharField(choices=[('childrens_services', "Children's services"), ('my_time', 'My Time'), ('iss_provider', 'ISS provider'), ('opcc', "Police and Crime Commissioner's office"), ('platform', 'Platform')], max_length=20)),
                ('phone', models.CharField(blank=True, max_length=30)),
            ],
        ),
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, unique=True)),
                ('gss_code', models.CharField(max_length=9, unique=True)),
                ('childrens_services', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Team',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='teams', to='accounts.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(max_length=254, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('role', models.CharField(choices=[('social_worker', 'Social worker'), ('spoc', 'Single point of contact'), ('facilitator', 'Facilitator'), ('manager', 'My Time manager'), ('iss_worker', 'ISS worker'), ('iss_manager', 'ISS manager'), ('opcc', 'OPCC staff'), ('administrator', 'Administrator'), ('dpo', 'Data-protection officer')], max_length=20)),
                ('sex', models.CharField(blank=True, choices=[('woman', 'Woman'), ('man', 'Man')], max_length=5)),
                ('phone', models.CharField(blank=True, max_length=30)),
                ('is_active', models.BooleanField(default=True)),
                ('date_joined', models.DateTimeField(blank=True, null=True)),
                ('areas', models.ManyToManyField(blank=True, related_name='people', to='accounts.area')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='people', to='accounts.organisation')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='accounts.team')),
            ],
        ),
        migrations.CreateModel(
            name='Cover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_date', models.DateField()),
                ('to_date', models.DateField()),
                ('away', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='covers', to=settings.AUTH_USER_MODEL)),
                ('covered_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='covering', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('to_date__gte', models.F('from_date'))), name='cover_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('away', models.F('covered_by')), _negated=True), name='nobody_covers_themselves')],
            },
        ),
        migrations.CreateModel(
            name='PostedForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField()),
                ('went_to', models.CharField(blank=True, max_length=300)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'key'), name='a_form_is_done_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='team',
            constraint=models.UniqueConstraint(fields=('organisation', 'name'), name='one_team_of_a_name_in_an_organisation'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='one_person_of_an_email'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['social_worker', 'spoc', 'facilitator', 'manager', 'iss_worker', 'iss_manager', 'opcc', 'administrator', 'dpo'])), name='a_known_role'),
        ),
    ]
