"""What was loaded and what was extracted is made of cases (docs/decisions/0034)."""

from django.db import migrations

from accounts.rows import NOBODY, ORGANISATION, both, either, guard, role, under, window

OWN_PART = (
    "exists (select from monitoring_returnpart part where part.id = part_id"
    f" and part.organisation_id = {ORGANISATION})"
)
# Of whom somebody asked for a copy: the officer's recorded reason to know who that is, and no more of the file
COPIED = """
create or replace function dvpp_copied_men() returns bigint[]
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select coalesce(array_agg(man_id), '{}') from monitoring_copyrequest where man_id is not null
$$;
create or replace function dvpp_copied_files() returns bigint[]
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select coalesce(array_agg(file_id), '{}') from monitoring_copyrequest where file_id is not null
$$;
revoke execute on function dvpp_copied_men(), dvpp_copied_files() from public;
grant execute on function dvpp_copied_men(), dvpp_copied_files() to dvpp_app;
"""
FORGET = "drop function dvpp_copied_men(); drop function dvpp_copied_files()"
OFFICER = role("dpo")
OUR_FILE = both(
    role("iss_worker", "iss_manager"),
    f"exists (select from iss_partnerfile hers where hers.id = file_id and hers.provider_id = {ORGANISATION})",
)


class Migration(migrations.Migration):
    dependencies = (("monitoring", "0012_how_long_records_are_kept"), ("joint", "0013_row_security"))

    operations = (
        migrations.RunSQL(COPIED, FORGET),
        guard(
            "monitoring_copyrequest",
            either(OFFICER, both(role("manager"), "man_id is not null"), OUR_FILE),
        ),
        *(
            guard(table, either(OFFICER, both(role("manager"), "referral_id is not null"), OUR_FILE))
            for table in ("monitoring_hold", "monitoring_destruction")
        ),
        guard("monitoring_copydeadline", under("monitoring_copyrequest", "request_id")),
        guard(
            "monitoring_glassdeadline", either(under("referrals_glass", "his_id"), under("iss_glass", "hers_id"))
        ),
        window(
            "referrals_man",
            "asked_for_a_copy",
            both(OFFICER, "id = any((select dvpp_copied_men())::bigint[])"),
        ),
        window(
            "iss_partnerfile",
            "asked_for_a_copy",
            both(OFFICER, "id = any((select dvpp_copied_files())::bigint[])"),
        ),
        guard("monitoring_loadedrow", NOBODY),
        guard("monitoring_extract", role("manager", "opcc", "dpo")),
        guard(
            "monitoring_casestudy",
            either(
                both(role("opcc"), "state = 'passed'"),
                both(role("spoc", "facilitator", "manager", "iss_worker", "iss_manager"), OWN_PART),
            ),
        ),
    )
