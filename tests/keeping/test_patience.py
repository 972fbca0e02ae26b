"""Nobody waits for the database without end: pages say so and can be sent again, migrations let people go first."""

import threading

import pytest
from django.conf import settings as site
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.test import Client, override_settings
from django.urls import path, reverse

from dvpp.urls import handler500 as handler500
from dvpp.urls import urlpatterns as real
from tests.stack.test_commands import run

ASK = """
from django.db import connection
with connection.cursor() as cursor:
    for name in ("statement_timeout", "lock_timeout"):
        cursor.execute("show " + name)
        print(cursor.fetchone()[0])
"""


def held(request):
    with connection.cursor() as cursor:
        cursor.execute("set local statement_timeout = 50")
        cursor.execute("select pg_sleep(5)")


def broken(request):
    with connection.cursor() as cursor:
        cursor.execute("select 1 / 0")


urlpatterns = [*real, path("held", held), path("broken", broken)]


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(
    ("page", "status", "said"),
    [("held", 503, b"send it again"), ("broken", 500, b"problem with the service")],
)
def test_a_page_that_takes_too_long_says_so_and_can_be_sent_again(page, status, said):
    client = Client(raise_request_exception=False)
    answer = client.get(f"/{page}")
    assert answer.status_code == status
    assert said in answer.content
    assert ("Retry-After" in answer.headers) is (status == 503)
    # and the next one is served as ever
    assert client.get(reverse("account_login")).status_code == 200


def test_what_serves_pages_waits_shortly_and_everything_else_takes_its_time():
    asked = {"web": "import dvpp.wsgi\n" + ASK, "else": "import django\ndjango.setup()\n" + ASK}
    found = {}
    for name, code in asked.items():
        here = {"DVPP_DB_ROLE": "owner", "DJANGO_SETTINGS_MODULE": "dvpp.settings"}
        done = run("-c", code, data=site.DATA.root, **here)
        assert done.returncode == 0, done.stderr
        found[name] = done.stdout.split()
    assert found == {"web": ["20s", "5s"], "else": ["0", "0"]}


def _change_a_table(self, *arguments, **options):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role none")
        cursor.execute("set local lock_timeout = 50")
        cursor.execute(ALONE)


def _change_it_at_the_end(self, *arguments, **options):
    """As Django makes keys: after everything else of the migration."""
    with connection.schema_editor() as editor:
        editor.execute("set local role none")
        editor.execute("set local lock_timeout = 50")
        editor.deferred_sql.append(ALONE)


ALONE = "lock table django_session in access exclusive mode"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("change", [_change_a_table, _change_it_at_the_end])
def test_a_migration_lets_people_finish_and_goes_on_then(monkeypatch, capsys, change):
    """A worker holds the table; the migration gives up after a moment, and has its turn when the table is free."""
    monkeypatch.setattr("django.core.management.commands.migrate.Command.handle", change)
    busy, done = threading.Event(), threading.Event()

    def work():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("insert into django_session values ('a', 'b', now())")
            busy.set()
            done.wait(10)
        connection.close()

    worker = threading.Thread(target=work)
    worker.start()
    busy.wait(10)
    with override_settings(MIGRATION_WAITS=(0.01, 0.01)), pytest.raises(CommandError, match="never free"):
        call_command("migrate")
    threading.Timer(0.5, done.set).start()
    with override_settings(MIGRATION_WAITS=(0.2,) * 20):
        call_command("migrate")
    worker.join()
    assert "Trying again" in capsys.readouterr().err
