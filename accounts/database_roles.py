"""The roles of the database: what it knows of who asks, so that it asks each only its own (docs/decisions/0046).

Each has the rights of ``dvpp_app`` on tables and nothing more; none can log in. ``dvpp_app`` is in none of them: until
somebody is said to ask, it is nobody and meets no guarded row. Roles belong to the server, not to one database of it.
"""

APP = "dvpp_app"
# Commands, the clock, workers; acts for as long as they last
SERVICE = "dvpp_service"
# As roles.Role, which a test compares; whoever adds one there makes its role and its policies in a migration
PEOPLE = (
    "manager",
    "facilitator",
    "spoc",
    "social_worker",
    "iss_worker",
    "iss_manager",
    "opcc",
    "administrator",
    "dpo",
)
DATABASE_ROLES = (SERVICE, *(f"dvpp_{role}" for role in PEOPLE))

# May be run again, by several databases of one server at once, and where an engineer has made the roles beforehand.
# Whoever may take on dvpp_app may take on each of them.
_LISTED = list(DATABASE_ROLES)
MAKE = f"""
do $$
declare
    made text;
    taker text;
    right_to_take text := case when current_setting('server_version_num')::int < 160000 then 'member' else 'set' end;
begin
    foreach made in array array{_LISTED} loop
        begin
            if not exists (select from pg_roles where rolname = made) then
                execute format('create role %I nologin nosuperuser nobypassrls nocreatedb nocreaterole', made);
            end if;
        exception when duplicate_object or unique_violation then
            null;  -- another database of the same server made it at the same moment
        end;
        begin
            if not pg_has_role(made, '{APP}', 'usage') then
                execute format('grant {APP} to %I', made);
            end if;
        exception when unique_violation then
            null;
        end;
        for taker in
            select member::regrole::text from pg_auth_members
            where roleid = '{APP}'::regrole and member::regrole::text <> all(array{_LISTED})
        loop
            begin
                if not pg_has_role(taker, made, right_to_take) then
                    execute format('grant %I to %s', made, taker);
                end if;
            exception when unique_violation then
                null;
            end;
        end loop;
    end loop;
exception when insufficient_privilege then
    raise exception 'Roles of the database are missing, or are not what they have to be, and % may not make them: %',
        current_user, 'see "Roles of the database" in docs/operating.md' using errcode = 'insufficient_privilege';
end $$;
"""  # noqa: S608 names of this module alone
