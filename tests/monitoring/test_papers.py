"""A long document is made by the worker, for whoever asked, once; what is too long is refused in words and not kept."""

import io
from contextlib import suppress
from datetime import timedelta

import pytest
from django.conf import settings as conf
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

import paper
from accounts.identity import acting_as
from accounts.models import User
from accounts.refusal import Refused
from audit.models import Entry
from monitoring.actions import sweep
from monitoring.extract.tasks import make_extracts
from monitoring.foi.actions import add_note, make_attachment, record_request
from monitoring.foi.on_paper import ANSWER
from monitoring.in_turn.tasks import MAKING
from monitoring.models import CopyRequest, MadePaper
from monitoring.papers import making
from monitoring.papers.actions import ask_for_paper
from monitoring.papers.making import make_paper
from monitoring.papers.registry import SOURCES
from monitoring.papers.sizes import cut, rows_of_item, rows_of_sections, rows_of_tables
from monitoring.papers.tasks import make_papers
from monitoring.publishing.actions import ask_for_release
from monitoring.publishing.making import make_release
from monitoring.publishing.on_paper import RELEASE
from monitoring.subject_access import actions
from monitoring.subject_access.on_paper import COPY
from tests.access.walking import papers_as_text
from tests.monitoring.test_copies import prepared
from tests.world import HER, PASSWORD, World

DAY = timedelta(days=1)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def world(db, now):
    return World(now)


@pytest.fixture
def as_text():
    with papers_as_text():
        yield


@pytest.fixture
def long(settings):
    """Nothing is short enough for a page."""
    settings.PAPER_AT_ONCE = 0


@pytest.fixture
def his(world, now):
    """A copy of his record that waits to be given."""
    request = prepared(world, now, man=world.contacted(at=now - DAY).man)
    return actions.check(request, approve=True, by=world.dpo, at=now)


@pytest.fixture
def hers(world, now):
    request = prepared(world, now, by=world.iss_manager, file=world.her_file(world.pending(at=now - DAY)))
    return actions.check(request, approve=True, by=world.iss_worker, at=now)


@pytest.fixture
def release(world, now):
    asked = ask_for_release(
        first_day=None, last_day=None, to_whom="Home Office", why="Annual", by=world.opcc, at=now
    )
    make_release(asked, at=now)
    asked.refresh_from_db()
    return asked


def a_colleague_of(person):
    """Somebody else of the same role and house."""
    return User.objects.create_user(
        "colleague@other.example",
        PASSWORD,
        name="Colleague",
        role=person.role,
        organisation=person.organisation,
    )


def rows(source, found):
    return sum(document.rows for document in source.documents(found))


def page_of(client, name, found):
    return client.get(reverse(name, args=[found.pk])).content.decode()


def ask_for(client, name, found):
    return client.post(reverse(name, args=[found.pk]), follow=True).content.decode()


# How long it is


def test_a_long_text_and_a_wide_row_count_as_several():
    item = {"withheld": "", "rows": [["Note", "x" * 250], ["Day", "1 May"]]}
    assert rows_of_item(item) == 4
    assert rows_of_item({"withheld": "Left out.", "rows": []}) == 1

    class Table:
        rows, columns = [["a"]] * 5, range(13)

    assert rows_of_tables([Table]) == 15


@pytest.mark.parametrize("at_most", [1, 2, 3, 7, 100])
def test_a_record_in_parts_is_whole_and_in_order(at_most):
    content = [
        {"title": title, "items": [{"withheld": "", "rows": [["L", f"{title}{n}"]] * 2} for n in range(size)]}
        for title, size in (("A", 3), ("B", 0), ("C", 4))
    ]
    parts = cut(content, at_most)
    said = [(section["title"], item) for part in parts for section in part for item in section["items"]]
    assert said == [(section["title"], item) for section in content for item in section["items"]]
    assert all(rows_of_sections(part) <= max(at_most, 2) for part in parts)
    assert all(rows_of_sections(part) for part in parts)


# In the request


def test_a_short_one_is_made_at_once_and_nothing_is_kept(client, world, his, as_text):
    client.force_login(world.manager)
    assert client.get(reverse("copy_pdf", args=[his.pk])).content.startswith(b"%PDF")
    assert "Download the PDF" in page_of(client, "copy_paper", his)
    assert not MadePaper.objects.exists()


@pytest.mark.parametrize("more", [0, 1])
def test_the_limit_of_a_page_is_to_the_row(client, world, his, settings, as_text, more):
    settings.PAPER_AT_ONCE = rows(COPY, his) - more
    client.force_login(world.manager)
    assert client.get(reverse("copy_pdf", args=[his.pk])).status_code == (302 if more else 200)


def test_no_page_sets_a_long_one_in_type(client, world, his, release, long, monkeypatch):
    """Not when it is opened, asked for, waited for or fetched: the worker alone does."""
    typed = []
    monkeypatch.setattr(paper, "pdf", lambda *given: typed.append(given) or b"%PDF made")
    for person, name, found in ((world.manager, "copy", his), (world.opcc, "release", release)):
        client.force_login(person)
        assert client.get(reverse(f"{name}_pdf", args=[found.pk]), follow=True).status_code == 200
        assert "Being made" in ask_for(client, f"{name}_paper", found)
    assert typed == []
    make_papers()
    assert len(typed) == 2
    client.force_login(world.manager)
    assert client.get(reverse("copy_paper_file", args=[his.pk, 1])).content == b"%PDF made"
    assert len(typed) == 2


# By the worker


def test_the_whole_way_in_parts_as_they_are_printed(client, world, hers, long, settings):
    settings.PAPER_AT_MOST = 12
    parts = len(COPY.documents(hers))
    assert parts > 1
    client.force_login(world.iss_manager)
    answer = client.get(reverse("copy_pdf", args=[hers.pk]), follow=True)
    assert f"so it is made in {parts} parts. Nothing is left out." in answer.content.decode()
    assert f"0 of {parts} parts are made" in ask_for(client, "copy_paper", hers)
    make_papers()
    page = page_of(client, "copy_paper", hers)
    assert f"Part {parts} of {parts}" in page
    assert "Being made" not in page
    files = [client.get(reverse("copy_paper_file", args=[hers.pk, part + 1])) for part in range(parts)]
    assert f"{hers.reference}-1-of-{parts}.pdf" in files[0]["Content-Disposition"]
    assert "no-store" in files[0]["Cache-Control"]
    texts = [words(each.content) for each in files]
    assert [f"Part {n} of {parts}" in text for n, text in enumerate(texts, start=1)] == [True] * parts
    assert HER["safe_contact"]["phone"] in " ".join(texts)
    for section in (each for document in COPY.documents(hers) for each in document.context["sections"]):
        for label, text in (row for item in section["items"] for row in item["rows"]):
            assert " ".join(f"{label}: {text}".split()) in " ".join(texts)
    assert client.get(reverse("copy_paper_file", args=[hers.pk, parts + 1])).status_code == 404


def words(content):
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_asked_twice_it_is_made_once(client, world, his, long, as_text):
    client.force_login(world.manager)
    for _ in range(2):
        ask_for(client, "copy_paper", his)
    make_papers()
    ask_for(client, "copy_paper", his)
    make_papers()
    assert MadePaper.objects.count() == 1
    assert list(acts("paper.")) == ["paper.asked", "paper.made"]


def acts(begin):
    return Entry.objects.filter(act__startswith=begin).order_by("pk").values_list("act", flat=True)


class Killed(BaseException):
    """As when the machine takes the memory away: nothing catches it."""


def test_a_worker_that_is_killed_leaves_it_being_made_and_the_next_one_makes_it_once(
    client, world, his, long, monkeypatch, as_text
):
    client.force_login(world.manager)
    ask_for(client, "copy_paper", his)
    set_in_type = paper.pdf

    def killed(*given):
        set_in_type(*given)
        raise Killed

    monkeypatch.setattr(making.paper, "pdf", killed)
    with pytest.raises(Killed):
        make_papers()
    left = MadePaper.objects.get()
    assert (left.made_at, left.content, left.tries) == (None, "", 1)
    assert "Being made" in page_of(client, "copy_paper", his)
    assert client.get(reverse("copy_paper_file", args=[his.pk, 1])).status_code == 404
    monkeypatch.setattr(making.paper, "pdf", set_in_type)
    for _ in range(2):
        make_papers()
    assert list(acts("paper.")) == ["paper.asked", "paper.made"]
    assert "Download the PDF" in page_of(client, "copy_paper", his)
    assert make_paper(MadePaper.objects.get(), at=timezone.now()) is False


def test_what_brings_every_worker_down_is_given_up_and_can_be_tried_again(
    client, world, his, long, monkeypatch, as_text
):
    client.force_login(world.manager)
    ask_for(client, "copy_paper", his)
    tried, set_in_type = [], paper.pdf

    def killed(*_):
        tried.append(1)
        raise Killed

    monkeypatch.setattr(making.paper, "pdf", killed)
    for _ in range(conf.PAPER_TRIES + 2):
        with suppress(Killed):
            make_papers()
    assert len(tried) == conf.PAPER_TRIES
    assert "It could not be made" in page_of(client, "copy_paper", his)
    monkeypatch.setattr(making.paper, "pdf", set_in_type)
    assert "Being made" in ask_for(client, "copy_paper", his)
    make_papers()
    assert "Download the PDF" in page_of(client, "copy_paper", his)


def test_one_that_cannot_be_made_never_stops_the_others(world, his, release, now, long, monkeypatch, as_text):
    ask_for_paper(COPY, his, by=world.manager, at=now)
    ask_for_paper(RELEASE, release, by=world.opcc, at=now)
    set_in_type = paper.pdf

    def fails(template, context):
        if "own_copy" in template:
            raise ValueError
        return set_in_type(template, context)

    monkeypatch.setattr(making.paper, "pdf", fails)
    make_papers()
    assert [each.kind for each in MadePaper.objects.exclude(made_at=None)] == ["release"]


def test_the_clock_makes_papers_by_itself():
    assert make_papers.name in {entry["task"] for entry in conf.CELERY_BEAT_SCHEDULE.values()}


def test_where_one_process_is_at_it_no_other_begins_and_a_ring_for_one_kind_makes_what_waits_of_every(
    world, his, release, now, as_text
):
    """A connection of its own stands for the other process."""
    ask_for_paper(COPY, his, by=world.manager, at=now)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("select pg_advisory_lock(%s)", [MAKING])
        make_papers()
        assert MadePaper.objects.get().made_at is None
        with other.cursor() as cursor:
            cursor.execute("select pg_advisory_unlock(%s)", [MAKING])
    finally:
        other.close()
    make_extracts()
    assert MadePaper.objects.get().made_at


def test_a_process_that_has_grown_large_leaves_the_rest_to_the_next(
    world, his, release, now, monkeypatch, as_text
):
    rung = []
    monkeypatch.setattr("monitoring.in_turn.tasks.is_large", lambda: True)
    monkeypatch.setattr(make_papers, "apply_async", lambda **_: rung.append(1))
    ask_for_paper(COPY, his, by=world.manager, at=now)
    ask_for_paper(RELEASE, release, by=world.opcc, at=now)
    for made in (1, 2):
        make_papers()
        assert (MadePaper.objects.exclude(made_at=None).count(), len(rung)) == (made, made)
    make_papers()
    assert len(rung) == 2


# Too long


def test_at_the_limit_it_is_made_and_over_it_it_is_refused_in_words_and_not_kept(
    client, world, release, long, settings, as_text
):
    settings.PAPER_AT_MOST = rows(RELEASE, release) - 1
    client.force_login(world.opcc)
    page = client.get(reverse("release_pdf", args=[release.pk]), follow=True).content.decode()
    refused = ask_for(client, "release_paper", release)
    for said in (page, refused):
        assert f"A PDF holds at most {settings.PAPER_AT_MOST}, and is never cut off." in said
        assert "Download the spreadsheet, which holds all of it" in said
        assert "Make the PDF" not in said
    assert not MadePaper.objects.exists()
    assert list(acts("paper.")) == []
    settings.PAPER_AT_MOST += 1
    assert "Being made" in ask_for(client, "release_paper", release)
    make_papers()
    assert client.get(reverse("release_paper_file", args=[release.pk, 1])).status_code == 200


def test_what_became_too_long_before_it_was_made_is_not_made(world, release, now, settings, as_text):
    ask_for_paper(RELEASE, release, by=world.opcc, at=now)
    settings.PAPER_AT_MOST = 1
    make_papers()
    assert MadePaper.objects.get().made_at is None
    with pytest.raises(Refused, match="at most 1"):
        ask_for_paper(RELEASE, release, by=world.opcc, at=now)


# Walls


def test_nobody_but_who_asked_can_fetch_it(client, world, hers, now, long, as_text):
    ask_for_paper(COPY, hers, by=world.iss_manager, at=now)
    make_papers()
    address = reverse("copy_paper_file", args=[hers.pk, 1])
    colleague = a_colleague_of(world.iss_manager)
    got = {}
    for who in (world.iss_manager, colleague, world.other_iss_manager, world.manager, world.dpo):
        client.force_login(who)
        got[who] = client.get(address).status_code
    assert list(got.values()) == [200, 404, 404, 404, 403]
    client.force_login(colleague)
    assert "Make the PDF" in page_of(client, "copy_paper", hers)


def test_the_database_shows_it_to_who_asked_alone(world, his, hers, now, as_text):
    ask_for_paper(COPY, hers, by=world.iss_manager, at=now)
    ask_for_paper(COPY, his, by=world.manager, at=now)
    colleague = a_colleague_of(world.iss_manager)
    for who, kinds in (
        (world.manager, {his.pk}),
        (world.iss_manager, {hers.pk}),
        *((each, set()) for each in (colleague, world.other_iss_manager, world.dpo, world.opcc)),
    ):
        with acting_as(who):
            assert set(MadePaper.objects.values_list("copy", flat=True)) == kinds, who.role


def test_who_may_not_meet_the_record_any_more_does_not_meet_its_paper(
    client, world, hers, now, long, as_text
):
    ask_for_paper(COPY, hers, by=world.iss_manager, at=now)
    make_papers()
    person = world.iss_manager
    person.organisation = world.other_iss_manager.organisation
    person.save(update_fields=["organisation"])
    with acting_as(person):
        assert not MadePaper.objects.exists()
    client.force_login(person)
    assert client.get(reverse("copy_paper_file", args=[hers.pk, 1])).status_code == 404


def test_no_table_holds_a_plain_word_of_it(world, hers, now, as_text):
    ask_for_paper(COPY, hers, by=world.iss_manager, at=now)
    make_papers()
    with connection.cursor() as cursor:
        cursor.execute("select to_jsonb(p)::text, content from monitoring_madepaper p")
        [(row, content)] = cursor.fetchall()
    assert content.startswith("s1.")
    assert HER["safe_contact"]["phone"] not in row


def test_a_seal_moved_to_another_paper_does_not_open(world, his, release, now, as_text):
    ask_for_paper(COPY, his, by=world.manager, at=now)
    ask_for_paper(RELEASE, release, by=world.opcc, at=now)
    make_papers()
    of_his, of_figures = MadePaper.objects.get(copy=his), MadePaper.objects.get(release=release)
    with connection.cursor() as cursor:
        cursor.execute(
            "update monitoring_madepaper set content ="
            " (select content from monitoring_madepaper where id = %s) where id = %s",
            [of_his.pk, of_figures.pk],
        )
    with pytest.raises(Exception, match="does not open"):
        str(MadePaper.objects.get(pk=of_figures.pk).content)


def test_each_time_it_is_taken_is_written_down_and_waiting_is_not(client, world, his, long, as_text):
    client.force_login(world.manager)
    ask_for(client, "copy_paper", his)
    make_papers()
    page_of(client, "copy_paper", his)
    for _ in range(2):
        client.get(reverse("copy_paper_file", args=[his.pk, 1]))
    taken = Entry.objects.filter(act="copy.taken", reference=his.reference)
    assert [(each.actor_id, each.details) for each in taken] == [(world.manager.pk, {"part": 1})] * 2


# Gone


def test_it_goes_when_its_days_are_over_and_is_asked_for_again(client, world, his, now, long, as_text):
    ask_for_paper(COPY, his, by=world.manager, at=now - conf.PAPER_KEPT_DAYS * DAY)
    make_paper(MadePaper.objects.get(), at=now - DAY)
    client.force_login(world.manager)
    assert client.get(reverse("copy_paper_file", args=[his.pk, 1])).status_code == 404
    assert "Make the PDF" in page_of(client, "copy_paper", his)
    sweep(at=now - timedelta(seconds=1))
    assert MadePaper.objects.exists()
    sweep(at=now)
    assert not MadePaper.objects.exists()
    assert list(acts("paper.")) == ["paper.asked", "paper.made", "paper.gone"]


def test_of_a_copy_that_is_not_given_nothing_stays(client, world, his, now, long, as_text):
    ask_for_paper(COPY, his, by=world.manager, at=now)
    make_papers()
    actions.end(his, because="Taken back", by=world.manager, at=now)
    client.force_login(world.manager)
    for name, more in (("copy_pdf", []), ("copy_paper", []), ("copy_paper_file", [1])):
        assert client.get(reverse(name, args=[his.pk, *more])).status_code == 404
    sweep(at=now)
    assert not MadePaper.objects.exists()


def test_an_answer_that_has_changed_is_made_again_and_the_old_one_is_not_given(
    client, world, now, long, as_text
):
    said = {"reference": "1-26", "received_date": now.date() - 9 * DAY, "asks": "How many?"}
    foi = record_request(**said, by=world.opcc, at=now)
    foi = make_attachment(foi, questions=["completed"], first_day=None, last_day=None, by=world.opcc, at=now)
    make_release(foi.release, at=now)
    foi.release.refresh_from_db()
    ask_for_paper(ANSWER, foi, by=world.opcc, at=now)
    make_papers()
    client.force_login(world.opcc)
    address = reverse("foi_paper_file", args=[foi.pk, 1])
    assert client.get(address).status_code == 200
    add_note(foi, words="The grant ends in May.", by=world.opcc, at=now)
    assert client.get(address).status_code == 404
    assert "Being made" in ask_for(client, "foi_paper", foi)
    make_papers()
    assert "The grant ends in May." in client.get(address).content.decode()


def test_the_database_keeps_a_paper_of_one_thing_once(world, his, release, now):
    ask_for_paper(COPY, his, by=world.manager, at=now)
    asked = MadePaper.objects.get()
    twice = {
        "reference": "PDF-2",
        "part": 1,
        "by": world.manager,
        "at": now,
        "expires_at": now,
        "digest": "x",
    }
    for wrong in (twice | {"copy": his}, twice | {"copy": his, "release": release, "part": 2}, twice):
        with pytest.raises(DatabaseError), transaction.atomic():
            MadePaper.objects.create(**wrong)
    with pytest.raises(DatabaseError), transaction.atomic():
        MadePaper.objects.filter(pk=asked.pk).update(made_at=now)


def test_everything_that_may_be_long_has_its_pages_and_its_key(world):
    for kind, source in SOURCES.items():
        assert source.kind == kind
        assert MadePaper._meta.get_field(kind).related_model is source.model
        for name, more in ((source.pdf, []), (source.page, []), (source.file, [1])):
            assert reverse(name, args=[1, *more])
    assert CopyRequest in {source.model for source in SOURCES.values()}
