"""Drafts hold both sides' details: their author meets them, and nobody else (docs/decisions/0034)."""

from django.db import migrations

from accounts.rows import ME, both, either, guard, role, under, window

MANAGER = role("manager")
OF_HIS_FILE = either(
    MANAGER, both(role("spoc", "facilitator"), under("referrals_referral", "referral_id"))
)
# Read past row security: referrals are met through merges, and would ask for each other for ever
AT_THE_DESK = """
create or replace function dvpp_merges_at_the_desk() returns bigint[]
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select coalesce(array_agg(merge.id), '{}') from intake_merge merge
    join referrals_referral came on came.id = merge.came_id
    join referrals_referral stayed on stayed.id = merge.stayed_id
    where merge.by_id = dvpp_me() or came.passed_on_at is null or stayed.passed_on_at is null
$$;
create or replace function dvpp_referrals_at_the_desk() returns bigint[]
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select coalesce(array_agg(one), '{}') from intake_merge, unnest(array[came_id, stayed_id]) one
    where intake_merge.id = any(dvpp_merges_at_the_desk())
$$;
create or replace function dvpp_men_at_the_desk() returns bigint[]
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select coalesce(array_agg(man_id), '{}') from intake_merge where id = any(dvpp_merges_at_the_desk())
$$;
revoke execute on function dvpp_merges_at_the_desk(), dvpp_referrals_at_the_desk(), dvpp_men_at_the_desk() from public;
grant execute on function dvpp_merges_at_the_desk(), dvpp_referrals_at_the_desk(), dvpp_men_at_the_desk() to dvpp_app;
"""
GONE = (
    "drop function dvpp_men_at_the_desk(); drop function dvpp_referrals_at_the_desk(); "
    "drop function dvpp_merges_at_the_desk()"
)
SPOC = role("spoc")
BOTH = "id = any((select dvpp_referrals_at_the_desk())::bigint[])"
HIM = "id = any((select dvpp_men_at_the_desk())::bigint[])"


class Migration(migrations.Migration):
    dependencies = (
        ("intake", "0007_drafts_sealed_for_the_first_time"),
        ("referrals", "0023_row_security"),
    )

    operations = (
        guard("intake_draft", both(role("social_worker"), f"owner_id = {ME}")),
        guard("intake_draftdocument", under("intake_draft", "draft_id")),
        migrations.RunSQL(AT_THE_DESK, GONE),
        guard(
            "intake_merge",
            either(MANAGER, both(SPOC, "id = any((select dvpp_merges_at_the_desk())::bigint[])")),
        ),
        window("referrals_referral", "merged_at_the_desk", both(SPOC, BOTH)),
        window("referrals_man", "merged_at_the_desk", both(SPOC, HIM)),
        guard("intake_selfreferral", OF_HIS_FILE),
        guard("intake_planenquiry", OF_HIS_FILE),
    )
