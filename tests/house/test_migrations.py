"""A migration is applied while people work: none holds them up, and the code that still runs works on what it leaves."""

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from .locks import HELD, MIXED, findings, held, sql_of, writes_data

# Landed before any site held a row: nobody waited for them, and none can be edited any more. Several would hold people
# up at a site that has rows (monitoring 0010 makes seven indexes in one go, referrals 0021 writes sixteen rows a file,
# row security changes every table of a room in one transaction);
# a site is begun with all of them (docs/operating.md, upgrading)
BEFORE_THE_FIRST_ROW = {
    "accounts": "0007_planned_once",
    "alerts": "0010_row_security",
    "audit": "0005_searched_by_person_and_case",
    "directory": "0001_initial",
    "intake": "0008_row_security",
    "iss": "0023_row_security",
    "joint": "0013_row_security",
    "knowledge": "0002_first_rows",
    "monitoring": "0013_row_security",
    "outcomes": "0003_edited_only_where_it_changes",
    "programme": "0012_row_security",
    "referrals": "0023_row_security",
    "texts": "0005_row_security",
    "timescales": "0013_emergencies_and_copies",
}
# {"room.0042_name": why nobody is held up by it although it looks so}
ACCEPTED: dict[str, str] = {
    "accounts.0008_each_role_its_own_policies": "has the table of people to itself twice, for a blink",
    "alerts.0013_the_digest_of_a_notice": "a key of a new column that is empty in every row is not checked",
}

UNSAFE = {
    'CREATE INDEX "by_name" ON "referrals_referral" ("name")': "index that stops writers",
    'CREATE UNIQUE INDEX "one" ON "referrals_referral" ("name") WHERE "x" IS NULL': "index that stops writers",
    'DROP INDEX IF EXISTS "by_name"': "index dropped under a lock",
    'ALTER TABLE "a" ADD CONSTRAINT "c" CHECK ("n" > 0)': "constraint checked in one go",
    'ALTER TABLE "a" ADD CONSTRAINT "c" UNIQUE ("n", "m")': "constraint checked in one go",
    'ALTER TABLE "a" ADD CONSTRAINT "c" FOREIGN KEY ("b_id") REFERENCES "b" ("id") DEFERRABLE': "constraint checked in one go",
    'ALTER TABLE "a" ADD COLUMN "b_id" bigint NULL CONSTRAINT "c" REFERENCES "b"("id"); SET CONSTRAINTS "c" IMMEDIATE': "key checked in one go",
    'ALTER TABLE "a" ADD COLUMN "n" integer NOT NULL': "column that old code leaves empty",
    'ALTER TABLE "a" ALTER COLUMN "n" DROP DEFAULT': "default taken away from a column that old code leaves empty",
    'ALTER TABLE "a" ADD COLUMN "u" uuid DEFAULT (gen_random_uuid()) NOT NULL': "rows written anew",
    'ALTER TABLE "a" ALTER COLUMN "n" TYPE bigint USING "n"::bigint': "type changed",
    'ALTER TABLE "a" ALTER COLUMN "n" SET NOT NULL': "column closed in one go",
    'ALTER TABLE "a" DROP COLUMN "n" CASCADE': "column taken away",
    'ALTER TABLE "a" RENAME COLUMN "n" TO "m"': "column renamed",
    'ALTER TABLE "a" RENAME TO "b"': "table renamed",
    'DROP TABLE "a" CASCADE': "table taken away",
    "LOCK TABLE a": "lock on everything",
    "VACUUM FULL a": "lock on everything",
}
SAFE = (
    'CREATE INDEX CONCURRENTLY "by_name" ON "referrals_referral" ("name")',
    'DROP INDEX CONCURRENTLY IF EXISTS "by_name"',
    'ALTER TABLE "a" ADD COLUMN "n" integer NULL',
    'ALTER TABLE "a" ADD COLUMN "n" integer DEFAULT 0 NOT NULL',
    'ALTER TABLE "a" ADD CONSTRAINT "c" CHECK ("n" > 0) NOT VALID',
    'ALTER TABLE "a" VALIDATE CONSTRAINT "c"',
    'ALTER TABLE "a" ADD CONSTRAINT "c" UNIQUE USING INDEX "one"',
    'ALTER TABLE "a" ALTER COLUMN "n" DROP NOT NULL',
    'ALTER TABLE "a" ALTER COLUMN "n" SET DEFAULT 1',
    'CREATE TABLE "a" ("id" bigint PRIMARY KEY, "n" integer NOT NULL)',
)


@pytest.mark.parametrize("statement", UNSAFE)
def test_what_holds_people_up_is_found(statement):
    assert [kind for kind, *_ in findings([statement])] == [UNSAFE[statement]]


@pytest.mark.parametrize("statement", SAFE)
def test_what_holds_nobody_up_passes(statement):
    assert findings([statement]) == []


def test_a_table_that_is_made_with_them_may_have_anything():
    made = [
        'CREATE TABLE "a" ("id" bigint)',
        'CREATE INDEX "i" ON "a" ("id")',
        'ALTER TABLE "a" ADD COLUMN "n" integer NOT NULL',
    ]
    assert findings(made) == []
    assert [kind for kind, *_ in findings(made[1:])] == [
        "index that stops writers",
        "column that old code leaves empty",
    ]


def test_data_and_schema_do_not_share_a_transaction():
    statement = 'ALTER TABLE "a" ADD COLUMN "n" integer NULL'
    assert [kind for kind, *_ in findings([statement], with_data=True)] == [MIXED]
    assert (
        findings(
            ['CREATE TABLE "b" ("id" bigint)', 'ALTER TABLE "b" ADD COLUMN "n" integer NULL'], with_data=True
        )
        == []
    )


ADDED = 'ALTER TABLE "a" ADD COLUMN "n" integer NULL; SET CONSTRAINTS "c" IMMEDIATE'
GUARDED = "drop policy if exists p on b; create policy p on b for all using (exists (select from a))"
MADE = 'CREATE TABLE "new" ("id" bigint)'


def test_a_table_is_changed_last_and_alone():
    for fine in (
        [MADE, ADDED],
        [ADDED],
        [GUARDED],
        [MADE, 'ALTER TABLE "new" ENABLE ROW LEVEL SECURITY', GUARDED],
    ):
        assert held(fine) == []
    for wrong in ([ADDED, MADE], [ADDED, GUARDED], [GUARDED, GUARDED.replace(" b ", " c ")]):
        assert [kind for kind, *_ in held(wrong)] == [HELD]


@pytest.mark.django_db
def test_no_migration_since_the_first_rows_holds_anybody_up():
    loader = MigrationLoader(connection, replace_migrations=False)
    wrong = {}
    for (room, name), migration in loader.disk_migrations.items():
        if room not in settings.ROOMS or name <= BEFORE_THE_FIRST_ROW.get(room, ""):
            continue
        state = loader.project_state([(room, name)], at_end=False)
        statements = sql_of(migration, state)
        found = findings(statements, with_data=writes_data(migration))
        found += held(statements) if migration.atomic else []
        if found and f"{room}.{name}" not in ACCEPTED:
            wrong[f"{room}.{name}"] = found
    assert wrong == {}


def test_what_is_listed_is_there():
    """A list that names what is not there would let something else pass."""
    loader = MigrationLoader(None)
    listed = [*BEFORE_THE_FIRST_ROW.items(), *(name.split(".") for name in ACCEPTED)]
    assert [entry for entry in listed if tuple(entry) not in loader.disk_migrations] == []
