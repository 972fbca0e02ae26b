"""Who asks is a role of the database, and each role has policies of its own (docs/decisions/0046).

A policy for everybody carried the conditions of all roles into every question of everybody: planning a page took many
times longer than reading it. This takes apart what is there, in whatever room; what is guarded later is taken apart as
it is made (accounts/rows.py), so that nothing depends on the order. What it says is unchanged.

People work meanwhile, with the code before this. Each table changes in a transaction of its own, a blink each. That
code says who asks by the name it knows, ``dvpp_identify``, and that the service acts by a setting: both go on being
understood until the release after this one takes them away, ``as_before`` with them.
"""

from importlib import import_module

from django.db import migrations, transaction

from accounts.database_roles import APP, MAKE, PEOPLE, SERVICE
from accounts.policies import guarded, put_together, take_apart

BEFORE = import_module("accounts.migrations.0006_who_asks").MAKE
PLANNED_ONCE = import_module("accounts.migrations.0007_planned_once").functions

# The owner stays the owner: migrations, backups and what fills a database in bulk. A role that is not known is nobody
TAKE_ON = f"""
create or replace function dvpp_act(reason text) returns void language plpgsql as $$
declare
    whose text := coalesce(current_setting('dvpp.role', true), '');
begin
    perform set_config('dvpp.acting', reason, true), set_config('role', case
        when current_setting('role') = 'none' then 'none'
        when reason <> '' or current_setting('dvpp.user_id', true) = 'system' then '{SERVICE}'
        when whose = any (array{list(PEOPLE)}) then 'dvpp_' || whose
        else '{APP}'
    end, true);
end $$;
create or replace function dvpp_ask(who text, acting text default '') returns text language plpgsql as $$
declare
    before text := coalesce(current_setting('dvpp.user_id', true), '');
    their_role text; their_organisation text; their_team text; their_areas text;
begin
    if who ~ '^[0-9]+$' then
        select role, organisation_id::text, team_id::text,
            array(select area_id from public.accounts_user_areas where user_id = found.id)::text
            into their_role, their_organisation, their_team, their_areas
            from public.accounts_user found where found.id = who::bigint and found.is_active;
    end if;
    perform set_config('dvpp.user_id', who, true),
        set_config('dvpp.role', coalesce(their_role, ''), true),
        set_config('dvpp.organisation', coalesce(their_organisation, ''), true),
        set_config('dvpp.team', coalesce(their_team, ''), true),
        set_config('dvpp.areas', coalesce(their_areas, '{{}}'), true);
    perform dvpp_act(acting);
    return before;
end $$;
"""
# What the code before this knows, for as long as it runs. It takes on a person's role as this code does; its service is a
# setting, which holds besides, and ends with the transaction as before
AS_BEFORE = f"""
create or replace function dvpp_identify(who text, acting text default '') returns text language plpgsql as $$
declare
    before text := dvpp_ask(who);
begin
    perform set_config('dvpp.acting', acting, true);
    return before;
end $$;
create or replace function dvpp_service() returns boolean language plpgsql stable parallel safe as $$
begin
    return current_setting('role') = '{SERVICE}'
        or coalesce(current_setting('dvpp.user_id', true) = 'system', false)
        or coalesce(current_setting('dvpp.acting', true) <> '', false);
end $$;
"""
LET_THROUGH_AS_BEFORE = f"""
drop policy if exists as_before on {{table}};
create policy as_before on {{table}} for all to {APP} using ((
    select coalesce(current_setting('dvpp.user_id', true) = 'system', false)
        or coalesce(current_setting('dvpp.acting', true) <> '', false)
))
"""
# Whoever has said who asks has read this table, and holds it until their transaction ends: once it is ours for a moment,
# nobody is left who said so before
NOBODY_SAID_SO_BEFORE = "lock table accounts_user in access exclusive mode"
AS_IT_WAS = ";\n".join(
    (BEFORE, PLANNED_ONCE("language plpgsql stable parallel safe as $$ begin return", "; end $$"))
)


def apart(cursor, table):
    take_apart(cursor, table)
    # A site on which there is nobody yet has no code before this one
    cursor.execute("select exists (select from accounts_user)")
    if cursor.fetchone()[0]:
        cursor.execute(LET_THROUGH_AS_BEFORE.format(table=table))


def together(cursor, table):
    cursor.execute(f"drop policy if exists as_before on {table}")
    put_together(cursor, table)


class EachTable(migrations.operations.base.Operation):
    """Of those that are guarded by now, each in a transaction of its own."""

    reduces_to_sql = False

    def __init__(self, forwards, backwards):
        self.ways = {"forwards": forwards, "backwards": backwards}

    def state_forwards(self, app_label, state):
        """No model changes."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        self._each("forwards", schema_editor)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        self._each("backwards", schema_editor)

    def describe(self):
        return "Take the policies of every table apart"

    def _each(self, way, schema_editor):
        if schema_editor.collect_sql:
            return
        using = schema_editor.connection.alias
        with schema_editor.connection.cursor() as cursor:
            with transaction.atomic(using):
                cursor.execute(NOBODY_SAID_SO_BEFORE)
            for table in guarded(cursor):
                with transaction.atomic(using):
                    self.ways[way](cursor, table)


class Migration(migrations.Migration):
    atomic = False
    dependencies = (("accounts", "0007_planned_once"),)

    operations = (
        # The roles belong to the server: they stay where others may use them
        migrations.RunSQL(MAKE, migrations.RunSQL.noop),
        migrations.RunSQL(
            migrations.RunSQL.noop, f"{AS_IT_WAS}; drop function dvpp_ask(text, text); drop function dvpp_act(text)"
        ),
        # Sent as one, and so one transaction
        migrations.RunSQL(f"{NOBODY_SAID_SO_BEFORE}; {TAKE_ON} {AS_BEFORE}", migrations.RunSQL.noop),
        EachTable(apart, together),
    )
