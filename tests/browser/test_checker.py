"""Can I refer? in a browser without scripts, that has signed in nowhere and keeps nothing."""

import pytest

pytestmark = pytest.mark.xdist_group("site")

SUITABLE = {
    "who": "A man of 18 or over",
    "against": "A partner or former partner of the other sex",
    "plan": "Child protection plan",
    "risk": "Medium",
    "willing": "Yes",
    "strangulation": "No",
}


def test_the_browser_tests_share_one_site(request, worker_id):
    assert worker_id == "master" or request.node.nodeid.endswith("@site")


@pytest.fixture
def stranger(browser, site):
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def answer(page, **given):
    for name, words in {**SUITABLE, **given}.items():
        page.locator(f'[name="{name}"]').and_(page.get_by_label(words, exact=True)).check()
    page.locator('[name="area"]').select_option("Coventry")
    with page.expect_navigation():
        page.get_by_role("button", name="Check").first.click()
    return page.locator("main").inner_text()


def test_anybody_checks_without_scripts_and_without_signing_in(stranger):
    stranger.goto("/can-i-refer/")
    words = answer(stranger)
    assert "You can probably refer him" in words
    assert stranger.url.endswith("/can-i-refer/")
    assert stranger.context.cookies() == []


def test_where_the_programme_does_not_fit_other_services_are_named(stranger):
    stranger.goto("/can-i-refer/")
    words = answer(stranger, risk="High")
    assert "This programme is probably not the right one" in words
    assert "You judge the risk to be low or high" in words
    assert "Mentoring West Midlands" in words
    assert "Not verified yet" in words


def test_answers_can_be_changed_on_the_page_of_the_answer(stranger):
    stranger.goto("/can-i-refer/")
    answer(stranger, risk="High")
    stranger.get_by_text("Change your answers").click()
    stranger.get_by_label("Medium", exact=True).check()
    with stranger.expect_navigation():
        stranger.get_by_role("button", name="Check again").click()
    assert "You can probably refer him" in stranger.locator("main").inner_text()


def test_after_leaving_nothing_typed_is_there_any_more(stranger):
    stranger.goto("/can-i-refer/")
    answer(stranger, risk="High")
    stranger.goto("/can-i-refer/")
    assert stranger.locator("input:checked").count() == 0
