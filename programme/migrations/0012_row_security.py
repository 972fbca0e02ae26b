"""Who may meet a row of his time on the programme (docs/decisions/0034).

Groups, sessions, topics and venues name no man: they have no row security. Which men come to them has.
"""

from django.db import migrations

from accounts.rows import AREAS, both, either, guard, role, under, window

MANAGER = role("manager")
CONTENT = role("spoc", "facilitator")
HIS = role("social_worker", "spoc", "facilitator")
FACILITATOR = role("facilitator")
HIS_FILE = under("referrals_referral", "referral_id")
OWN_GROUP = f"exists (select from programme_group own where own.id = group_id and own.area_id = any({AREAS}))"
OWN_SESSION = (
    "exists (select from programme_session at join programme_group own on own.id = at.group_id "
    f"where at.id = session_id and own.area_id = any({AREAS}))"
)

# A man may come to a group of another area: those who run it meet him. Asked row by row, and only where nothing else
# has let the row through. It reads past row security, or enrolments and referrals would ask each other for ever.
MEET = """
create or replace function dvpp_comes_to(referral bigint, areas bigint[]) returns boolean
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select exists (
            select from programme_enrolment place join programme_group own on own.id = place.group_id
            where place.referral_id = referral and own.area_id = any(areas)
        ) or exists (
            select from programme_visit visit join programme_session at on at.id = visit.session_id
            join programme_group own on own.id = at.group_id
            where visit.referral_id = referral and own.area_id = any(areas)
        ) or exists (
            select from programme_attendance there join programme_session at on at.id = there.session_id
            join programme_group own on own.id = at.group_id
            where there.referral_id = referral and own.area_id = any(areas)
        )
$$;
revoke execute on function dvpp_comes_to(bigint, bigint[]) from public;
grant execute on function dvpp_comes_to(bigint, bigint[]) to dvpp_app;
"""


def of_file(table, roles):
    return guard(table, either(MANAGER, both(roles, HIS_FILE)))


class Migration(migrations.Migration):
    dependencies = (("programme", "0011_what_pages_look_for"), ("referrals", "0023_row_security"))

    operations = (
        migrations.RunSQL(MEET, "drop function dvpp_comes_to(bigint, bigint[])"),
        window("referrals_referral", "comes_to_a_group", both(FACILITATOR, f"dvpp_comes_to(id, {AREAS})")),
        guard("programme_enrolment", either(MANAGER, both(FACILITATOR, OWN_GROUP), both(HIS, HIS_FILE))),
        *(
            guard(table, either(MANAGER, both(FACILITATOR, OWN_SESSION), both(CONTENT, HIS_FILE)))
            for table in ("programme_attendance", "programme_mark", "programme_visit")
        ),
        guard("programme_correction", either(MANAGER, under("programme_attendance", "attendance_id"))),
        *(
            of_file(table, CONTENT)
            for table in ("programme_return", "programme_keywork", "programme_goal", "programme_concern")
        ),
        guard("programme_return_repeats", either(MANAGER, under("programme_return", "return_id"))),
        of_file("programme_letter", FACILITATOR),
    )
