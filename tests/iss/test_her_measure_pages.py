"""The pages on which she is asked, and on which what she said is read."""

import pytest
from django.urls import reverse

from iss import actions
from outcomes.instruments import FIRST
from tests.iss.test_her_measures import ask_her
from tests.world import DAY, WEEK

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(world, monkeypatch):
    monkeypatch.setattr("iss.measures.views.timezone.now", lambda: world.now)
    return world.now


@pytest.fixture
def file(world):
    file = world.her_contacted(world.her_file(world.suitable()))
    actions.allocate(file, worker=world.iss_worker, by=world.iss_manager, at=world.now)
    return file


@pytest.fixture
def worker(client, world):
    client.force_login(world.iss_worker)
    return client


def url(name, file, *more):
    return reverse(name, args=[file.pk, *more])


def test_her_questions_do_not_open_before_she_said_that_she_can_talk(worker, file, now):
    shown = worker.get(url("her_questions", file, "initial"), follow=True)
    assert shown.redirect_chain == [(f"{url('her_measure', file)}?stage=initial", 302)]
    assert "First ask her whether she can talk safely now" in shown.content.decode()


def test_that_a_colleague_asked_her_opens_nothing(worker, world, file, now):
    actions.confirm_safe_to_talk(file, way="in_person", by=world.iss_manager, at=now)
    assert worker.get(url("her_questions", file, "initial")).status_code == 302


def test_she_is_asked_and_what_she_leaves_out_is_skipped(worker, file, now):
    went = worker.post(url("her_measure", file), {"stage": "initial", "outcome": "in_person"})
    assert went.url == url("her_questions", file, "initial")
    page = worker.get(went.url).content.decode()
    assert FIRST["W"].item("W8").words in page
    assert FIRST["W"].item("W16").words not in page
    saved = worker.post(
        went.url, {"W1": "0", "W8": "2", "W6": ["upset"], "W14a": "Quiet evenings"}, follow=True
    )
    text = saved.content.decode()
    assert "A little (2 of 5)" in text
    assert "Quiet evenings" in text
    measure = file.measures.get()
    assert measure.answers["W1"] == 0
    assert measure.answers["W2"] == "skipped"
    assert (measure.mode, measure.by.name) == ("in_person", "Iss Worker")


def test_no_answer_at_all_can_still_be_saved_as_skipped(worker, file, now):
    worker.post(url("her_measure", file), {"stage": "initial", "outcome": "she_called"})
    worker.post(url("her_questions", file, "initial"), {})
    assert set(file.measures.get().answers.values()) == {"skipped"}


@pytest.mark.parametrize("why", ["unsafe", "declined", "not_reached"])
def test_why_she_was_not_asked_is_kept_as_what_it_is(worker, file, now, why):
    worker.post(url("her_measure", file), {"stage": "initial", "outcome": why})
    measure = file.measures.get()
    assert (measure.why_not, measure.answers, measure.asked_date) == (why, {}, None)
    assert measure.get_why_not_display() in worker.get(url("her_measures", file)).content.decode()


def test_her_hope_of_the_start_is_read_back_to_her(worker, world, file, now):
    ask_her(world, file, at=now - 15 * WEEK, W14a="To sleep at night")
    actions.confirm_safe_to_talk(file, way="in_person", by=world.iss_worker, at=now)
    page = worker.get(url("her_questions", file, "midway")).content.decode()
    assert "To sleep at night" in page
    assert FIRST["W"].item("W14d").words not in page
    worker.post(url("her_questions", file, "midway"), {"W14c": "4"})
    midway = file.measures.get(stage="midway").answers
    assert (midway["W14c"], midway["W14d"]) == (4, "does_not_apply")


def test_what_changed_stands_as_picture_and_table(worker, world, file, now):
    ask_her(world, file, at=now - 15 * WEEK, W1=3, W3=2, W8=2, W10=2, W13=3)
    ask_her(world, file, "midway", at=now, W1=1, W3=1, W8=4, W10=2, W13=2, W16=5)
    page = worker.get(url("her_measures", file)).content.decode()
    assert "<title>He is abusive less often than at the start</title>" in page
    assert "<title>She feels safer than at the start</title>" in page
    assert "Initial, How often he was abusive: 2.5" in page
    assert "From what she said: +1 of -4 to +4" in page
    for tag in ("Better", "The same", "Worse"):
        assert f">{tag}</strong>" in page


def test_nothing_is_shown_at_the_table_until_her_worker_ticks_it(worker, world, file, now):
    ask_her(world, file, at=now - 15 * WEEK, W8=2)
    ask_her(world, file, "midway", at=now - DAY, W8=4)
    page = worker.get(url("her_shown_at_table", file)).content.decode()
    assert "She feels safer than at the start" in page
    assert "checked" not in page
    assert not file.shown_at_table.exists()
    worker.post(url("her_shown_at_table", file), {"indicators": ["safety"]})
    assert file.shown_at_table.get().indicators == ["safety"]
    worker.post(url("her_shown_at_table", file), {})
    assert not file.shown_at_table.filter(ended_at=None).exists()


def test_an_older_record_is_entered_directly(worker, file, now):
    assert "at least one of the four" in worker.post(url("her_benefits", file), {}).content.decode()
    worker.post(url("her_benefits", file), {"satisfaction": "4", "safety": "improved"})
    file.refresh_from_db()
    assert (file.satisfaction, file.safety, file.benefits_derived) == (4, "improved", False)


@pytest.mark.parametrize("name", ["her_measure", "her_measures", "her_benefits", "her_shown_at_table"])
def test_another_service_sees_nothing_of_it(client, world, file, name):
    client.force_login(world.other_iss_worker)
    assert client.get(url(name, file)).status_code == 404


def test_more_measures_ask_the_database_no_more(worker, world, file, now, django_assert_max_num_queries):
    ask_her(world, file, at=now - 15 * WEEK, W8=2)
    ask_her(world, file, "midway", at=now - DAY, W8=4)
    with django_assert_max_num_queries(15):
        worker.get(url("her_measures", file))
