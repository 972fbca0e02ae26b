"""The database asks each role its own (docs/decisions/0046): who is taken on, for how long, and what policies are left."""

import pytest
from django.db import Error, ProgrammingError, connection, transaction

from accounts.acting import acting_for_the_service
from accounts.database_roles import APP, DATABASE_ROLES, MAKE, PEOPLE, SERVICE
from accounts.identity import SYSTEM, acting_as, identify
from accounts.models import User
from accounts.policies import admit, for_each_role, guarded, put_together, take_apart
from accounts.roles import Role
from accounts.rows import ME, guard, window
from accounts.rows import role as of_role
from referrals.models import Child
from tests.house.test_row_security import asked, rows, tables_of_files
from tests.house.test_walls_between_people import of_a_page
from tests.world import World

pytestmark = pytest.mark.django_db

POLICIES = "select tablename, policyname, roles::text, qual from pg_policies order by 1, 2"


@pytest.fixture
def world():
    return World()


def taken_on():
    return asked("select current_user::text")[0][0]


# Who is taken on


def test_there_is_one_role_of_the_database_for_each_role():
    assert set(PEOPLE) == set(Role.values)


def test_each_has_the_rights_of_the_application_and_the_application_is_none_of_them():
    for role in DATABASE_ROLES:
        assert asked("select pg_has_role(%s, %s, 'usage')", [role, APP]) == [(True,)]
        assert asked("select pg_has_role(%s, %s, 'member')", [APP, role]) == [(False,)]
        for other in set(DATABASE_ROLES) - {role}:
            assert asked("select pg_has_role(%s, %s, 'member')", [role, other]) == [(False,)]


@pytest.mark.parametrize("role", Role.values)
def test_whoever_asks_is_taken_on_as_what_they_are(world, role):
    person = User.objects.filter(role=role).first()
    with acting_as(person):
        assert taken_on() == f"dvpp_{role}"
    assert taken_on() == SERVICE


def test_nobody_somebody_unknown_and_somebody_who_has_left_are_taken_on_as_nobody(world):
    User.objects.filter(pk=world.spoc.pk).update(is_active=False)
    for who in ("", "0", "999999999", str(world.spoc.pk), "nonsense"):
        with transaction.atomic():
            asked("select dvpp_ask(%s)", [who])
            assert taken_on() == APP, who
            assert {table: rows(table) for table in tables_of_files() if rows(table)} == {}, who
            transaction.set_rollback(True)


def test_a_role_that_nobody_has_heard_of_is_nobody(world):
    with acting_as(world.manager):
        asked("select set_config('dvpp.role', 'owner', true), dvpp_act('')")
        assert taken_on() == APP


def test_acts_lie_within_acts_and_each_leaves_what_it_found(world):
    with acting_as(world.facilitator):
        with acting_for_the_service("a test of acts"):
            with acting_for_the_service("an act within it"):
                assert taken_on() == SERVICE
            with acting_as(world.iss_worker):
                assert taken_on() == "dvpp_iss_worker"
                with acting_as(None):
                    assert taken_on() == APP
                assert taken_on() == "dvpp_iss_worker"
            assert taken_on() == SERVICE
        assert taken_on() == "dvpp_facilitator"


def test_a_savepoint_that_is_undone_takes_with_it_whoever_was_taken_on(world):
    with acting_as(world.facilitator):
        for who in (world.manager, SYSTEM):
            with pytest.raises(ZeroDivisionError), acting_as(who):
                raise ZeroDivisionError
            assert taken_on() == "dvpp_facilitator"
        with pytest.raises(ZeroDivisionError), acting_for_the_service("a test of acts"):
            raise ZeroDivisionError
        assert taken_on() == "dvpp_facilitator"


def test_somebody_signed_out_in_the_middle_of_an_act_is_not_taken_on_again_at_its_end(world):
    with acting_as(world.manager):
        with acting_for_the_service("a test of acts"):
            identify(None)
            assert taken_on() == APP
        assert taken_on() == APP


@pytest.fixture
def reused(monkeypatch):
    fresh = of_a_page()
    fresh.ensure_connection()
    yield fresh
    fresh.close()


def somebody_new(cursor, role):
    """On that connection alone: whom the test arranges, another connection does not see."""
    cursor.execute(
        "insert into accounts_organisation (name, kind, phone) values ('x', 'my_time', '') returning id"
    )
    [organisation] = cursor.fetchone()
    person = User(role=role, email=f"{role}@nowhere.example", name="", organisation_id=organisation)
    fields = [field for field in User._meta.concrete_fields if not field.primary_key]
    columns, places = ", ".join(field.column for field in fields), ", ".join("%s" for _ in fields)
    values = [getattr(person, field.attname) for field in fields]
    cursor.execute(f"insert into accounts_user ({columns}) values ({places}) returning id", values)
    return cursor.fetchone()[0]


@pytest.mark.parametrize("breaks", [False, True])
def test_of_one_person_nothing_is_left_on_a_connection_that_another_uses(reused, breaks):
    """Also where the transaction broke in which the first of them asked."""
    left = (
        "select current_user::text, coalesce(current_setting('dvpp.role', true), ''), dvpp_me(), dvpp_areas()"
    )
    with reused.cursor() as cursor:
        for role in ("manager", "iss_worker", "dpo"):
            cursor.execute("begin")
            who = somebody_new(cursor, role)
            cursor.execute("select dvpp_ask(%s)", [str(who)])
            cursor.execute(left)
            assert cursor.fetchone() == (f"dvpp_{role}", role, who, [])
            if breaks:
                with pytest.raises(Error, match="division"):
                    cursor.execute("select 1 / 0")
            cursor.execute("rollback")
            cursor.execute(left)
            assert cursor.fetchone() == (APP, "", None, [])


def test_a_login_of_something_else_can_take_on_none_of_them():
    with connection.cursor() as cursor:
        cursor.execute("set local role none")
        cursor.execute(
            "create role a_report_of_somebody_else nologin; grant a_report_of_somebody_else to current_user"
        )
        for role in (APP, *DATABASE_ROLES):
            cursor.execute("select pg_has_role('a_report_of_somebody_else', %s, 'set')", [role])
            assert cursor.fetchone() == (False,)
        transaction.set_rollback(True)


def test_roles_are_made_again_without_harm_and_whoever_may_be_the_application_may_be_each():
    with connection.cursor() as cursor:
        cursor.execute("set local role none")
        cursor.execute("create role another_login nologin; grant dvpp_app to another_login")
        cursor.execute(MAKE)
        cursor.execute(MAKE)
        for role in DATABASE_ROLES:
            cursor.execute("select pg_has_role('another_login', %s, 'set')", [role])
            assert cursor.fetchone() == (True,)
        transaction.set_rollback(True)


def test_where_roles_are_missing_and_may_not_be_made_it_says_where_to_read():
    with connection.cursor() as cursor:
        cursor.execute(MAKE)  # as somebody who may make none: nothing is missing
        cursor.execute("set local role none")
        cursor.execute("create role another_login nologin; grant dvpp_app to another_login")
        cursor.execute("set local role dvpp_service")
        with pytest.raises(ProgrammingError, match=r"docs/operating\.md"):
            cursor.execute(MAKE)
        transaction.set_rollback(True)


# What policies are left


def test_no_policy_lets_anybody_through_who_is_no_role_of_ours():
    wide = "select polrelid::regclass::text, polname from pg_policy where polpermissive and "
    listed = ", ".join(f"'{role}'::regrole" for role in DATABASE_ROLES)
    assert asked(f"{wide} not polroles::oid[] <@ array[{listed}]::oid[]") == []
    for _, called, _, condition in asked(
        POLICIES.replace(" order", " where permissive = 'PERMISSIVE' order")
    ):
        assert "dvpp_role()" not in condition, called
        assert "dvpp_service()" not in condition, called


def test_the_service_meets_every_row_at_no_price():
    of_it = asked("select tablename, qual from pg_policies where 'dvpp_service' = any(roles)")
    assert {table for table, _ in of_it} >= set(tables_of_files())
    assert {condition for _, condition in of_it} == {"true"}
    [(plan,)] = asked("explain (costs off, format json) select * from referrals_deadline")
    assert "Filter" not in str(plan)


def test_taken_apart_and_put_together_and_apart_again_a_policy_is_the_same(world):
    before = asked(POLICIES)
    with connection.cursor() as cursor:
        cursor.execute("set local role none")
        for way in (put_together, take_apart):
            for table in guarded(cursor):
                way(cursor, table)
            assert (asked(POLICIES) == before) == (way is take_apart)


def test_a_new_role_meets_the_rows_that_the_one_named_meets_and_to_be_told_twice_changes_nothing():
    said_to = "select tablename, qual from pg_policies where %s = any(roles) order by 1, 2"
    with connection.cursor() as cursor:
        cursor.execute("set local role none")
        cursor.execute("create role dvpp_newcomer nologin; grant dvpp_app to dvpp_newcomer")
        assert asked(said_to, ["dvpp_newcomer"]) == []
        cursor.execute(admit("dvpp_newcomer", like="dvpp_spoc"))
        assert asked(said_to, ["dvpp_newcomer"]) == asked(said_to, ["dvpp_spoc"]) != []
        after = asked(POLICIES)
        cursor.execute(admit("dvpp_newcomer", like="dvpp_spoc"))
        assert asked(POLICIES) == after
        transaction.set_rollback(True)


SEEN = """((( SELECT dvpp_service() AS dvpp_service) OR (( SELECT (dvpp_role() = 'manager'::text)) OR
(( SELECT (dvpp_role() = ANY (ARRAY['spoc'::text, 'dpo'::text]))) AND ((a = 'b) or (''c'::text) OR "and" OR (NOT d))))))"""


def test_each_role_is_left_its_own_question_and_the_others_none():
    left = "((a = 'b) or (''c'::text) or (\"and\") or (NOT d))"
    assert for_each_role(SEEN) == {"true": [SERVICE, "dvpp_manager"], left: ["dvpp_spoc", "dvpp_dpo"]}


@pytest.mark.parametrize(
    ("seen", "roles"),
    [
        ("false", {}),
        ("((SELECT dvpp_service() AS dvpp_service) OR false)", {"true": [SERVICE]}),
        ("(( SELECT (dvpp_role() = 'opcc'::text)) AND true)", {"true": ["dvpp_opcc"]}),
        (
            "(EXISTS ( SELECT FROM a WHERE (b OR c)))",
            {"(EXISTS ( SELECT FROM a WHERE (b OR c)))": [*DATABASE_ROLES]},
        ),
    ],
)
def test_what_is_known_is_answered_and_what_is_not_stays(seen, roles):
    assert for_each_role(seen) == roles


def test_a_bracket_that_is_not_closed_is_no_policy():
    with pytest.raises(ValueError, match="not closed"):
        for_each_role("(a or b")


def test_what_is_guarded_from_now_on_is_taken_apart_as_it_is_made_and_goes_again():
    """In whatever order: the window is laid on, the guard is written anew, the window is taken back."""
    table, found = (
        "a_new_table",
        f"{POLICIES.partition(' order')[0]} where tablename = 'a_new_table' order by 2",
    )
    with connection.cursor() as cursor:
        cursor.execute("set local role none")
        cursor.execute(f"create table {table} (id bigint, person_id bigint)")
    first, second = guard(table, of_role("manager")), guard(table, f"person_id = {ME}")
    through = window(table, "through", of_role("dpo", "opcc"))

    def laid(step, way="database_forwards"):
        with connection.schema_editor(atomic=False) as editor:
            getattr(step, way)("accounts", editor, None, None)
        return {name: set(roles.strip("{}").split(",")) for _, name, roles, _ in asked(found)}

    assert laid(first) == {"rows_for_service": {SERVICE, "dvpp_manager"}}
    assert laid(through).keys() == {"rows_for_service", "through_for_opcc"}
    assert laid(second)["rows_for_service"] == {SERVICE}
    assert laid(through, "database_backwards").keys() == {"rows_for_service", "rows_for_manager"}
    assert laid(second, "database_backwards") == {}
    assert asked("select relrowsecurity from pg_class where relname = %s", [table]) == [(False,)]


def test_a_policy_that_restricts_is_left_as_it_was():
    with connection.cursor() as cursor:
        cursor.execute("set local role none")
        cursor.execute("create policy besides on iss_dash as restrictive using (id > 0)")
        take_apart(cursor, "iss_dash")
        put_together(cursor, "iss_dash")
    [(roles, condition)] = asked("select roles::text, qual from pg_policies where policyname = 'besides'")
    assert (roles, condition) == ("{public}", "(id > 0)")


def test_nobody_writes_what_they_may_not_read(world):
    child = {"referral": world.on_programme(), "plan": Child.Plan.NONE}
    with acting_as(world.opcc), pytest.raises(ProgrammingError, match="row-level security"):
        Child.objects.create(**child)
