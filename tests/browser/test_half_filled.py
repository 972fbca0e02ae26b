"""A half-filled form outlives a restart of the site, the end of a session, and a second tab."""

import re
import uuid

import pytest

from .people import SocialWorker

pytestmark = pytest.mark.xdist_group("site")


@pytest.fixture
def social_worker(arrive):
    social_worker = arrive(SocialWorker)
    social_worker.begins_a_referral()
    return social_worker


@pytest.fixture
def name():
    return f"Wilfred-{uuid.uuid4().hex[:6]}"


def types(page, name, **more):
    for box, value in {"first_name": name, **more}.items():
        page.locator(f"[name={box}]").fill(value)


def is_autosaved(page):
    page.locator("[data-autosave-status]").filter(has_text=re.compile("^Saved at")).wait_for()


def test_it_is_there_after_the_site_was_restarted(site, social_worker, name):
    types(social_worker.page, name, phone="077 oo")
    is_autosaved(social_worker.page)
    address = social_worker.page.url
    site.restart_the_web()
    social_worker.open(address)
    assert social_worker.page.locator("[name=first_name]").input_value() == name
    assert social_worker.page.locator("[name=phone]").input_value() == "077 oo"


def test_what_is_typed_when_the_session_has_ended_is_kept(social_worker, name):
    page = social_worker.page
    address = page.url
    social_worker.context.clear_cookies(name="sessionid")
    types(page, name)
    page.locator("[data-autosave-status]").filter(has_text="You have been signed out").wait_for()
    types(page, name, last_name="Typed at the last moment")
    social_worker.press("Save and continue")
    assert social_worker.heading == "Sign in"
    social_worker.signs_in_on_this_page()
    assert page.url.startswith(address)
    social_worker.must_read("You had been signed out", "Nothing is lost")
    assert page.locator("[name=first_name]").input_value() == name
    assert page.locator("[name=last_name]").input_value() == "Typed at the last moment"


def test_an_old_tab_is_kept_after_a_new_sign_in_in_another(social_worker, name):
    """Signing in again wears out the token of every page that was open."""
    old, address = social_worker.page, social_worker.page.url
    social_worker.context.clear_cookies()
    social_worker.page = social_worker.new_tab()
    social_worker.sign_in()
    social_worker.page = old
    types(old, name)
    is_autosaved(old)
    social_worker.press("Save and continue")
    assert old.url.startswith(address)
    assert old.locator("[name=first_name]").input_value() == name


def test_two_tabs_on_one_page_show_both_and_lose_nothing(social_worker, name):
    first = social_worker.page
    second = social_worker.new_tab()
    second.goto(first.url)
    types(first, name, phone="07700 900111")
    is_autosaved(first)
    types(second, f"{name}-two", phone="07700 900222")
    second.locator("[data-autosave-status]").filter(has_text="changed in another tab").wait_for()
    social_worker.page = second
    social_worker.press("Save and continue")
    social_worker.must_read("This page was changed in another tab", "07700 900111", "07700 900222")
    assert second.locator("[name=phone]").input_value() == "07700 900222"
    social_worker.follow("keep what was saved in the other tab")
    assert second.locator("[name=first_name]").input_value() == name
    assert second.locator("[name=phone]").input_value() == "07700 900111"


def test_her_details_are_kept_nowhere_in_the_browser(social_worker, name):
    social_worker.open(social_worker.page.url.replace("/him/", "/partner/"))
    types(social_worker.page, name)
    is_autosaved(social_worker.page)
    kept = social_worker.page.evaluate(
        "async () => JSON.stringify([{...localStorage}, {...sessionStorage}, await caches.keys(),"
        " (await indexedDB.databases()).map(each => each.name)])"
    )
    assert name not in kept
    assert kept == "[{},{},[],[]]"
