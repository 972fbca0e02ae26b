"""The second wall: row security in the database, under ``visible_to`` (docs/decisions/0034)."""

import ast
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from accounts.database_roles import APP, DATABASE_ROLES
from intake.models import Draft
from iss.models import PartnerFile
from referrals.models import Man, Referral
from tests.house.test_architecture import ROOT, is_view, sources

pytestmark = pytest.mark.django_db

# What holds rows of a file without a key to one
BESIDES = {
    "accounts_keptform",
    "alerts_alert",
    "alerts_climb",
    "alerts_notice",
    "iss_occasion",
    "iss_supportgroup",
    "joint_meeting",
    "joint_meeting_attended",
    "monitoring_casestudy",
    "monitoring_extract",
    "monitoring_loadedrow",
    "texts_text",
}


def models_of_files():
    """Every model from which keys lead to him, to her or to a draft of both, and what joins such models to others."""
    found = {Man, Referral, PartnerFile, Draft}
    every = [
        model for model in apps.get_models(include_auto_created=True) if model._meta.app_label != "pghistory"
    ]
    while True:
        more = {
            model
            for model in every
            if any(field.is_relation and field.related_model in found for field in model._meta.local_fields)
        }
        if more <= found:
            return found
        found |= more


def tables_of_files():
    return sorted({model._meta.db_table for model in models_of_files()} | BESIDES)


def asked(query, values=()):
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def rows(table):
    return asked(f"select count(*) from {table}")[0][0]


def test_every_table_that_holds_rows_of_a_file_is_guarded():
    """A new one gets ``guard(...)`` of accounts/rows.py in the migration that makes it."""
    guarded = dict(
        asked(
            "select relname, (select count(*) from pg_policy where polrelid = pg_class.oid) from pg_class "
            "where relrowsecurity and relnamespace = 'public'::regnamespace"
        )
    )
    assert [table for table in tables_of_files() if not guarded.get(table)] == []
    assert len(tables_of_files()) > 90


def test_a_table_that_is_not_guarded_is_found():
    connection.cursor().execute("set local role none")
    connection.cursor().execute("alter table referrals_child disable row level security")
    connection.cursor().execute("set local role dvpp_service")
    with pytest.raises(AssertionError, match="referrals_child"):
        test_every_table_that_holds_rows_of_a_file_is_guarded()


def test_no_policy_looks_a_person_up_again_for_each_row():
    """What depends on the person alone stands in a subselect: worked out once a query."""
    for table, seen in asked(
        "select polrelid::regclass::text, pg_get_expr(polqual, polrelid) from pg_policy order by 1"
    ):
        for asks in ("dvpp_role", "dvpp_me", "dvpp_service", "dvpp_areas", "dvpp_team", "dvpp_organisation"):
            bare = seen.replace("( SELECT ", "(SELECT ").count(f"{asks}()") - seen.count(
                f"SELECT {asks}() AS"
            )
            bare -= seen.count(f"SELECT ({asks}()")
            assert bare == 0, f"{table}: {asks} in {seen}"


def test_what_a_policy_asks_of_the_person_is_not_taken_apart_in_every_question():
    """A function in SQL would be, and questions would take twice as long to be planned."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select proname from pg_proc join pg_language l on l.oid = prolang"
            " where proname like 'dvpp%' and lanname = 'sql' and not prosecdef"
        )
        assert cursor.fetchall() == []


def test_no_role_that_serves_the_site_owns_anything_or_can_pass():
    for role in (APP, *DATABASE_ROLES):
        flags = "rolsuper, rolbypassrls, rolcanlogin, rolcreaterole, rolcreatedb"
        assert asked(f"select {flags} from pg_roles where rolname = %s", [role]) == [(False,) * 5]
        assert asked("select relname from pg_class where relowner = %s::regrole", [role]) == []
        assert asked("select proname from pg_proc where proowner = %s::regrole", [role]) == []


def test_a_view_in_the_database_would_not_read_with_its_owners_eyes():
    views = asked(
        "select relname, coalesce(reloptions::text, '') from pg_class "
        "where relkind = 'v' and relnamespace = 'public'::regnamespace"
    )
    assert [name for name, options in views if "security_invoker=true" not in options] == []


# Where the service acts, by name

# module: functions in which somebody reaches beyond their own rows; the reason stands beside each
READERS = {
    "alerts/reached.py": {"reached"},
    "intake/again.py": {"_told_by_a_stranger"},
    "intake/desk/alike.py": {"both_described", "duplicates", "how_many_alike", "may_be_he", "the_other_of"},
    "intake/desk/checking.py": {"held_details"},
    "intake/desk/merging.py": {"consequences", "his_other_referrals"},
    "intake/kept.py": {"unfinished_of"},
    "joint/actions/issuing.py": {"what_is_missing"},
    "joint/conflicts.py": {"recorded"},
    "joint/following/facts.py": {"_survivors"},
    "joint/his_file/there.py": {"_what_there_is"},
    "joint/pairing.py": {"services_of"},
    "joint/partners/reading.py": {"partner_of", "partners_of"},
    "joint/pulse/pooled.py": {"callouts", "pulse_lines"},
    "joint/reports/drafting.py": {"mentions_both"},
    "joint/reports/record.py": {"risks"},
    "joint/reports/wall.py": {"look"},
    "joint/reviews/reading.py": {"measures_in_words"},
    "joint/voices/reading.py": {"voices_of"},
    "knowledge/quiet.py": {"team_lines"},
    "monitoring/cover.py": {"why_not"},
    "monitoring/figures/__init__.py": {"compute"},
    "monitoring/figures/facts.py": {"_ask"},
    "monitoring/glass/reading.py": {"file_of", "glass_of", "to_review"},
    "monitoring/people.py": {"follows_no_more"},
    "monitoring/quality/counting.py": {"count"},
    "monitoring/quarters/counting.py": {"asked"},
    "monitoring/quarters/page.py": {"page"},
    "monitoring/retention/due.py": {"due"},
    "monitoring/retention/reading.py": {"held_and_decided", "record_of"},
    "monitoring/returns/reading.py": {"waiting_studies"},
    "monitoring/running/reading.py": {"parts"},
    "monitoring/signing_in/leaving.py": {"left_behind"},
    "monitoring/subject_access/reading.py": {"subject_of", "with_whose_it_is"},
    "monitoring/summary/families.py": {"counted", "next_change"},
    "monitoring/theory/benchmark.py": {"evidence"},
    "monitoring/theory/completeness.py": {"taken"},
    "programme/catching_up.py": {"visitors_of"},
    "programme/fitting.py": {"facts_of_groups", "facts_of_men"},
    "programme/milestones.py": {"milestones_of"},
    "referrals/became.py": {"his_file"},
    "referrals/following.py": {
        "_authorities_of",
        "_who_follow",
        "had_from",
        "how_many_followed",
        "numbers_of",
    },
    "referrals/likeness/finding.py": {"_sharing", "_told_apart"},
    "referrals/measuring/addresses.py": {"find"},
    "referrals/reaching.py": {"languages_of_men"},
}


def decorators(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            for each in node.decorator_list:
                yield node, ast.unparse(each.func if isinstance(each, ast.Call) else each), each


def test_every_reader_that_reaches_beyond_the_person_is_named_here():
    found = {}
    for path, tree in sources():
        name = str(path.relative_to(ROOT))
        for function, decorator, call in decorators(tree):
            if decorator == "for_the_service":
                assert len(call.args[0].value) > 20, f"{name}: {function.name} does not say why"
                found.setdefault(name, set()).add(function.name)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "acting_for_the_service":
                assert name == "accounts/acting.py", (
                    f"{name}:{node.lineno} lifts itself in the middle of a function"
                )
    assert found == READERS


# Rounds of the clock, whoever rings them; numbers for whoever carries the token of Prometheus; the demonstration's own
# clock, which everybody may look at and move
ROUNDS = {
    "demonstration/visiting/happened.py",
    "demonstration/visiting/moving.py",
    "monitoring/rounds.py",
    "monitoring/chasing.py",
    "monitoring/extract/making.py",
    "monitoring/foi/actions.py",
    "monitoring/papers/making.py",
    "monitoring/returns/actions.py",
    "monitoring/running/views.py",
    "monitoring/signing_in/kept.py",
    "monitoring/signing_in/sessions.py",
    "monitoring/signing_in/unused.py",
}


def test_only_the_clock_a_task_and_a_command_ask_as_the_service():
    found = set()
    for path, tree in sources():
        called = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        by_clock = path.name == "tasks.py" or "commands" in path.parts or "benchmark" in path.parts
        if "acting_as(SYSTEM)" in called and not by_clock:
            found.add(str(path.relative_to(ROOT)))
    assert found == ROUNDS


def test_no_view_reaches_beyond_the_person():
    for path, tree in sources():
        if is_view(path):
            lifted = [function.name for function, decorator, _ in decorators(tree) if "service" in decorator]
            assert lifted == [], path


def test_an_act_is_one_act():
    """Whoever is let through to an act does not reach as far as the act: ``@one_act``, never ``@transaction.atomic``."""
    for path, tree in sources():
        if "commands" not in path.parts:
            for function, decorator, _ in decorators(tree):
                where = f"{path.relative_to(ROOT)}: {function.name}"
                assert decorator != "transaction.atomic", where
                assert not (decorator == "one_act" and is_view(path)), where


def test_a_worker_is_the_service_where_nobody_is_said_to_ask(monkeypatch):
    """A sweep that were nobody would find nothing that is overdue, and say so to nobody."""
    from dvpp.celery import work_for_the_service

    options = {"options": "-c lock_timeout=1", "assume_role": "dvpp_app"}
    its = SimpleNamespace(settings_dict={"OPTIONS": options}, close=lambda: None)
    monkeypatch.setattr("accounts.identity.connection", its)
    work_for_the_service()
    assert its.settings_dict["OPTIONS"]["options"] == "-c lock_timeout=1 -c dvpp.user_id=system"
    assert its.settings_dict["OPTIONS"]["assume_role"] == "dvpp_service"


def test_a_command_is_the_service_and_a_page_is_not():
    assert 'setdefault("DVPP_ASKS", "system")' in (ROOT / "manage.py").read_text()
    assert "DVPP_ASKS" not in (ROOT / "dvpp" / "wsgi.py").read_text()
