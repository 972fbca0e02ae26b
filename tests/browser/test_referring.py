"""A new social worker refers a man, with an answer to every question there is."""

import time

import pytest

from .case import WholeCase
from .people import SocialWorker
from .questions import questions

MOST_PAGES = 14
SECONDS = 5  # from the answer to whoever sends the form
# Each takes back another answer, or is for a man under 18
INSTEAD = {"no_children", "times_unknown", "no_details", "remove_document"}

pytestmark = pytest.mark.xdist_group("site")


def test_the_whole_form_takes_fourteen_pages_and_asks_nothing_twice(site, arrive, floor):
    case = WholeCase("Lysander Quickfall", "Rosamund Tetlow", number=8)
    social_worker = arrive(SocialWorker)
    social_worker.follow("Refer a man")
    pages = ["Sign in", "Home", social_worker.heading]
    social_worker.press("Start now")
    asked = []
    for heading, values in case.pages:
        assert social_worker.heading == heading, social_worker.words
        pages.append(heading)
        social_worker.fill(values)
        asked += what_is_asked(
            social_worker, whose="hers" if "she" in heading or "partner" in heading else "his"
        )
        social_worker.press("Save and continue")
    nothing_is_asked_twice(asked)
    pages.append(social_worker.heading)
    reads_every_answer_again(social_worker, case)
    with floor.alone():
        site.wait_until_all_is_sent()
        before = len(site.mails())
        sent_at = sends(social_worker)
        receipt = the_receipt(site, social_worker, before, until=sent_at + SECONDS)
    pages.append(social_worker.heading)
    case.reference = social_worker.page.locator(".govuk-panel__body strong").inner_text()
    assert pages[-1] == "Referral sent"
    assert len(pages) <= MOST_PAGES, pages
    says_nothing_of_anybody(receipt, case)


def what_is_asked(social_worker, *, whose):
    """[(whose, name of the box, question)] of the page; each has an answer."""
    found = questions(social_worker.page)
    unanswered = [each for each in found if not each["answered"] and each["name"] not in INSTEAD]
    assert unanswered == [], f"left empty on {social_worker.heading}"
    return [(whose, each["name"], each["question"]) for each in found if each["name"] not in INSTEAD]


def nothing_is_asked_twice(asked):
    assert len(asked) > 60, "the questions were not found"
    names = [(whose, name) for whose, name, _ in asked]
    words = [question for _, _, question in asked]
    assert sorted({each for each in names if names.count(each) > 1}) == []
    assert sorted({each for each in words if words.count(each) > 1}) == []


def reads_every_answer_again(social_worker, case):
    assert social_worker.heading == "Check your answers before you send them", social_worker.words
    social_worker.must_read(
        case.his_phone,
        case.her_phone,
        "Robin, Age 6, Child protection plan, since",
        "Rutland Children's Services",
        "Restraining order, until",
        "Probation, Ms Okonjo",
        "Solihull",
        "signed.pdf",
        "Galician",
        "The Bramblewood refuge",
    )


def sends(social_worker):
    """Press the button; the moment (time.monotonic) at which the site had answered."""
    with social_worker.page.expect_response(lambda answer: answer.request.method == "POST") as sent:
        social_worker.page.get_by_role("button", name="Send the referral").click()
    assert sent.value.status == 302, social_worker.words
    at = time.monotonic()
    social_worker.page.wait_for_url("**/receipt/")
    return at


def the_receipt(site, social_worker, before, *, until):
    while time.monotonic() < until:
        for mail in site.mails()[before:]:
            if mail["To"] == social_worker.email:
                return mail
        time.sleep(0.02)
    raise AssertionError(f"No receipt within {SECONDS} seconds.")


def says_nothing_of_anybody(receipt, case):
    text = receipt["Subject"] + receipt.get_payload(decode=True).decode()
    assert case.reference in text
    assert "Expect contact to be made by" in text
    for _, values in case.pages:
        for value in values.values():
            if isinstance(value, str) and len(value) > 4:
                assert value not in text
