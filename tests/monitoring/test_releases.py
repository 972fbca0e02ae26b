"""Figures that leave the service: protected, kept as they were released, and written down."""

import io
import json
import zipfile
from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.urls import reverse
from pypdf import PdfReader

from accounts.refusal import Refused
from audit.models import Entry
from monitoring.figures_page import tables
from monitoring.models import DisclosureRule, Release
from monitoring.publishing.actions import ask_for_release, change_disclosure_rule
from monitoring.publishing.making import make_release
from monitoring.publishing.tasks import make_releases
from monitoring.publishing.workbook import workbook
from tests.world import NOON, World

DAY = timedelta(days=1)


@pytest.fixture
def world(db):
    return World(NOON)


@pytest.fixture
def opcc(client, world):
    client.force_login(world.opcc)
    return client


def ask(world, *, to_whom="Home Office", at=NOON, **days):
    asked = {"first_day": None, "last_day": None} | days
    return ask_for_release(**asked, to_whom=to_whom, why="They asked.", by=world.opcc, at=at)


def made(world, **asked):
    release = ask(world, **asked)
    make_release(release, at=NOON)
    return Release.objects.get(pk=release.pk)


def change(world, **changes):
    wanted = {"hide_below": 8, "round_to": 5, "smallest_base": 10, "valid_from": NOON + DAY} | changes
    return change_disclosure_rule(**wanted, by=world.opcc, at=NOON)


def test_small_counts_do_not_leave(world):
    world.received()
    release = made(world)
    assert release.public["fig13"]["referrals"] == "<5"
    assert '"referrals": 1' in release.exact_json


def test_the_rows_keep_their_order(world):
    world.received()
    assert list(made(world).public["fig24"])[-1] == "total"


def test_the_page_says_where_older_releases_were_not_read(opcc, world):
    first, second = made(world), made(world)
    with patch("monitoring.publishing.views.BESIDE", 0):
        assert "latest six releases" not in opcc.get(first.get_absolute_url()).content.decode()
        assert "latest six releases" in opcc.get(second.get_absolute_url()).content.decode()


def test_it_is_in_the_trail_who_took_what_away(opcc, world):
    release = made(world)
    opcc.get(reverse("release_xlsx", args=[release.pk]))
    acts = Entry.objects.filter(reference=release.reference).order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["figures.released", "figures.downloaded"]


def test_what_was_released_stays_when_cases_change(world):
    release = made(world)
    for _ in range(6):
        world.received()
    assert Release.objects.get(pk=release.pk).public["fig13"]["referrals"] == 0
    assert made(world).public["fig13"]["referrals"] == 5


def test_it_is_made_once(world):
    release = made(world)
    assert make_release(release, at=NOON + DAY) is False


@pytest.mark.parametrize("wrong", [{"to_whom": "Nobody"}, {"public_json": "{}"}])
def test_the_database_refuses_to_change_what_was_released(world, wrong):
    release = made(world)
    with pytest.raises(DatabaseError), transaction.atomic():
        Release.objects.filter(pk=release.pk).update(**wrong)
    with pytest.raises(DatabaseError), transaction.atomic():
        release.delete()


def test_the_next_release_is_read_beside_those_of_the_same_days(world):
    overlapping = made(world, first_day=date(2017, 1, 1))
    elsewhere = made(world, last_day=date(2016, 12, 31))
    found = Release.objects.overlapping(date(2017, 6, 1), None)
    assert list(found) == [overlapping]
    assert list(Release.objects.overlapping(None, None)) == [elsewhere, overlapping]


def test_one_that_a_lost_message_left_waiting_is_made_with_the_next(world):
    first, second = ask(world), ask(world)
    make_releases()
    assert not Release.objects.being_made().exists()
    assert {first.pk, second.pk} == set(Release.objects.values_list("pk", flat=True))


def test_one_that_cannot_be_made_does_not_stop_the_others(world, caplog):
    poisoned, after = ask(world), ask(world)
    make = make_release

    def break_the_first(release, *, at):
        if release.pk == poisoned.pk:
            raise ArithmeticError
        return make(release, at=at)

    with patch("monitoring.in_turn.tasks.make_release", break_the_first):
        make_releases()
    assert list(Release.objects.being_made()) == [poisoned]
    assert Release.objects.get(pk=after.pk).made_at
    assert poisoned.reference in caplog.text


def test_the_clock_makes_releases_by_itself():
    tasks = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert make_releases.name in tasks


def test_a_stricter_rule_holds_from_its_moment(world):
    for _ in range(6):
        world.received()
    change(world)
    before, after = made(world), made(world, at=NOON + 2 * DAY)
    assert before.public["fig13"]["referrals"] == 5
    assert after.public["fig13"]["referrals"] == "<8"


def test_the_command_protects_by_the_rule_in_force(world):
    for _ in range(6):
        world.received()
    DisclosureRule.objects.create(hide_below=8, round_to=5, smallest_base=10, valid_from=NOON - DAY)
    out = io.StringIO()
    call_command("figures", "--audience", "public", stdout=out)
    assert json.loads(out.getvalue())["fig13"]["referrals"] == "<8"


@pytest.mark.parametrize("wrong", [{"valid_from": NOON}, {"hide_below": 12}])
def test_a_rule_for_the_past_or_one_that_makes_no_sense_is_refused(world, wrong):
    with pytest.raises(Refused):
        change(world, **wrong)
    assert DisclosureRule.objects.count() == 1


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({}, "since the service began"),
        ({"first_day": date(2019, 4, 1)}, "from 1 April 2019"),
        ({"last_day": date(2020, 3, 31)}, "until 31 March 2020"),
        (
            {"first_day": date(2019, 4, 1), "last_day": date(2020, 3, 31)},
            "from 1 April 2019 to 31 March 2020",
        ),
    ],
    ids=["always", "from", "until", "both"],
)
def test_the_period_in_words(days, words):
    assert Release(**days).period == words


def test_until_it_is_made_the_page_says_so_and_there_is_nothing_to_download(opcc, world):
    release = ask(world)
    assert "Being made" in opcc.get(release.get_absolute_url()).content.decode()
    assert opcc.get(reverse("release_pdf", args=[release.pk])).status_code == 404


def test_asking_leads_to_the_release(opcc, world):
    sent = {"to_whom": "Home Office", "why": "Annual return", "first_day_0": "1", "first_day_1": "4"}
    answer = opcc.post(reverse("new_release"), sent | {"first_day_2": "2020"})
    release = Release.objects.get()
    assert (answer.url, release.first_day) == (release.get_absolute_url(), date(2020, 4, 1))


def test_a_period_that_ends_before_it_begins_is_asked_again(opcc, world):
    days = {"first_day_0": "2", "first_day_1": "4", "first_day_2": "2020"}
    days |= {"last_day_0": "1", "last_day_1": "4", "last_day_2": "2020"}
    answer = opcc.post(reverse("new_release"), {"to_whom": "Home Office", "why": "x", **days})
    assert "The last day must be the first day or later" in answer.content.decode()
    assert not Release.objects.exists()


def test_a_name_that_looks_like_a_formula_stays_words(world):
    release = made(world, to_whom="=HYPERLINK(1)")
    book = zipfile.ZipFile(io.BytesIO(workbook(release, tables(release.public, definitions(release)))))
    cells = "".join(book.read(name).decode() for name in book.namelist())
    assert "<f>" not in cells


def test_spreadsheet_and_document_say_what_the_page_says(opcc, world):
    for _ in range(6):
        world.received()
    release = made(world)
    page = opcc.get(release.get_absolute_url()).content.decode()
    pdf = opcc.get(reverse("release_pdf", args=[release.pk])).content
    text = " ".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())
    for table in tables(release.public, definitions(release)):
        assert table.caption in page
        assert table.caption in text
        for row in table.rows:
            assert " ".join(row) in text, row


def definitions(release):
    return dict.fromkeys(release.public, "words")
