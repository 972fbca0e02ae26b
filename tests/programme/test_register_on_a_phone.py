"""The register in a browser as wide as a telephone: quick, together with somebody else, and without a connection."""

import time

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from programme.actions import plan_visit
from programme.marks import What, marks_of
from referrals.statuses import Status
from tests.browser.axe import violations
from tests.programme.kit import ABSENT, a_man, men, sessions_of, six_weeks_ago, told
from tests.world import World, fresh

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

PHONE = {"width": 390, "height": 844}
MINUTE = 60  # seconds
THUMB = 44  # the least height in pixels of what is tapped


@pytest.fixture
def world(transactional_db):
    return World(timezone.now().replace(microsecond=0))


@pytest.fixture
def group(world):
    return world.group(at=six_weeks_ago(world), weeks=12)


@pytest.fixture
def twelve(world, group):
    return men(world, group, 12, at=six_weeks_ago(world))


@pytest.fixture
def session(group, twelve):
    return sessions_of(group)[0]


@pytest.fixture
def phone(browser, live_server):
    """Somebody's telephone, signed in: ``phone(person)`` is its page."""
    contexts = []

    def phone(person, **options):
        client = Client()
        client.force_login(person)
        context = browser.new_context(
            base_url=live_server.url, viewport=PHONE, timezone_id="Europe/London", **options
        )
        context.set_default_timeout(15_000)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
        contexts.append(context)
        return context.new_page()

    yield phone
    for context in contexts:
        context.close()


class Card:
    """The card of one man on a register."""

    def __init__(self, page, him):
        self.page, self.card = page, page.locator(f'[data-man="{him.pk}"]')

    def tap(self, words):
        self.card.get_by_text(words, exact=True).click()

    def chosen(self):
        return self.card.locator("[name^=outcome_]:checked").get_attribute("value")

    def late(self, minutes):
        self.tap("Late")
        self.card.get_by_label("Minutes late").fill(str(minutes))


def status(page):
    return page.locator("[data-register-status]")


def press(page, words):
    page.get_by_role("button", name=words, exact=True).click()


def outcomes(session):
    return sorted(session.attendances.values_list("outcome", flat=True))


def test_a_register_of_twelve_is_taken_in_under_a_minute(phone, world, session, twelve, floor):
    page = phone(world.facilitator)
    with floor.alone():
        begun = time.monotonic()
        page.goto(session.get_absolute_url())
        Card(page, twelve[0]).tap("Absent, with notice")
        Card(page, twelve[4]).late(12)
        Card(page, twelve[7]).tap("Absent, no contact")
        press(page, "Everyone else attended")
        expect(status(page)).to_contain_text("12 of 12 marked. Saved at")
        press(page, "Finish the register")
        expect(page.get_by_text("The register is saved.")).to_be_visible()
        assert time.monotonic() - begun < MINUTE
    assert outcomes(session) == sorted([ABSENT, "absent_notice", "late", *["attended"] * 9])
    assert told(world.iss_worker, "first_miss") == 1


def test_a_register_of_twelve_tapped_one_by_one_is_taken_in_under_a_minute_too(
    phone, world, session, twelve, floor
):
    page = phone(world.facilitator)
    with floor.alone():
        begun = time.monotonic()
        page.goto(session.get_absolute_url())
        for him in twelve:
            Card(page, him).tap("Attended")
        expect(status(page)).to_contain_text("12 of 12 marked. Saved at")
        press(page, "Finish the register")
        expect(page.get_by_text("The register is saved.")).to_be_visible()
        assert time.monotonic() - begun < MINUTE
    assert outcomes(session) == ["attended"] * 12


def test_what_is_tapped_is_high_enough_for_a_thumb_and_nothing_scrolls_sideways(
    phone, world, session, twelve
):
    page = phone(world.facilitator)
    page.goto(session.get_absolute_url())
    tapped = page.locator(".app-register .govuk-radios__label, .app-register summary, .app-register button")
    heights = tapped.evaluate_all(
        "all => all.filter(one => one.checkVisibility() && !one.matches('.govuk-visually-hidden'))"
        ".map(one => [one.innerText, one.getBoundingClientRect().height])"
    )
    assert [(words, height) for words, height in heights if height < THUMB] == []
    assert len(heights) > 12 * 5
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert violations(page) == []


def test_taps_through_a_dropped_connection_are_sent_once_when_it_is_back(phone, world, session, twelve):
    page = phone(world.facilitator)
    page.goto(session.get_absolute_url())
    expect(status(page)).to_contain_text("Every tap is saved.")
    page.context.set_offline(True)
    Card(page, twelve[0]).tap("Absent, with notice")
    Card(page, twelve[1]).tap("Attended")
    expect(status(page)).to_contain_text(
        "No connection. 2 taps wait in this phone and are sent when it is back."
    )
    press(page, "Finish the register")
    expect(status(page)).to_contain_text("the register is not finished")
    kept = page.evaluate("JSON.stringify(sessionStorage)")
    assert twelve[0].man.last_name not in kept
    assert not session.marks.exists()
    page.context.set_offline(False)
    expect(status(page)).to_contain_text("2 of 12 marked. Saved at", timeout=30_000)
    assert session.marks.count() == 2
    assert page.evaluate("sessionStorage.length") == 0


def test_a_flag_without_a_connection_says_that_nobody_has_been_told(phone, world, session, twelve):
    page = phone(world.facilitator)
    page.goto(session.get_absolute_url())
    expect(status(page)).to_contain_text("Every tap is saved.")
    page.locator(f'[data-man="{twelve[0].pk}"] summary').click()
    page.context.set_offline(True)
    page.locator(f'[value="distress-{twelve[0].pk}"]').click()
    expect(status(page)).to_contain_text("NOBODY HAS BEEN TOLD")
    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(status(page)).to_contain_text("Every tap is saved.")
    expect(status(page)).to_contain_text("NOBODY HAS BEEN TOLD")
    page.locator(f'[value="distress-{twelve[0].pk}"]').click()
    press(page, "Flag it and tell them now")
    expect(page.get_by_text("Flagged. Those who must know have been told.")).to_be_visible()
    assert told(world.iss_worker, "distress") == 1
    assert session.attendances.get().referral == twelve[0]


def test_taps_that_wait_outlive_a_reload_and_a_note_never_lies_in_the_phone(phone, world, session, twelve):
    page = phone(world.facilitator)
    page.goto(session.get_absolute_url())
    expect(status(page)).to_contain_text("Every tap is saved.")
    page.route("**/marks/**", lambda route: route.abort())
    Card(page, twelve[0]).tap("Absent, with notice")
    page.locator(f'[data-man="{twelve[0].pk}"] summary').click()
    page.locator(f'[name="note_{twelve[0].pk}"]').fill("His mother is ill")
    page.locator(f'[name="note_{twelve[0].pk}"]').blur()
    expect(status(page)).to_contain_text("2 taps wait")
    assert "mother" not in page.evaluate("JSON.stringify(sessionStorage)")
    page.on("dialog", lambda dialog: dialog.accept())
    page.unroute("**/marks/**")
    page.reload()
    expect(status(page)).to_contain_text("1 of 12 marked. Saved at", timeout=30_000)
    assert marks_of(session).value(twelve[0].pk, What.OUTCOME) == "absent_notice"


def test_the_colleague_sees_what_was_changed_and_by_whom(phone, world, session, twelve):
    mine, hers = phone(world.facilitator), phone(world.second_facilitator)
    for page in (mine, hers):
        page.goto(session.get_absolute_url())
    Card(mine, twelve[0]).tap("Attended")
    Card(mine, twelve[1]).tap("Attended")
    expect(status(mine)).to_contain_text("Saved at")
    Card(hers, twelve[2]).tap("Absent, with notice")
    Card(hers, twelve[0]).tap("Absent, with notice")
    expect(status(hers)).to_contain_text("3 of 12 marked. Saved at")
    Card(mine, twelve[3]).tap("Attended")
    news = mine.locator("[data-register-news]")
    expect(news).to_contain_text(f"Second Facilitator changed {twelve[0].man.name}: “Absent with notice”")
    assert Card(mine, twelve[0]).chosen() == "absent_notice"
    assert Card(mine, twelve[2]).chosen() == "absent_notice"
    expect(status(mine)).to_contain_text("4 of 12 marked")


def test_a_second_miss_shows_what_follows_on_the_card_and_closes_only_with_its_tick(
    phone, world, group, session, twelve
):
    world.register(session, {twelve[0]: ABSENT})
    second = sessions_of(group)[1]
    page = phone(world.facilitator)
    page.goto(second.get_absolute_url())
    tick = page.get_by_label(f"Close the file of {twelve[0].man.name}")
    expect(tick).to_be_hidden()
    Card(page, twelve[0]).tap("Absent, no contact")
    expect(tick).to_be_visible()
    expect(
        page.get_by_text("tells the social worker and the Integrated Support Service at once")
    ).to_be_visible()
    press(page, "Finish the register")
    expect(page.get_by_text("Not finished yet: confirm what follows")).to_be_visible()
    assert fresh(twelve[0]).status == Status.ON_PROGRAMME
    page.get_by_label(f"Close the file of {twelve[0].man.name}").check()
    press(page, "Confirm and finish the register")
    expect(page.get_by_text("Closed and referred back")).to_be_visible()
    assert fresh(twelve[0]).status == Status.CLOSED


def test_the_register_is_taken_by_keyboard_alone(phone, world, session, twelve):
    page = phone(world.facilitator)
    page.goto(session.get_absolute_url())
    page.locator(f'[data-man="{twelve[0].pk}"] [name^=outcome_]').first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    minutes = page.locator(f'[name="minutes_{twelve[0].pk}"]')
    expect(minutes).to_be_focused()
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text("1 of 12 marked. Saved at")
    press_by_key(page, "Everyone else attended")
    press_by_key(page, "Finish the register")
    expect(page.get_by_text("The register is saved.")).to_be_visible()
    assert session.attendances.get(referral=twelve[0]).minutes_late == 5


def press_by_key(page, words):
    page.get_by_role("button", name=words, exact=True).focus()
    page.keyboard.press("Enter")


def test_without_scripts_it_is_one_form(phone, world, session, twelve):
    page = phone(world.facilitator, java_script_enabled=False)
    page.goto(session.get_absolute_url())
    press(page, "Everyone else attended")
    Card(page, twelve[3]).tap("Absent, with notice")
    press(page, "Finish the register")
    expect(page.get_by_text("The register is saved.")).to_be_visible()
    assert outcomes(session) == ["absent_notice", *["attended"] * 11]


def test_a_visitor_stands_last_says_why_he_is_here_and_is_credited(phone, world, group):
    other = world.group(name="Another evening", at=six_weeks_ago(world), weeks=12)
    member, visitor = (
        a_man(world, g, number=n, at=six_weeks_ago(world)) for n, g in ((2, group), (1, other))
    )
    missed, here = sessions_of(other)[0], sessions_of(group)[0]
    world.register(missed, {visitor: "absent_notice"})
    line = visitor.attendances.get()
    plan_visit(line, session=here, by=world.facilitator, at=missed.starts_at)
    page = phone(world.second_facilitator)
    page.goto(here.get_absolute_url())
    cards = page.locator("[data-man]")
    assert [card.get_attribute("data-man") for card in cards.all()] == [str(member.pk), str(visitor.pk)]
    expect(cards.last).to_contain_text("From another group, to make up for")
    assert violations(page) == []
    press(page, "Everyone else attended")
    expect(status(page)).to_contain_text("2 of 2 marked. Saved at")
    press(page, "Finish the register")
    expect(page.get_by_text("The register is saved.")).to_be_visible()
    assert visitor.attendances.get(session=here).makes_up == line
    assert outcomes(here) == ["attended", "caught_up"]
