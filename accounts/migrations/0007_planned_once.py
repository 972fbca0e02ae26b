"""What the policies ask of a person, in functions that keep their plan.

A policy asks a dozen of them a table. As SQL they were taken apart and put into every question anew: a third to a half
of the time that questions under row security took to be planned (docs/performance.md). They say what they said.
"""

from django.db import migrations

# {name: (what it gives, how)}
ASKED = {
    "dvpp_service": (
        "boolean",
        "coalesce(current_setting('dvpp.user_id', true) = 'system', false)"
        " or coalesce(current_setting('dvpp.acting', true) <> '', false)",
    ),
    "dvpp_role": ("text", "coalesce(current_setting('dvpp.role', true), '')"),
    "dvpp_me": (
        "bigint",
        "case when coalesce(current_setting('dvpp.role', true), '') = '' then null"
        " else current_setting('dvpp.user_id', true)::bigint end",
    ),
    "dvpp_organisation": ("bigint", "nullif(current_setting('dvpp.organisation', true), '')::bigint"),
    "dvpp_team": ("bigint", "nullif(current_setting('dvpp.team', true), '')::bigint"),
    "dvpp_teams": (
        "bigint[]",
        "(select coalesce(array_agg(id), '{}') from public.accounts_team"
        " where organisation_id = nullif(current_setting('dvpp.organisation', true), '')::bigint)",
    ),
    "dvpp_areas": ("bigint[]", "coalesce(nullif(current_setting('dvpp.areas', true), ''), '{}')::bigint[]"),
}


def functions(begins, ends):
    return ";\n".join(
        f"create or replace function {name}() returns {gives} {begins} {how} {ends}"
        for name, (gives, how) in ASKED.items()
    )


class Migration(migrations.Migration):
    dependencies = (("accounts", "0006_who_asks"),)

    operations = (
        migrations.RunSQL(
            functions("language plpgsql stable parallel safe as $$ begin return", "; end $$"),
            functions("language sql stable parallel safe as $$ select", "$$"),
        ),
    )
