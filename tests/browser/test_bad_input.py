from datetime import timedelta
from uuid import uuid4

import pytest

from .case import Case
from .people import Facilitator, SocialWorker
from .person import boxes_of_day, now

pytestmark = pytest.mark.xdist_group("site")


@pytest.fixture
def social_worker(arrive):
    return arrive(SocialWorker)


@pytest.fixture
def facilitator(arrive):
    """A facilitator who looks at a file that waits for contact."""
    facilitator = arrive(Facilitator)
    facilitator.open("/referrals/?status=acknowledged")
    facilitator.click(facilitator.page.locator("main tbody a").first)
    return facilitator


def refused(person, name, message):
    """The page came back: the message stands beside the box and is read out with it, and the summary leads there."""
    box = person.page.locator(f'[name="{name}"]').first
    described = box.evaluate(
        """box => [box, box.closest('fieldset')]
            .flatMap(each => (each?.getAttribute('aria-describedby') ?? '').split(' '))
            .filter(id => id.includes('error')).map(id => document.getElementById(id).innerText).join(' ')"""
    )
    assert message in described, f"{described!r} is what is read out with {name}"
    summary = person.page.locator(".govuk-error-summary")
    assert message in summary.inner_text()
    assert person.page.title().startswith("Error: ")
    return box.input_value()


def test_a_telephone_number_of_letters_is_refused_and_kept(social_worker):
    social_worker.begins_a_referral()
    social_worker.fill({"first_name": "Gareth", "phone": "none of your business"})
    social_worker.send()
    assert refused(social_worker, "phone", "phone number") == "none of your business"
    assert social_worker.page.locator("[name=first_name]").input_value() == "Gareth"


def test_an_impossible_date_is_refused_and_kept(social_worker):
    social_worker.begins_a_referral()
    social_worker.fill({"date_of_birth_0": "31", "date_of_birth_1": "2", "date_of_birth_2": "1990"})
    social_worker.send()
    assert refused(social_worker, "date_of_birth_0", "His date of birth must be a real date") == "31"


def test_two_tabs_on_two_drafts_do_not_mix(social_worker):
    first = social_worker.page
    social_worker.begins_a_referral()
    social_worker.page = second = social_worker.new_tab()
    social_worker.begins_a_referral()
    for page, name in ((first, "Gareth"), (second, "Lucian")):
        page.locator("[name=first_name]").fill(name)
    for page in (first, second):
        page.get_by_role("button", name="Save and come back later").click()
        page.wait_for_url("**/referrals/drafts/")
    assert "Gareth" in first.locator("main").inner_text()
    assert "Lucian" in second.locator("main").inner_text()


def test_a_double_click_and_going_back_to_send_again_make_one_referral(social_worker):
    case = Case("Edmund Crosskey", "Beatrix Hollowood", number=4)
    social_worker.fills_in(case)
    social_worker.page.get_by_role("button", name="Send the referral").dblclick()
    social_worker.page.wait_for_url("**/receipt/")
    social_worker.page.go_back()
    social_worker.page.reload()
    assert social_worker.heading == "Referral sent"
    assert social_worker.number_of_referrals_of(case) == 1


def test_one_form_posted_several_times_at_one_moment_is_one_referral(social_worker):
    """A shaky line, an impatient hand, a replay: the key of the form is the same."""
    case = Case("Cuthbert Aldersey", "Philippa Dunnock", number=5)
    social_worker.fills_in(case)
    addresses = posts_at_once(social_worker, times=4)
    assert set(addresses) == {social_worker.page.url.replace("/check/", "/receipt/")}
    assert set(posts_at_once(social_worker, times=1)) == set(addresses)
    assert social_worker.number_of_referrals_of(case) == 1


def test_a_contact_posted_several_times_at_one_moment_is_logged_once(facilitator):
    file = facilitator.page.url
    facilitator.do_next()
    note = f"Left word with his mother, {uuid4().hex[:6]}"
    facilitator.fill({"channel": "phone", "two_way": "no", "note": note})
    assert set(posts_at_once(facilitator, times=3)) == {file}
    facilitator.open(f"{file}parts/contact/")
    assert facilitator.words.count(note) == 1


def posts_at_once(person, *, times):
    """Post the form of the page as it stands so many times at one moment; where each was sent on to."""
    return person.page.evaluate(
        """times => {
            const form = document.querySelector("main form");
            const body = new URLSearchParams(new FormData(form));
            const post = () => fetch(form.action, {method: "POST", body}).then(answer => answer.url);
            return Promise.all(Array.from({length: times}, post));
        }""",
        times,
    )


def test_a_contact_in_the_future_is_refused_and_kept(facilitator):
    facilitator.do_next()
    tomorrow = now() + timedelta(days=1)
    facilitator.fill({**boxes_of_day("happened_at", tomorrow), "channel": "phone", "two_way": "yes"})
    facilitator.send()
    kept = refused(facilitator, "happened_at_0", "Time of contact must be in the past")
    assert kept == str(tomorrow.day)


def test_a_note_of_two_megabytes_is_refused_and_kept(facilitator):
    facilitator.do_next()
    note = "word " * (2 * 1024 * 1024 // 5)
    facilitator.fill({"channel": "phone", "two_way": "no", "note": note})
    facilitator.send()
    assert len(refused(facilitator, "note", "5,000 characters or fewer")) == len(note)


def test_an_upload_that_is_no_document_is_refused(facilitator):
    facilitator.follow("Record his agreement")
    facilitator.open(facilitator.page.url + "record/")
    facilitator.fill({"agreed": "yes", **boxes_of_day("asked_date", now()), "form": "written"})
    program = {"name": "agreement.pdf", "mimeType": "application/pdf", "buffer": b"MZ\x90\x00 a program"}
    facilitator.page.locator("[name=document]").set_input_files(program)
    facilitator.send()
    refused(facilitator, "document", "must be a PDF, JPEG, PNG or Word")
    assert facilitator.page.locator("[name=asked_date_0]").input_value() == str(now().day)
