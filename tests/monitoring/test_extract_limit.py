"""An extract holds so many rows and no more: who asks is told, whoever decides is told, and nothing is cut off."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from accounts.refusal import Refused
from audit.models import Entry
from monitoring.extract.actions import approve
from monitoring.extract.making import make_extract
from monitoring.extract.size import rows_of
from monitoring.extract.tasks import make_extracts
from monitoring.figures import Period
from monitoring.models import Extract
from tests.monitoring.test_extracts import ASKED, ask, made
from tests.world import NOON, World


@pytest.fixture
def world(db):
    return World(NOON)


@pytest.fixture
def rows(world):
    """Of everything there is: three files with sessions, measures and a training."""
    world.suitable()
    world.suitable()
    world.received()
    world.her_file(world.pending())
    return rows_of(Period(as_at=NOON))


def test_what_is_counted_is_what_is_made(rows, world):
    assert rows > 5
    assert sum(made(world).rows.values()) == rows


def test_at_the_limit_it_is_made(rows, world, settings):
    settings.EXTRACT_AT_MOST = rows
    assert made(world).is_ready


def test_over_the_limit_it_is_refused_in_words_and_nothing_is_kept(rows, world, settings):
    settings.EXTRACT_AT_MOST = rows - 1
    with pytest.raises(Refused, match=r"at most .*shorter period"):
        ask(world)
    assert not Extract.objects.exists()


def test_a_shorter_period_is_made(rows, world, settings):
    settings.EXTRACT_AT_MOST = rows - 1
    with pytest.raises(Refused):
        ask(world, first_day=NOON.date().replace(year=NOON.year - 9))
    assert ask(world, first_day=NOON.date().replace(year=NOON.year + 1))


def test_what_has_grown_before_the_decision_is_not_approved(rows, world, settings):
    extract = ask(world)
    settings.EXTRACT_AT_MOST = rows - 1
    with pytest.raises(Refused, match="at most"):
        approve(extract, handover="In person", by=world.dpo, at=NOON)
    assert Extract.objects.get().approved is None


def test_what_has_grown_since_it_was_approved_is_marked_and_not_made_again_and_again(rows, world, settings):
    extract = approve(ask(world), handover="In person", by=world.dpo, at=NOON)
    settings.EXTRACT_AT_MOST = rows - 1
    assert make_extract(extract, at=NOON) is False
    make_extracts()
    extract = Extract.objects.get()
    assert (extract.too_many, extract.made_at, extract.content, extract.rows) == (rows, None, None, {})
    assert Entry.objects.filter(act="extract.too_large").count() == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        Extract.objects.update(made_at=NOON, content=b"x", expires_at=NOON)


def test_the_pages_say_it_before_and_after(client, rows, world, settings):
    settings.EXTRACT_AT_MOST = rows
    client.force_login(world.manager)
    new = reverse("new_extract")
    assert f"at most {rows:,} rows" in client.get(new).content.decode()
    extract = ask(world)
    client.force_login(world.dpo)
    assert f"It would have {rows} rows, of at most {rows}." in _page(client, extract)
    settings.EXTRACT_AT_MOST = rows - 1
    assert "and is never cut off" in _page(client, extract)
    client.force_login(world.manager)
    refused = client.post(new, {name: value for name, value in ASKED.items() if value}).content.decode()
    assert "Choose a shorter period" in refused


def test_the_page_of_one_that_grew_says_so_and_offers_no_file(client, rows, world, settings):
    extract = approve(ask(world), handover="In person", by=world.dpo, at=NOON)
    settings.EXTRACT_AT_MOST = rows - 1
    make_extract(extract, at=NOON)
    client.force_login(world.dpo)
    page = _page(client, extract)
    assert "Too large, not made" in page
    assert "Nothing of it was made or kept" in page
    assert "Look again" not in page
    assert reverse("extract_zip", args=[extract.pk]) not in page


def _page(client, extract):
    return client.get(extract.get_absolute_url()).content.decode()
