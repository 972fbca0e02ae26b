"""He answers alone: few taps, on a narrow screen, without scripts, on pages that name nobody and lead nowhere."""

import pytest

from .axe import violations
from .people import Facilitator
from .person import PATIENCE

pytestmark = pytest.mark.xdist_group("site")
# Five minutes at twelve seconds a tap
MOST_TAPS = 25
NARROW = {"width": 390, "height": 844}
TELLS = ("My Time", "programme", "perpetrator", "case management")


def puts_the_questions(facilitator, way):
    """To a man on the programme, whichever comes first."""
    facilitator.open("/referrals/?status=on_programme")
    facilitator.click(facilitator.page.locator("main table tbody a").first)
    file = facilitator.page.url
    facilitator.follow("Ask him the questions")
    facilitator.fill({"way": way, "interpreter": "no"})
    facilitator.send()
    return file


def answers_everything(page, *, scripts=True):
    """Taps on an answer of every question, from page to page; how many taps that took."""
    taps = 0
    while page.locator("form fieldset").count():
        assert page.title() == "A few questions"
        assert not scripts or violations(page) == []
        assert not scripts or page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
        assert not any(word in page.content() for word in TELLS)
        assert page.locator("nav, header").count() == 0
        for group in page.locator("form fieldset").all():
            group.locator("label").nth(1).click()
            taps += 1
        with page.expect_navigation():
            page.locator("form button[type=submit]").click()
        taps += 1
    return taps


def test_on_a_handed_screen_in_few_taps_and_nothing_to_go_back_to(arrive):
    facilitator = arrive(Facilitator, java_script_enabled=False, viewport=NARROW)
    file = puts_the_questions(facilitator, "screen")
    page = facilitator.page
    assert answers_everything(page, scripts=False) <= MOST_TAPS
    assert "hand the device back" in page.locator("main").inner_text()
    page.go_back()
    assert "Page" not in page.locator("main").inner_text()
    page.goto(file)
    assert "/sign-in/" in page.url


def test_by_a_link_on_a_phone_of_his_own_in_few_taps(arrive, browser, site):
    facilitator = arrive(Facilitator)
    puts_the_questions(facilitator, "own_device")
    link = facilitator.page.locator("code").inner_text()
    phone = browser.new_context(base_url=site.url, viewport=NARROW)
    phone.set_default_timeout(PATIENCE)
    page = phone.new_page()
    page.goto(link)
    assert violations(page) == []
    page.get_by_role("button", name="Start").click()
    taps = 2 + answers_everything(page)
    assert "Thank you" in page.locator("h1").inner_text()
    assert violations(page) == []
    assert 13 <= taps <= MOST_TAPS
    page.goto(link)
    assert "Thank you" in page.locator("h1").inner_text()
    stranger = browser.new_context(base_url=site.url).new_page()
    stranger.goto(link)
    assert "not open" in stranger.locator("h1").inner_text()
    stranger.context.close()
    phone.close()
