"""Figures from a streaming replica (docs/decisions/0052): which pages ask it, as whom, and what is said of its age.

The replica here is a second connection to the same database, whose standing the test says; that it follows is tried with
real servers by ``python -m tests.hosts --only replica``.
"""

from contextlib import ExitStack, contextmanager
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, connections
from django.db.utils import OperationalError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.database import REPLICA, asking, database
from accounts.identity import OwnsTheTables, acting_as
from dvpp import checks
from dvpp.databases import replica as as_a_replica
from monitoring import replica
from monitoring.figures import Audience, Period, compute
from monitoring.replica import Standing, State, from_the_replica
from referrals.models import Referral
from tests.world import World

NOW = timezone.now()
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
OLD = "from a copy of the database"
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True, databases=["default", REPLICA])


@pytest.fixture(scope="module", autouse=True)
def described(django_db_setup):
    """Before a test says which databases it asks. A mirror is not emptied by Django: it is the same tables."""
    own = connection.settings_dict
    there = as_a_replica("postgresql:///x", {})["OPTIONS"] | {"passfile": own["OPTIONS"]["passfile"]}
    connections.settings[REPLICA] = own | {"OPTIONS": there, "TEST": own["TEST"] | {"MIRROR": "default"}}
    yield
    del connections.settings[REPLICA]


@pytest.fixture
def stands(settings, monkeypatch):
    """The replica is asked; called with a standing, that is how it stands from then on."""
    settings.DATABASE_ROUTERS = ["accounts.database.Router"]

    def stand(state, as_at=None):
        monkeypatch.setattr(replica, "how_it_stands", lambda *, at: Standing(state, as_at))

    stand(State.CURRENT)
    yield stand
    connections[REPLICA].close()
    del connections[REPLICA]
    replica._silent_until.clear()


@pytest.fixture
def world(db):
    return World(NOW)


@contextmanager
def asked_of_each():
    """{alias: what was asked there}."""
    with ExitStack() as stack:
        found = {each.alias: stack.enter_context(CaptureQueriesContext(each)) for each in connections.all()}
        yield found


def counts(asked):
    """The questions that count files of men."""
    return [each["sql"] for each in asked.captured_queries if "referrals_referral" in each["sql"]]


def pages_of_figures(world):
    now = timezone.localdate()
    quarter = (now.year if now.month > 3 else now.year - 1, (now.month - 4) // 3 % 4 + 1)
    return [
        (world.manager, reverse("overview")),
        (world.manager, reverse("figures")),
        (world.manager, reverse("quarter", args=quarter)),
        (world.opcc, reverse("overview")),
        (world.iss_manager, reverse("figures")),
        (world.social_worker, reverse("area_figures")),
    ]


def test_pages_of_figures_count_in_the_replica_and_nowhere_else(client, world, stands):
    world.attended()
    for person, page in pages_of_figures(world):
        client.force_login(person)
        with asked_of_each() as asked:
            answer = client.get(page)
        assert answer.status_code == 200, page
        assert counts(asked[REPLICA]), page
        assert not counts(asked["default"]), page
        assert OLD not in answer.content.decode()


def test_what_somebody_acts_on_is_never_asked_there(client, world, stands):
    him = world.attended()
    pages = [
        (world.manager, him.get_absolute_url()),
        (world.spoc, reverse("home")),
        (world.spoc, reverse("inbox")),
        (world.manager, reverse("home")),
        (world.manager, reverse("quality")),
        (world.manager, reverse("referrals")),
        (world.opcc, reverse("home")),
        (world.iss_manager, reverse("home")),
        (world.manager, reverse("counted_cases", args=["fig13/referrals"])),
    ]
    for person, page in pages:
        client.force_login(person)
        with asked_of_each() as asked:
            assert client.get(page).status_code == 200, page
        assert asked[REPLICA].captured_queries == [], page


def test_nobody_meets_a_file_there_until_somebody_asks(world, stands):
    world.attended()
    with asking(REPLICA):
        assert Referral.objects.count() == 0
        with acting_as(world.manager):
            assert Referral.objects.count() == 1
        with acting_as(world.opcc):
            assert Referral.objects.count() == 0
        assert Referral.objects.count() == 0


def test_a_login_that_owns_the_tables_is_not_answered_there(world, stands):
    with asking(REPLICA):
        with database().cursor() as cursor:
            cursor.execute("set role none")
        with pytest.raises(OwnsTheTables), acting_as(world.manager):
            pytest.fail("somebody was let in")


def test_a_page_counts_from_one_snapshot(world, stands):
    """What comes while it counts is in none of its numbers, or in all."""
    world.attended()

    def twice():
        first = compute(Period(), Audience.INTERNAL)
        with asking("default"), acting_as(world.manager):
            world.received()
        return first, compute(Period(), Audience.INTERNAL)

    (first, second), _ = from_the_replica(twice, user=world.manager, at=NOW)
    assert first == second
    assert compute(Period(), Audience.INTERNAL) != first


def test_what_is_written_goes_where_it_is_written_though_figures_are_counted(world, stands):
    with asking(REPLICA):
        assert Referral.objects.all().db == REPLICA
        with CaptureQueriesContext(connection) as here:
            Referral.objects.filter(pk=0).update(owes=False)
    assert len(here) == 1


def test_it_says_of_when_its_numbers_are(client, world, stands):
    stands(State.BEHIND, NOW - 3 * MINUTE)
    for person, page in pages_of_figures(world):
        client.force_login(person)
        text = client.get(page).content.decode()
        exact = timezone.localtime(NOW - 3 * MINUTE).isoformat(timespec="minutes")
        assert OLD in text, page
        assert exact in text, page


@pytest.mark.parametrize("state", [State.TOO_OLD, State.AWAY, State.WRITES])
def test_where_it_will_not_do_the_numbers_are_those_of_now(client, world, stands, state):
    stands(state)
    client.force_login(world.manager)
    with asked_of_each() as asked:
        text = client.get(reverse("figures")).content.decode()
    assert counts(asked["default"])
    assert asked[REPLICA].captured_queries == []
    assert OLD not in text


def test_where_it_breaks_off_everything_is_counted_again_and_it_is_left_alone(world, stands):
    asked = []

    def find():
        asked.append(database().alias)
        if asked == [REPLICA]:
            raise OperationalError("terminating connection due to administrator command")
        return len(asked)

    assert from_the_replica(find, user=world.manager, at=NOW) == (2, None)
    assert asked == [REPLICA, "default"]
    from_the_replica(find, user=world.manager, at=NOW + 9 * SECOND)
    from_the_replica(find, user=world.manager, at=NOW + 10 * SECOND)
    assert asked[2:] == ["default", REPLICA]


def test_what_is_wrong_in_us_is_wrong_there_too(world, stands):
    def find():
        with database().cursor() as cursor:
            cursor.execute("select nothing_of_this_name")

    with pytest.raises(DatabaseError):
        from_the_replica(find, user=world.manager, at=NOW)


def test_what_follows_nobody_is_no_replica(world, stands, monkeypatch):
    monkeypatch.undo()
    assert replica.how_it_stands(at=NOW) == Standing(State.WRITES)
    assert [each.id for each in checks.the_replica_is_ours(None)] == ["dvpp.E001"]


def test_where_nobody_answers_it_is_away(world, stands, monkeypatch):
    monkeypatch.undo()
    connections[REPLICA].settings_dict["HOST"] = "/nowhere"
    assert replica.how_it_stands(at=NOW) == Standing(State.AWAY)
    assert [each.id for each in checks.the_replica_is_ours(None)] == ["dvpp.W001"]
