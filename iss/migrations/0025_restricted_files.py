"""Her files kept back from all of her service but those who are named (docs/decisions/0045)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.rows import ORGANISATION, both, guard, role, under

CLOSED = """
create or replace function dvpp_closed_hers(person bigint) returns bigint[]
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select coalesce(array_agg(kept.file_id), '{}') from iss_restriction kept
    where kept.lifted_at is null and not exists (
        select from iss_named named
        where named.restriction_id = kept.id and named.person_id = person and named.ended_at is null
    )
$$;
create or replace function dvpp_closed_hers_to_me() returns bigint[]
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select coalesce(array_agg(closed), '{}') from unnest(dvpp_closed_hers(dvpp_me())) closed
    where closed <> all (dvpp_opened_hers())
$$;
"""
# A man is at the table of a worker through her file: where all of her files of him are closed to the worker, so is he
AT_TABLE = """
create or replace function dvpp_closed_at_table(person bigint) returns bigint[]
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select case who.role when 'iss_worker' then (
        select coalesce(array_agg(referral_id), '{{}}') from (
            select referral_id from iss_partnerfile
            where provider_id = who.organisation_id and status <> 'held' and referral_id in (
                select referral_id from iss_partnerfile where id = any({hers})
            )
            group by referral_id having bool_and(id = any({hers}))
        ) closed
    ) when 'social_worker' then {his} when 'spoc' then {his} when 'facilitator' then {his} else '{{}}' end
    from accounts_user who where who.id = person
$$;
"""
TABLES = AT_TABLE.format(hers="dvpp_closed_hers(person)", his="dvpp_closed_his(person)") + AT_TABLE.format(
    hers="dvpp_closed_hers_to_me()", his="dvpp_closed_his_to_me()"
).replace("dvpp_closed_at_table(person bigint)", "dvpp_closed_at_table_to_me()").replace(
    "who.id = person", "who.id = dvpp_me()"
)
# By the references that notices carry: those of both sides
REFERENCES = """
create or replace function dvpp_closed_references(person bigint) returns text[]
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select case who.role
        when 'iss_worker' then array(
            select reference::text from iss_partnerfile where id = any(dvpp_closed_hers(person))
        )
        when 'social_worker' then array(
            select reference::text from referrals_referral where id = any(dvpp_closed_his(person))
        )
        when 'spoc' then array(
            select reference::text from referrals_referral where id = any(dvpp_closed_his(person))
        )
        when 'facilitator' then array(
            select reference::text from referrals_referral where id = any(dvpp_closed_his(person))
        )
        else '{}' end
    from accounts_user who where who.id = person
$$;
"""
MADE = (
    "dvpp_closed_hers(bigint), dvpp_closed_hers_to_me(), dvpp_closed_at_table(bigint), "
    "dvpp_closed_at_table_to_me(), dvpp_closed_references(bigint)"
)
MAKE = (
    f"{CLOSED}{TABLES}{REFERENCES}"
    f"revoke execute on function {MADE} from public; grant execute on function {MADE} to dvpp_app;"
)
GONE = "".join(f"drop function {one}; " for one in reversed(MADE.split(", ")))
# As it was (migration 0023), and without what is closed to a worker
LINKED = """
create or replace function dvpp_linked_to_us(referral bigint) returns boolean
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select exists (
        select from iss_partnerfile hers where hers.referral_id = referral and hers.status <> 'held'
            and (({ours}) or hers.id = any(dvpp_opened_hers()))
    )
$$;
"""
OURS = "hers.provider_id = dvpp_organisation()"
NOT_CLOSED = """ and (dvpp_role() <> 'iss_worker' or not exists (
    select from iss_restriction kept where kept.file_id = hers.id and kept.lifted_at is null
        and not exists (select from iss_named named where named.restriction_id = kept.id
            and named.person_id = dvpp_me() and named.ended_at is null)
))"""
OUR_MANAGERS = both(
    role("iss_manager"),
    f"exists (select from iss_partnerfile hers where hers.id = file_id and hers.provider_id = {ORGANISATION})",
)


class Migration(migrations.Migration):
    dependencies = [
        ("iss", "0024_her_files_that_run"),
        ("referrals", "0025_restricted_files"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Restriction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "because",
                    models.CharField(
                        choices=[
                            ("known", "Somebody who works here, or with us, knows him or her"),
                            ("partner", "He or she works for a partner organisation"),
                            ("public", "He or she is known to the public"),
                            ("other", "Something else"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                ("lifted_because", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="restrictions",
                        to="iss.partnerfile",
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Named",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "restriction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="named",
                        to="iss.restriction",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="restriction",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="iss_restriction_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="restriction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lifted_at", None), ("lifted_by", None)),
                    models.Q(
                        ("lifted_at__isnull", False),
                        ("lifted_by__isnull", False),
                        models.Q(("lifted_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="iss_restriction_lifted_by_somebody_with_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="restriction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lifted_at", None)), fields=("file",), name="her_file_is_restricted_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="named",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("restriction", "person"),
                name="iss_named_once",
            ),
        ),
        migrations.RunSQL(MAKE, GONE),
        migrations.RunSQL(LINKED.format(ours=OURS + NOT_CLOSED), LINKED.format(ours=OURS)),
        guard("iss_restriction", OUR_MANAGERS),
        guard("iss_named", under("iss_restriction", "restriction_id")),
    ]
