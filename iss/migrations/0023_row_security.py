"""The wall, in the database: her file is met by her own provider once it is released, and by nobody else at all.

And through what the ISS sees of him, of the man linked to such a file (docs/decisions/0034).
"""

from django.db import migrations

from accounts.rows import ME, NOBODY, ORGANISATION, both, either, guard, role, under, window

ISS = role("iss_worker", "iss_manager")
OWN_PROVIDER = both(ISS, f"provider_id = {ORGANISATION}")
LINKED = "dvpp_linked_to_us(referrals_referral.id)"


# Read past row security: files and openings would ask each other for ever; and whether a man is linked to us is asked
# of one row at a time, where the planner would go through all files
OPENED = """
create or replace function dvpp_opened_hers() returns bigint[]
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select coalesce(array_agg(file_id), '{}') from iss_glass where user_id = dvpp_me() and until > now()
$$;
create or replace function dvpp_linked_to_us(referral bigint) returns boolean
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select exists (
        select from iss_partnerfile where referral_id = referral and status <> 'held'
            and (provider_id = dvpp_organisation() or id = any(dvpp_opened_hers()))
    )
$$;
revoke execute on function dvpp_opened_hers(), dvpp_linked_to_us(bigint) from public;
grant execute on function dvpp_opened_hers(), dvpp_linked_to_us(bigint) to dvpp_app;
"""
OPENED_TO_ME = both(ISS, "status <> 'held'", "id = any((select dvpp_opened_hers())::bigint[])")
OF_OUR_FILE = both(
    role("iss_manager"),
    f"exists (select from iss_partnerfile hers where hers.id = file_id and hers.provider_id = {ORGANISATION})",
)


def of_her_file(table, key="file_id"):
    return guard(table, both(ISS, under("iss_partnerfile", key)))


def seen_with_him(table):
    return window(table, "linked_to_her", both(ISS, under("referrals_referral", "referral_id")))


class Migration(migrations.Migration):
    dependencies = (("iss", "0022_what_was_destroyed"), ("programme", "0012_row_security"))

    operations = (
        migrations.RunSQL(OPENED, "drop function dvpp_linked_to_us(bigint); drop function dvpp_opened_hers()"),
        guard("iss_glass", either(role("dpo"), f"user_id = {ME}", OF_OUR_FILE)),
        window("iss_partnerfile", "opened_in_an_emergency", OPENED_TO_ME),
        guard("iss_partnerfile", both(OWN_PROVIDER, "status <> 'held'")),
        guard("iss_partnerfileevent", NOBODY),
        *map(
            of_her_file,
            (
                "iss_herstatuschange",
                "iss_safecontact",
                "iss_safenow",
                "iss_hercontactattempt",
                "iss_dash",
                "iss_dashreason",
                "iss_dashdraft",
                "iss_marac",
                "iss_hermeasure",
                "iss_shownattable",
                "iss_safetyplan",
                "iss_planonpaper",
                "iss_herrecommendation",
                "iss_heragreement",
                "iss_support",
                "iss_supportreview",
                "iss_ending",
                "iss_updatewish",
                "iss_progressupdate",
            ),
        ),
        of_her_file("iss_deadline", "partner_file_id"),
        guard("iss_maracaction", both(ISS, under("iss_marac", "marac_id"))),
        guard("iss_supportcorrection", both(ISS, under("iss_support", "support_id"))),
        guard("iss_supportgroup", OWN_PROVIDER),
        guard("iss_occasion", both(ISS, under("iss_supportgroup", "group_id"))),
        window("referrals_referral", "linked_to_her", both(ISS, LINKED)),
        window(
            "programme_return_repeats", "linked_to_her", both(ISS, under("programme_return", "return_id"))
        ),
        *map(
            seen_with_him,
            (
                "referrals_referral_linked_providers",
                "referrals_deadline",
                "referrals_statuschange",
                "referrals_decision",
                "programme_enrolment",
                "programme_attendance",
                "programme_return",
                "programme_visit",
            ),
        ),
    )
