"""What is summed, and the triggers that write down which bucket an act has changed, in the transaction of the act.

A trigger runs once a statement, whatever the number of rows, and only ever adds rows: nobody waits for anybody.
"""

from django.db import migrations, models

DAY = "(d.due_at at time zone 'Europe/London')::date - date '1970-01-01'"
HIS_MEN = (
    "select distinct 'men', r.man_id >> 6 from {rows} x join referrals_referral r on r.id = x.referral_id"
)
PROMISED = "select distinct 'days', " + DAY + " from {rows} d"
OF_REFERRAL = "before b join after x on x.id = b.id"
OF_AREA = OF_REFERRAL + " and x.area_id is distinct from b.area_id"
# table: (for every kind of change, with {rows} for the rows before and after; for an update alone)
CHANGES = {
    "referrals_referral": (
        ["select distinct 'men', man_id >> 6 from {rows} x"],
        [
            f"""select distinct 'sessions', t.session_id >> 6 from {OF_REFERRAL}
                and ((b.status = 'merged') <> (x.status = 'merged')
                    or (b.received_date, b.received_at) is distinct from (x.received_date, x.received_at))
                join programme_attendance t on t.referral_id = x.id""",
            f"select distinct 'days', {DAY} from {OF_AREA} join referrals_deadline d on d.referral_id = x.id",
        ],
    ),
    "referrals_man": ([], ["select distinct 'men', id >> 6 from {rows} x"]),
    "referrals_hismeasure": ([HIS_MEN], []),
    "programme_attendance": ([HIS_MEN, "select distinct 'sessions', session_id >> 6 from {rows} x"], []),
    "programme_session": (
        [],
        [
            "select distinct 'sessions', id >> 6 from {rows} x",
            """select distinct 'men', r.man_id >> 6 from {rows} x join programme_attendance t on t.session_id = x.id
                join referrals_referral r on r.id = t.referral_id""",
            f"""select distinct 'days', {DAY} from {OF_REFERRAL} and x.group_id is distinct from b.group_id
                join programme_deadline d on d.session_id = x.id""",
        ],
    ),
    "programme_group": (
        [],
        [
            f"""select distinct 'days', {DAY} from {OF_AREA} join programme_session s on s.group_id = x.id
                join programme_deadline d on d.session_id = s.id"""
        ],
    ),
    "iss_partnerfile": (
        ["select distinct 'partners', id >> 6 from {rows} x"],
        [f"select distinct 'days', {DAY} from {OF_AREA} join iss_deadline d on d.partner_file_id = x.id"],
    ),
    "iss_support": (["select distinct 'partners', file_id >> 6 from {rows} x"], []),
    "iss_hermeasure": (["select distinct 'partners', file_id >> 6 from {rows} x"], []),
    "referrals_deadline": ([PROMISED], []),
    "iss_deadline": ([PROMISED], []),
    "programme_deadline": ([PROMISED], []),
}
SEEN = {"insert": "referencing new table as after", "delete": "referencing old table as before"}
SEEN["update"] = "referencing old table as before new table as after"
# An area's name stands in the sums: renamed, they are worth nothing, and are made anew by the next tick
RENAMED = """
    create function monitoring_area_renamed() returns trigger language plpgsql as $$
    begin
        if exists (select from before b join after x on x.id = b.id and x.name <> b.name) then
            delete from monitoring_summarytotal;
        end if;
        return null;
    end $$;
    create trigger summary_forgets after update on accounts_area
        referencing old table as before new table as after
        for each statement execute function monitoring_area_renamed();
"""
# Without them a bucket, or a day, is looked for in the whole table
INDEXES = """
    create index referral_bucket on referrals_referral ((man_id >> 6));
    create index partner_bucket on iss_partnerfile ((id >> 6));
    create index support_bucket on iss_support ((file_id >> 6));
    create index session_bucket on programme_session ((id >> 6));
    create index his_promise_by_day on referrals_deadline (due_at);
    create index her_promise_by_day on iss_deadline (due_at);
    create index register_by_day on programme_deadline (due_at);
"""


def _function(table, always, updated):
    def said(queries, rows):
        each = (
            f"insert into monitoring_summarystale (family, bucket) {query.format(rows=rows)};"
            for query in queries
        )
        return " ".join(each) or "null;"

    both = "(select * from before union all select * from after)"
    return f"""
        create function monitoring_changed_{table}() returns trigger language plpgsql as $$
        begin
            if tg_op = 'INSERT' then {said(always, "after")}
            elsif tg_op = 'DELETE' then {said(always, "before")}
            else {said([*always, *updated], both)}
            end if;
            return null;
        end $$;
    """


def _triggers(table, always):
    for kind, seen in SEEN.items():
        if always or kind == "update":
            yield f"""
                create trigger summary_{kind} after {kind} on {table} {seen}
                for each statement execute function monitoring_changed_{table}();
            """


FORWARD = [
    *(_function(table, *queries) for table, queries in CHANGES.items()),
    *(trigger for table, (always, _) in CHANGES.items() for trigger in _triggers(table, always)),
    RENAMED,
    *(f"{line};" for line in INDEXES.split(";") if line.strip()),
]
BACK = [
    *(f"drop function monitoring_changed_{table}() cascade" for table in CHANGES),
    "drop function monitoring_area_renamed() cascade",
    *(f"drop index {line.split()[2]}" for line in INDEXES.split(";") if line.strip()),
]


class Migration(migrations.Migration):
    dependencies = [
        ("monitoring", "0009_the_promise_to_review"),
        ("referrals", "0018_questions_put_to_him"),
        ("iss", "0020_from_which_day"),
        ("programme", "0010_letters"),
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SummaryTotal",
            fields=[
                (
                    "family",
                    models.CharField(
                        choices=[
                            ("men", "Men and their referrals, by the key of the man"),
                            ("partners", "Partners, by the key of her file"),
                            ("sessions", "Sessions, by their key"),
                            ("days", "Promises, by the day on which they fall due"),
                        ],
                        max_length=8,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sums", models.JSONField(default=dict)),
                ("columns", models.JSONField(default=dict)),
                ("definition", models.CharField(max_length=64)),
                ("folded_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="SummaryPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "family",
                    models.CharField(
                        choices=[
                            ("men", "Men and their referrals, by the key of the man"),
                            ("partners", "Partners, by the key of her file"),
                            ("sessions", "Sessions, by their key"),
                            ("days", "Promises, by the day on which they fall due"),
                        ],
                        max_length=8,
                    ),
                ),
                ("bucket", models.BigIntegerField()),
                ("sums", models.JSONField()),
                ("next_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("next_at__isnull", False)),
                        fields=["next_at"],
                        name="sums_that_will_change",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("family", "bucket"), name="one_sum_of_a_bucket")
                ],
            },
        ),
        migrations.CreateModel(
            name="SummaryStale",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "family",
                    models.CharField(
                        choices=[
                            ("men", "Men and their referrals, by the key of the man"),
                            ("partners", "Partners, by the key of her file"),
                            ("sessions", "Sessions, by their key"),
                            ("days", "Promises, by the day on which they fall due"),
                        ],
                        max_length=8,
                    ),
                ),
                ("bucket", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["family", "bucket"], name="stale_buckets")],
            },
        ),
        migrations.RunSQL(FORWARD, BACK),
    ]
