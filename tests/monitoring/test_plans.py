"""No page reads a table whole that grows with the cases, nor many more rows than it shows."""

from contextlib import contextmanager

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.identity import SYSTEM, acting_as
from demonstration.benchmark import pages, region
from demonstration.benchmark.plans import plan_of, plans
from demonstration.benchmark.site import Browser, handlers
from monitoring.models.summary import Family
from monitoring.summary.families import SHIFT, counted, next_change
from tests.proof import size

pytestmark = [pytest.mark.django_db, pytest.mark.proof]
CASES = size(short=6000, whole=100_000)
SHOWN, TIMES = 25, 10
DUE = 'ORDER BY "referrals_deadline"."due_at"'
STEPS = 'FROM "referrals_statuschange" INNER JOIN'
# What looks at more, and why that is not the region
MORE = {
    "search by name": "of two names every file of the rarer",
    "home of the ISS": "the files that are or were the worker's own",
    "her list": "the promises of files that are hers, and the counts above it, of the worker's whole caseload",
    "search by beginning": "every file with the word, where it is rare",
}
# What reads as much as there is, as those who ask it: not mended yet
ALL = {
    "home of a facilitator": "the files that ever were one's own and ended: of which a report is to come",
    "home of the manager": "men, whom at six thousand it is shorter to read than to look up; no longer at twenty",
}
WHOLE = {"home of the manager": {"referrals_man"}}


@pytest.fixture(scope="module")
def looked(django_db_setup, django_db_blocker):
    """{page: its plans}, in a filled region that is undone again."""
    with django_db_blocker.unblock():
        made_anew()
    with django_db_blocker.unblock(), transaction.atomic(), kept_open():
        fill(CASES)
        yield {name: plans(queries, person) for name, person, queries in asked()}
        transaction.set_rollback(True)


@contextmanager
def kept_open():
    """Requests end without closing the connection, whose transaction holds the region."""
    ends = (request_started, request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield
    for signal in ends:
        signal.connect(close_old_connections)


def made_anew():
    """Without what thousands of tests before have left dead in it: pages of nothing turn plans."""
    with as_the_owner(), connection.cursor() as cursor:
        cursor.execute("vacuum full")


def fill(cases):
    """By the owner of the tables: the role that serves the site may not change them."""
    with as_the_owner():
        region.fill(cases, today=timezone.localdate())


@contextmanager
def as_the_owner():
    with connection.cursor() as cursor:
        cursor.execute("reset role")
        yield
        cursor.execute("set role dvpp_service")


def asked(names=tuple(pages.PAGES)):
    people, places = pages.looking()
    ours, _ = handlers()
    for name, page in ((name, pages.PAGES[name]) for name in names):
        browser, address = Browser(people[page.role]), page.address.format(**places)
        browser.get(ours, address)
        yield name, browser.user, browser.queries(ours, address)


@pytest.mark.parametrize("name", pages.PAGES)
def test_no_page_reads_a_growing_table_whole(looked, name):
    read = [(plan.whole - WHOLE.get(name, set()), plan.query) for plan in looked[name]]
    assert [found for found in read if found[0]] == []


@pytest.mark.parametrize("name", sorted(pages.PAGES.keys() - MORE.keys() - ALL.keys()))
def test_no_question_looks_at_more_than_ten_times_what_a_page_shows(looked, name):
    assert most(looked[name]).rows <= SHOWN * TIMES, most(looked[name])


@pytest.mark.parametrize("name", MORE)
def test_what_looks_at_more_looks_at_a_part_of_the_region(looked, name):
    rest = [plan for plan in looked[name] if not plan.whole]
    assert most(rest).rows <= CASES // 6, most(rest)


def most(found):
    return max(found, key=lambda plan: plan.rows)


@pytest.mark.parametrize(
    ("index", "name"),
    [
        ("referral_by_newest", "list, far down"),
        ("her_files_that_run", "her list"),
        ("words_of_an_area", "search by name in an area"),
        ("referrals_of_teams_that_run", "list of a team"),
    ],
)
def test_a_list_without_its_index_is_found(looked, index, name):
    with without(index):
        [found] = [plans(queries, person) for _, person, queries in asked([name])]
    assert most(found).rows > 2 * most(looked[name]).rows


def test_his_promises_on_a_home_page_are_those_of_files_that_run(looked):
    """In a region of the whole size; in a small one it is as short to begin with what is due anywhere."""
    due = [plan for plan in looked["home of a facilitator"] if DUE in plan.query]
    assert due
    assert most(due).rows <= SHOWN * TIMES, most(due)


def test_which_of_ones_own_files_ended_lately_is_looked_up_and_not_found_among_all_that_ended(looked):
    def steps(found):
        return most([plan for plan in found if STEPS in plan.query]).rows

    home = "home of a facilitator"
    with without("referrals_ended_in_an_area"):
        [found] = [plans(queries, person) for _, person, queries in asked([home])]
    assert steps(looked[home]) <= SHOWN * TIMES
    assert steps(found) > 2 * steps(looked[home])


@pytest.mark.parametrize("family", Family)
def test_what_has_changed_is_counted_anew_without_reading_what_has_not(looked, family):
    """Every ten seconds, and on a page where it is not yet: as the service, under row security."""
    bucket = some_bucket(family)
    with acting_as(SYSTEM), connection.cursor() as cursor:
        # In a small region it is as short to read some tables whole: whether it has to be is asked
        cursor.execute("set local enable_seqscan = off")
        with CaptureQueriesContext(connection) as asking:
            sums, _ = counted(family, [bucket], at=timezone.now())
            next_change(family, [bucket], at=timezone.now())
        found = [plan_of(each["sql"]) for each in asking if not each["sql"].startswith("select dvpp_")]
        cursor.execute("set local enable_seqscan = on")
    assert any(sums.values()), "an empty bucket shows nothing"
    assert len(found) == 2
    assert [plan.whole for plan in found] == [set(), set()]
    assert most(found).rows <= CASES // 2


# Of the middle of the region, each
BUCKET = {
    Family.MEN: f"select man_id >> {SHIFT} from referrals_referral order by id offset {CASES // 2} limit 1",
    Family.PARTNERS: f"select (max(id) + min(id)) / 2 >> {SHIFT} from iss_partnerfile",
    Family.SESSIONS: f"select (max(id) + min(id)) / 2 >> {SHIFT} from programme_session",
    Family.DAYS: "select min(due_at)::date + 700 - date '1970-01-01' from referrals_deadline",
}


def some_bucket(family):
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(BUCKET[family])
        return cursor.fetchone()[0]


@contextmanager
def without(index):
    with as_the_owner(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"drop index {index}")
        cursor.execute("set local role dvpp_service")
        yield
        transaction.set_rollback(True)
