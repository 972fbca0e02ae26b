"""Before PgBouncer in transaction mode (docs/decisions/0049): who goes through it, and nobody asks as the owner."""

import json

import pytest
from django.db import connection

from accounts.identity import SYSTEM, OwnsTheTables, acting_as
from accounts.models import User
from tests.stack.test_commands import run

ADDRESSES = {
    "DATABASE_URL": "postgresql://owner:word@server/dvpp",
    "DATABASE_POOL_URL": "postgresql://dvpp_web:word@pool:6432/dvpp",
}
SAY = "import json; from dvpp.settings import DATABASES as d; print(json.dumps(d['default']))"


def database_of(tmp_path, **environment):
    done = run("-c", SAY, data=tmp_path / "data", **ADDRESSES, **environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_pages_go_through_the_pool_and_say_nothing_that_it_would_refuse_or_lose(tmp_path):
    pages = database_of(tmp_path, DVPP_PROCESS="web")
    assert (pages["HOST"], pages["PORT"], pages["USER"]) == ("pool", "6432", "dvpp_web")
    assert pages["OPTIONS"] == {"assume_role": "dvpp_app"}
    assert pages["DISABLE_SERVER_SIDE_CURSORS"] is True


@pytest.mark.parametrize("process", ["", "migration"])
def test_whoever_works_for_the_service_goes_straight_to_the_server(tmp_path, process):
    worker = database_of(tmp_path, DVPP_PROCESS=process, DVPP_ASKS="system")
    assert (worker["HOST"], worker["USER"]) == ("server", "owner")
    assert "dvpp.user_id=system" in worker["OPTIONS"]["options"]


@pytest.fixture
def never_told():
    """A server process of the pool that was not told which role to take on."""
    with connection.cursor() as cursor:
        cursor.execute("set role none")
    yield
    connection.close()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("who", [None, "manager", SYSTEM])
def test_where_the_owner_of_the_tables_would_ask_nothing_is_answered(never_told, who):
    person = User(role="manager", pk=1) if who == "manager" else who
    with pytest.raises(OwnsTheTables), acting_as(person):
        pytest.fail("somebody was let in")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_page_there_is_an_error_and_shows_nothing(never_told, client):
    client.raise_request_exception = False
    assert client.get("/sign-in/").status_code == 500
