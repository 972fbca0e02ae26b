"""Signing in as it is done: in Chromium, under the strict policy, which has nothing to complain of in the end."""

import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import Cover, SignedIn
from dvpp import decided
from monitoring.signing_in.invitations import invite
from tests.browser.axe import violations
from tests.world import PASSWORD, World

from .provider import Provider

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

# Anchored at the host: the address of every other page ends in a stroke too.
HOME = re.compile(r"^http://[^/]+/$")


@pytest.fixture
def world(transactional_db):
    return World(timezone.now())


@pytest.fixture(autouse=True)
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def somebody(browser, live_server):
    """A browser of somebody's own; in the end neither the policy nor a script of ours was complained of, and every
    page that was opened by somebody signed in has the policy and is kept nowhere."""
    contexts, complaints, pages = [], [], []

    def look(response):
        if response.request.resource_type == "document" and response.url.startswith(live_server.url):
            pages.append((response.url, response.headers))

    def somebody(**options):
        context = browser.new_context(base_url=live_server.url, timezone_id="Europe/London", **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        context.on("page", lambda page: page.on("console", note))
        page.on("console", note)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("response", look)
        page.add_init_script(
            "document.addEventListener('securitypolicyviolation', e => console.error('policy', e.violatedDirective))"
        )
        return page

    def note(said):
        if said.type == "error" and "status of 4" not in said.text:
            complaints.append(said.text)

    yield somebody
    for context in contexts:
        context.close()
    assert complaints == []
    for address, headers in pages:
        assert "default-src 'none'" in headers["content-security-policy"], address
        assert "unsafe" not in headers["content-security-policy"], address
    assert [address for address, headers in pages if "no-store" not in headers.get("cache-control", "")] == []


def sign_in(page, person, password=PASSWORD):
    page.goto(reverse("account_login"))
    page.get_by_label("Email").fill(person.email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def sign_out(page):
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()


def holds_passkeys(page):
    """A telephone or computer that knows its owner, at this browser."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    options |= {"hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return devtools


def set_up_a_passkey(page, person):
    sign_in(page, person)
    expect(page.get_by_role("heading", name="Set up your second step")).to_be_visible()
    page.get_by_role("button", name="Set up a passkey").click()
    page.get_by_label("Name of the passkey").fill("My telephone")
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()


def code_of(secret):
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def test_a_passkey_is_set_up_and_then_signs_in_alone_and_after_the_password(somebody, world):
    page = somebody()
    holds_passkeys(page)
    set_up_a_passkey(page, world.facilitator)
    page.get_by_role("button", name="I have kept them: go on").click()
    expect(page).to_have_url(HOME)
    sign_out(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(HOME)
    sign_out(page)
    sign_in(page, world.facilitator)
    expect(page.get_by_role("heading", name="Your second step")).to_be_visible()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(HOME)
    how = SignedIn.objects.filter(person=world.facilitator).order_by("pk").values_list("how", flat=True)
    assert list(how) == ["password", "passkey", "password, passkey"]


def test_a_passkey_that_is_broken_off_is_said_in_words(somebody, world):
    page = somebody()
    devtools = holds_passkeys(page)
    set_up_a_passkey(page, world.facilitator)
    sign_out(page)
    devtools.send("WebAuthn.disable")
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "usb", "hasUserVerification": True, "isUserVerified": False}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.evaluate(
        "() => { navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError')) }"
    )
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("The passkey did not work, or you broke it off")).to_be_visible()


def test_an_app_is_set_up_and_asked_for(somebody, world):
    page = somebody(viewport={"width": 390, "height": 844})
    sign_in(page, world.spoc)
    assert violations(page) == []
    page.get_by_role("button", name="Set up an app").click()
    secret = page.locator(".app-secret").inner_text()
    assert violations(page) == []
    page.get_by_label("Code from the app").fill(code_of(secret))
    page.get_by_role("button", name="Turn it on").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    codes = page.locator(".app-recovery-codes code").all_inner_texts()
    assert len(codes) == 10
    assert violations(page) == []
    sign_out(page)
    sign_in(page, world.spoc)
    page.get_by_label("Code", exact=True).fill(codes[0])
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url(HOME)


def test_after_too_many_attempts_the_page_says_what_to_do(somebody, world, settings):
    settings.ACCOUNT_RATE_LIMITS = decided.ACCOUNT_RATE_LIMITS
    page = somebody()
    for _ in range(6):
        sign_in(page, world.spoc, "not-the-password")
    expect(page.get_by_role("link", name="Tried too often. Wait five minutes")).to_be_visible()
    assert violations(page) == []


def test_the_organisations_own_sign_in_leads_there_and_back(somebody, world, settings):
    from .conftest import use

    provider = Provider()
    try:
        use(provider, settings, asks_second_factor=True)
        provider.claims = {"amr": ["mfa"]}
        from django.core import mail

        invite(world.spoc, by=world.administrator, at=timezone.now())
        link = next(word for word in mail.outbox[-1].body.split() if "/welcome/" in word)
        page = somebody()
        page.goto(link[link.index("/sign-in") :])
        assert violations(page) == []
        page.get_by_role("button", name="Go on with Work").click()
        expect(page).to_have_url(HOME)
        sign_out(page)
        page.get_by_role("button", name="Sign in with Work").click()
        expect(page).to_have_url(HOME)
        sign_out(page)
        provider.tenant = "another"
        page.get_by_role("button", name="Sign in with Work").click()
        expect(page.get_by_role("heading", name="You cannot sign in with this account")).to_be_visible()
    finally:
        provider.stop()


def test_whoever_is_revoked_is_out_at_the_next_click(somebody, world, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    page, administrator = somebody(), somebody()
    sign_in(page, world.facilitator)
    expect(page).to_have_url(HOME)
    sign_in(administrator, world.administrator)
    for path in (reverse("my_sessions"), reverse("my_account"), reverse("mfa_index")):
        page.goto(path)
        assert violations(page) == []
    administrator.goto(reverse("person", args=[world.facilitator.pk]))
    assert violations(administrator) == []
    administrator.get_by_role("link", name="Close the account").click()
    assert violations(administrator) == []
    administrator.get_by_role("button", name="Close the account").click()
    expect(administrator.get_by_text("They are out from their next click")).to_be_visible()
    page.get_by_role("link", name="Inbox").click()
    expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()


def test_a_session_warns_is_lengthened_by_one_press_and_covers_the_page_in_the_end(somebody, world, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    settings.IDLE_ENDS_AFTER, settings.IDLE_WARNED_BEFORE = timedelta(seconds=8), timedelta(seconds=5)
    settings.SEEN_AGAIN_AFTER = timedelta(0)
    page = somebody()
    sign_in(page, world.facilitator)
    page.goto(reverse("covers"))
    page.locator('[name="from_date_0"]').fill("28")
    warning = page.get_by_role("dialog")
    expect(warning).to_contain_text("You are about to be signed out", timeout=15_000)
    assert violations(page) == []
    page.get_by_role("button", name="Stay signed in").click()
    expect(warning).to_have_count(0)
    expect(page.get_by_role("alertdialog")).to_contain_text("You have been signed out", timeout=20_000)
    expect(page.locator('[name="from_date_0"]')).not_to_be_visible()
    assert violations(page) == []
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in in another tab").click()
    settings.IDLE_ENDS_AFTER = timedelta(minutes=15)
    sign_in(opened.value, world.facilitator)
    expect(opened.value).to_have_url(HOME)
    page.get_by_role("button", name="I have signed in: show the page").click()
    expect(page.locator('[name="from_date_0"]')).to_have_value("28")


def test_typing_is_being_there(somebody, world, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    settings.IDLE_ENDS_AFTER, settings.IDLE_WARNED_BEFORE = timedelta(seconds=9), timedelta(seconds=4)
    settings.SEEN_AGAIN_AFTER = timedelta(0)
    page = somebody()
    sign_in(page, world.facilitator)
    page.goto(reverse("covers"))
    for number in range(12):
        page.locator('[name="from_date_0"]').fill(str(number + 1))
        page.wait_for_timeout(1000)
    assert page.get_by_role("dialog").count() == 0
    page.goto(reverse("my_account"))
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()


def test_without_javascript_what_was_typed_too_late_comes_back(somebody, world, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    page = somebody(java_script_enabled=False)
    sign_in(page, world.facilitator)
    page.goto(reverse("covers"))
    day = timezone.localdate() + timedelta(days=5)
    page.locator('[name="covered_by"]').select_option(str(world.second_facilitator.pk))
    for name in ("from_date", "to_date"):
        for part, number in enumerate((day.day, day.month, day.year)):
            page.locator(f'[name="{name}_{part}"]').fill(str(number))
    SignedIn.objects.update(seen_at=timezone.now() - timedelta(hours=1))
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_text("signed out because nothing was done for a while")).to_be_visible()
    page.get_by_label("Email").fill(world.facilitator.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="What you typed is kept")).to_be_visible()
    page.get_by_role("button", name="Send it now").click()
    expect(page.get_by_text("stands in for")).to_have_count(2)
    assert Cover.objects.filter(away=world.facilitator).count() == 1
