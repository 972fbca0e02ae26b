"""Who may meet a row of his file: the same people as ``visible_to`` says, one wall below it (docs/decisions/0034)."""

from django.db import migrations

from accounts.rows import AREAS, ME, NOBODY, TEAM, TEAMS, both, either, guard, role, under, window

MANAGER = role("manager")
HIS = role("social_worker", "spoc", "facilitator")
CONTENT = role("spoc", "facilitator")

NOT_PASSED_ON = both(
    role("spoc"), "passed_on_at is null", "(status = 'received' or (status = 'closed' and not imported))"
)
OWN_AREAS = both(role("facilitator"), f"area_id = any({AREAS})", "(passed_on_at is not null or imported)")
OUR_TEAM = f"team_id = any({TEAMS})"
OWN_TEAM = both(
    role("social_worker"),
    either(f"team_id = {TEAM}", both(f"referrer_id = {ME}", either("team_id is null", OUR_TEAM))),
)
SAID_TO_HIM = both("about_model = 'referrals.referral'", under("referrals_referral", "about_id"))


# Opened in an emergency: read past row security, or files and openings would ask each other for ever
OPENED = """
create or replace function dvpp_opened_his() returns bigint[]
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select coalesce(array_agg(referral_id), '{}') from referrals_glass
    where user_id = dvpp_me() and until > now()
$$;
revoke execute on function dvpp_opened_his() from public;
grant execute on function dvpp_opened_his() to dvpp_app;
"""
OPENED_TO_ME = "id = any((select dvpp_opened_his())::bigint[])"


def of_referral(table, roles=HIS):
    """Who meets the file meets this row of it, where they are of ``roles``; the manager at no cost a row."""
    return guard(table, either(MANAGER, both(roles, under("referrals_referral", "referral_id"))))


def of(table, parent, key):
    return guard(table, either(MANAGER, under(parent, key)))


class Migration(migrations.Migration):
    dependencies = (
        ("referrals", "0022_what_was_destroyed"),
        ("accounts", "0006_who_asks"),
        ("texts", "0005_row_security"),
    )

    operations = (
        migrations.RunSQL(OPENED, "drop function dvpp_opened_his()"),
        guard("referrals_glass", either(role("manager", "dpo"), f"user_id = {ME}")),
        window("referrals_referral", "opened_in_an_emergency", both(HIS, OPENED_TO_ME)),
        guard("referrals_referral", either(MANAGER, OWN_AREAS, OWN_TEAM, NOT_PASSED_ON)),
        guard(
            "referrals_man", either(MANAGER, under("referrals_referral", "referrals_man.id", its="man_id"))
        ),
        guard("referrals_referralevent", NOBODY),
        *map(
            of_referral,
            (
                "referrals_referral_linked_providers",
                "referrals_deadline",
                "referrals_statuschange",
                "referrals_child",
                "referrals_contactattempt",
                "referrals_assessmentoffer",
                "referrals_decision",
                "referrals_agreement",
                "referrals_referralback",
                "referrals_informationrequest",
                "referrals_message",
                "referrals_opened",
                "referrals_handover",
                "referrals_onwardreferral",
                "referrals_told",
                "referrals_protectionorder",
                "referrals_agency",
                "referrals_availability",
                "referrals_searchword",
            ),
        ),
        *(
            of_referral(table, CONTENT)
            for table in ("referrals_hismeasure", "referrals_questions", "referrals_rating")
        ),
        of("referrals_informationanswer", "referrals_informationrequest", "request_id"),
        of("referrals_answerdocument", "referrals_informationanswer", "answer_id"),
        of("referrals_availability_areas", "referrals_availability", "availability_id"),
        of("referrals_decision_suggested", "referrals_decision", "decision_id"),
        of("referrals_recommendationanswer", "referrals_decision", "decision_id"),
        of("referrals_onwardoutcome", "referrals_onwardreferral", "onward_id"),
        of("referrals_conflict", "referrals_man", "man_id"),
        guard(
            "referrals_nonassociation",
            either(MANAGER, under("referrals_man", "man_id"), under("referrals_man", "other_id")),
        ),
        window("texts_text", "about_him", either(MANAGER, both(CONTENT, SAID_TO_HIM))),
        guard("referrals_mankey", NOBODY),
        guard(
            "referrals_notthesame",
            either(MANAGER, both(under("referrals_man", "man_id"), under("referrals_man", "other_id"))),
        ),
    )
