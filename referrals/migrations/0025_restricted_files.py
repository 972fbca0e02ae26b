"""His files kept back from all but those who are named, in the rows and in a wall across all others (docs/decisions/0045)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.rows import guard, role, under

# Read past row security: who is named is nobody's to read. Of the managers nothing is kept back; the policies say so.
# "To me" leaves out what stands open to the person in an emergency.
CLOSED = """
create or replace function dvpp_closed_his(person bigint) returns bigint[]
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select coalesce(array_agg(file.id), '{}') from referrals_restriction kept
    join referrals_referral file on file.man_id = kept.man_id
    where kept.lifted_at is null and not exists (
        select from referrals_named named
        where named.restriction_id = kept.id and named.person_id = person and named.ended_at is null
    )
$$;
create or replace function dvpp_closed_his_to_me() returns bigint[]
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select coalesce(array_agg(closed), '{}') from unnest(dvpp_closed_his(dvpp_me())) closed
    where closed <> all (dvpp_opened_his())
$$;
create or replace function dvpp_closed_men_to_me() returns bigint[]
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select coalesce(array_agg(distinct man_id), '{}') from referrals_referral
    where id = any(dvpp_closed_his(dvpp_me()))
    and man_id not in (select man_id from referrals_referral where id = any(dvpp_opened_his()))
$$;
revoke execute on function dvpp_closed_his(bigint), dvpp_closed_his_to_me(), dvpp_closed_men_to_me() from public;
grant execute on function dvpp_closed_his(bigint), dvpp_closed_his_to_me(), dvpp_closed_men_to_me() to dvpp_app;
"""
GONE = (
    "drop function dvpp_closed_men_to_me(); drop function dvpp_closed_his_to_me(); "
    "drop function dvpp_closed_his(bigint)"
)
MANAGER = role("manager")
# Whoever works with his files; the ISS meets him through hers, and is kept back there


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0024_lists_in_an_order_that_says_nothing"),
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
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "man",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="restrictions",
                        to="referrals.man",
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
                        to="referrals.restriction",
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
                condition=models.Q(("reason", ""), _negated=True), name="referrals_restriction_says_why"
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
                name="referrals_restriction_lifted_by_somebody_with_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="restriction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lifted_at", None)), fields=("man",), name="a_man_is_restricted_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="named",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("restriction", "person"),
                name="referrals_named_once",
            ),
        ),
        migrations.RunSQL(CLOSED, GONE),
        guard("referrals_restriction", MANAGER),
        guard("referrals_named", under("referrals_restriction", "restriction_id")),
    ]
