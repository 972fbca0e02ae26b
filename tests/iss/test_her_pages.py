"""Her pages: what is safe comes first, refusals say why, and one press does one thing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from iss import actions
from iss.models import PartnerFile
from tests.world import DAY, HOUR, World


@pytest.fixture
def world(db):
    return World(timezone.now() - timedelta(minutes=5))


@pytest.fixture
def file(world):
    return world.her_file(world.pending())


@pytest.fixture
def worker(client, world):
    client.force_login(world.iss_worker)
    return client


def page(client, name, file, **query):
    return client.get(reverse(name, args=[file.pk]), query).content.decode()


def post(client, name, file, **data):
    return client.post(reverse(name, args=[file.pk]), data, follow=True)


def moment(at):
    at = timezone.localtime(at)
    return dict(zip(("0", "1", "2", "3"), (at.day, at.month, at.year, f"{at:%H:%M}"), strict=True))


def boxes(name, at, parts=4):
    return {f"{name}_{key}": value for key, value in list(moment(at).items())[:parts]}


CLOSING = {"reason": "her_wish", "because": "She asked us to.", "offered": ["come_back"]}


def contact(at, **more):
    return {"channel": "call", "two_way": "yes", "safe_now": "on", **boxes("happened_at", at), **more}


def test_what_is_safe_stands_before_everything_else(worker, file):
    text = page(worker, "her_file", file)
    assert text.index("What is safe now") < text.index("Do this next") < text.index("Promises")


def test_opening_her_file_is_on_the_trail(worker, world, file):
    page(worker, "her_file", file)
    assert Entry.objects.about(file).filter(act="seen", actor_id=world.iss_worker.pk).count() == 1


def test_a_contact_both_ways_moves_the_file_and_says_so(worker, world, file):
    answer = post(worker, "her_contact", file, **contact(world.now))
    assert "You have been in contact with her" in answer.content.decode()
    assert "In contact" in answer.content.decode()


def test_a_refused_way_keeps_what_was_typed_and_says_why(worker, world, file):
    answer = post(worker, "her_contact", file, **contact(world.now, channel="text", note="Wrote a text."))
    text = answer.content.decode()
    assert "She said that this is not safe." in text
    assert "Wrote a text." in text
    assert not file.contact_attempts.exists()


def test_a_contact_before_her_details_were_released_is_refused(worker, world, file):
    text = post(worker, "her_contact", file, **contact(world.now - 2 * HOUR)).content.decode()
    assert "must be after her details reached you" in text


def test_the_same_form_sent_twice_is_done_once(worker, world, file):
    key = "0a1b2c3d-0000-4000-8000-000000000001"
    for _ in range(2):
        post(worker, "her_contact", file, form_key=key, **contact(world.now))
    assert file.contact_attempts.count() == 1


def test_a_stale_answer_is_shown_as_not_known(worker, world):
    file = world.her_file(world.pending(at=world.now - 31 * DAY))
    text = page(worker, "her_file", file)
    assert "Too old: ask again" in text
    assert "07700 900456" not in text
    assert "No way to reach her is known to be safe now" in text


def test_a_check_asks_for_the_number_it_says_is_safe(worker, file):
    answers = dict.fromkeys(("call", "text", "voicemail", "email_safe", "post"), "yes")
    text = post(worker, "her_safe_contact", file, checked_with="Her", **answers).content.decode()
    assert "Enter the number, or say that calls are not safe" in text
    assert "Enter the email address, or say that email is not safe" in text


def test_a_dash_shows_its_result_and_the_gravest_answers_large(worker, world, file):
    world.her_contacted(file)
    answers = {f"item_{number}": "yes" if number <= 15 else "dont_know" for number in range(1, 25)}
    data = (
        answers
        | boxes("asked_date", world.now, parts=3)
        | {"events": "2", "judgement": "none", "asked_where": "home"}
    )
    text = post(worker, "her_dash", file, **data).content.decode()
    assert "MARAC referral is recommended" in text
    assert "High risk" in text
    assert text.index("app-key-risks") < text.index("Strangling, choking")


def test_a_dash_says_which_question_was_left_out(worker, world, file):
    world.her_contacted(file)
    answers = {f"item_{number}": "no" for number in range(1, 25) if number != 15}
    data = (
        answers
        | boxes("asked_date", world.now, parts=3)
        | {"events": "0", "judgement": "none", "asked_where": "home"}
    )
    assert "Answer question 15" in post(worker, "her_dash", file, **data).content.decode()


def test_a_search_finds_a_reference_and_never_a_number_or_a_name(worker, file):
    def search(text):
        return worker.get(reverse("her_files"), {"reference": text}).content.decode()

    assert file.reference in search(file.reference.lower())
    assert file.reference in search(file.referral.reference)
    for text in ("07700 900456", "Quillfeather", "Larkspur", "marmalade"):
        assert "No file fits" in search(text)


def test_the_caseload_stands_by_what_is_due_first(worker, world, file):
    earlier = world.her_file(world.pending(at=world.now - DAY))
    text = worker.get(reverse("her_files"), {"whose": "all"}).content.decode()
    assert text.index(earlier.reference) < text.index(file.reference)


def test_mine_all_and_not_allocated(worker, world, file):
    def listed(whose):
        return file.reference in worker.get(reverse("her_files"), {"whose": whose}).content.decode()

    assert (listed("mine"), listed("all"), listed("nobody")) == (False, True, True)
    actions.allocate(file, worker=world.iss_worker, by=world.iss_manager, at=world.now)
    assert (listed("mine"), listed("all"), listed("nobody")) == (True, True, False)


def test_pages_of_the_caseload_cost_the_same_however_long_it_is(worker, world, django_assert_max_num_queries):
    for _ in range(6):
        world.pending()
    with django_assert_max_num_queries(20):
        worker.get(reverse("her_files"), {"whose": "all"})


def test_a_worker_closes_and_reopens_her_file(worker, world, file):
    text = post(worker, "her_close", file, **CLOSING).content.decode()
    assert "Her file is closed" in text
    post(worker, "her_reopen", file)
    assert PartnerFile.objects.get(pk=file.pk).status == "released"


def test_what_the_status_does_not_allow_is_refused_in_words(worker, file):
    text = post(worker, "her_open_support", file).content.decode()
    assert "cannot become" in text


@pytest.mark.parametrize(
    "name", ["her_write_safety_plan", "her_support", "her_agreement", "her_measure", "her_close"]
)
def test_an_empty_form_says_what_is_missing(worker, file, name):
    assert "There is a problem" in post(worker, name, file, form_key="x").content.decode()
