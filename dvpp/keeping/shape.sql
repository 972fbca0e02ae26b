-- Everything that guards the rows, a line each. Every part is read by contents.py under its name.

-- part: columns
select concat_ws(' ', c.oid::regclass, row_number() over (partition by c.oid order by a.attnum), a.attname,
    format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid), a.attidentity)
from pg_attribute a
join pg_class c on c.oid = a.attrelid
left join pg_attrdef d on (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
where c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped
    and c.relnamespace in (select oid from ours);

-- part: constraints
select concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated)
from pg_constraint where connamespace in (select oid from ours);

-- part: indexes
select indexdef from pg_indexes where schemaname in (select nspname from ours);

-- part: triggers
select concat_ws(' ', pg_get_triggerdef(t.oid), t.tgenabled)
from pg_trigger t join pg_class c on c.oid = t.tgrelid
where not t.tgisinternal and c.relnamespace in (select oid from ours);

-- part: functions
select concat_ws(' ', pg_get_functiondef(oid), proowner::regrole)
from pg_proc where prokind in ('f', 'p') and pronamespace in (select oid from ours);

-- part: policies
select concat_ws(' ', schemaname, tablename, policyname, permissive, roles, cmd, qual, '/', with_check) from pg_policies;

-- part: row security
select concat_ws(' ', oid::regclass, relrowsecurity, relforcerowsecurity)
from pg_class where relkind in ('r', 'p') and relnamespace in (select oid from ours);

-- part: owners
select concat_ws(' ', oid::regclass, relowner::regrole) from pg_class where relnamespace in (select oid from ours);

-- part: grants
select concat_ws(' ', thing, case grantee when 0 then 'public' else grantee::regrole::text end, privilege_type, is_grantable)
from (
    select oid::regclass::text as thing, coalesce(relacl, acldefault(case relkind when 'S' then 's' else 'r' end::"char", relowner)) as acl
    from pg_class where relkind in ('r', 'p', 'v', 'm', 'S') and relnamespace in (select oid from ours)
    union all
    select attrelid::regclass || '.' || attname, attacl
    from pg_attribute a join pg_class c on c.oid = a.attrelid where c.relnamespace in (select oid from ours)
    union all
    select oid::regprocedure::text, coalesce(proacl, acldefault('f', proowner))
    from pg_proc where pronamespace in (select oid from ours)
    union all
    select nspname, nspacl from pg_namespace where oid in (select oid from ours)
    union all
    select concat_ws(' ', 'default of', defaclrole::regrole, defaclobjtype), defaclacl from pg_default_acl
) as granted, aclexplode(acl);

-- part: sequences
select concat_ws(' ', schemaname, sequencename, last_value, increment_by) from pg_sequences;
