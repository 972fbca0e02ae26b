"""Who asks, as row security knows it: the functions that its policies call (docs/decisions/0034).

``dvpp_identify`` is called once a transaction and looks the person up; everything else only reads what it found. A
person who is not active, or not known, has no role, no organisation and no areas, and so no rows.
"""

from django.db import migrations

from accounts.rows import ME, guard

MAKE = r"""
create or replace function dvpp_identify(who text, acting text default '') returns text language plpgsql as $$
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
        set_config('dvpp.acting', acting, true),
        set_config('dvpp.role', coalesce(their_role, ''), true),
        set_config('dvpp.organisation', coalesce(their_organisation, ''), true),
        set_config('dvpp.team', coalesce(their_team, ''), true),
        set_config('dvpp.areas', coalesce(their_areas, '{}'), true);
    return before;
end $$;

create or replace function dvpp_service() returns boolean language sql stable parallel safe as $$
    select coalesce(current_setting('dvpp.user_id', true) = 'system', false)
        or coalesce(current_setting('dvpp.acting', true) <> '', false)
$$;
create or replace function dvpp_role() returns text language sql stable parallel safe as $$
    select coalesce(current_setting('dvpp.role', true), '')
$$;
create or replace function dvpp_me() returns bigint language sql stable parallel safe as $$
    select case when dvpp_role() = '' then null else current_setting('dvpp.user_id', true)::bigint end
$$;
create or replace function dvpp_organisation() returns bigint language sql stable parallel safe as $$
    select nullif(current_setting('dvpp.organisation', true), '')::bigint
$$;
create or replace function dvpp_team() returns bigint language sql stable parallel safe as $$
    select nullif(current_setting('dvpp.team', true), '')::bigint
$$;
create or replace function dvpp_teams() returns bigint[] language sql stable parallel safe as $$
    select coalesce(array_agg(id), '{}') from public.accounts_team where organisation_id = dvpp_organisation()
$$;
create or replace function dvpp_areas() returns bigint[] language sql stable parallel safe as $$
    select coalesce(nullif(current_setting('dvpp.areas', true), ''), '{}')::bigint[]
$$;
"""

UNMAKE = """
drop function dvpp_identify(text, text);
drop function dvpp_me();
drop function dvpp_service();
drop function dvpp_role();
drop function dvpp_organisation();
drop function dvpp_team();
drop function dvpp_areas();
drop function dvpp_teams();
"""


class Migration(migrations.Migration):
    dependencies = (("accounts", "0005_last_day"),)

    operations = (
        migrations.RunSQL(MAKE, UNMAKE),
        # What was typed too late may be of anybody's file
        guard("accounts_keptform", f"person_id = {ME}"),
    )
