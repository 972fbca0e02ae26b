"""No test runs as the owner of the tables: what the roles of the site may not do, no test can do either."""

import os
import shutil

import pytest

from .quiet import Floor

# Playwright's synchronous interface runs an event loop in the thread that also speaks to the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_configure(config):
    from dvpp.stack.embedded import Embedded

    config.stash[SERVERS] = servers = Embedded(_folders(), durable=False)
    servers.enter()


def pytest_unconfigure(config):
    servers = config.stash.get(SERVERS, None)
    if servers:
        servers.leave()


SERVERS = pytest.StashKey()


def _folders():
    from dvpp.stack.folders import Folders

    return Folders.from_environment()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    from django.db import connection

    from timescales.bank_holidays import bank_holidays

    options = connection.settings_dict["OPTIONS"]
    with django_db_blocker.unblock():
        bank_holidays(2026)  # once for all, so that tests that count questions count none of it
        with connection.cursor() as cursor:
            # Between tests that commit, Django empties tables; outside tests the role cannot.
            cursor.execute("grant truncate on all tables in schema public to dvpp_app")
        # What a test itself arranges and asks for is the service's; a request says who asks (accounts/identity.py)
        options["options"] = "-c dvpp.user_id=system"
        options["assume_role"] = "dvpp_service"
        connection.close()
    yield
    with django_db_blocker.unblock():
        del options["assume_role"], options["options"]
        connection.close()


@pytest.fixture(scope="session", autouse=True)
def filters_of_the_application():
    """With DVPP_FILTERS=off every ``visible_to`` gives everything, and only row security is left (make walls).

    The switch is here and not in the product, so that nobody can leave it on.
    """
    if os.environ.get("DVPP_FILTERS") != "off":
        yield
        return
    from tests.filters import off

    with off():
        yield


@pytest.fixture(scope="session")
def floor(tmp_path_factory, worker_id):
    """Shared by all workers of this run."""
    folder = tmp_path_factory.getbasetemp()
    floor = Floor(folder if worker_id == "master" else folder.parent)
    yield floor
    floor.close()


@pytest.fixture(autouse=True)
def on_the_floor(floor):
    """Wait here while another test measures in seconds."""
    floor.enter()
    yield
    floor.leave()


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path):
    """Uploaded files and reports of a test go with it."""
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture(autouse=True)
def signed_in_at_once(monkeypatch):
    """Whoever is signed in by force stands on the list of sessions, as after signing in on the page, and not only
    from the first request on: tests that count queries compare requests of the same kind.
    """
    from django.test import Client

    force_login = Client.force_login

    def signs_in(client, user, backend=None):
        from django.utils import timezone

        from accounts.models import SignedIn
        from monitoring.signing_in.sessions import KEY

        force_login(client, user, backend)
        now = timezone.now()
        session = client.session
        session[KEY] = SignedIn.objects.create(person=user, began_at=now, seen_at=now, browser="A test").pk
        session.save()

    monkeypatch.setattr(Client, "force_login", signs_in)


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all browser tests of a worker."""
    from django.db import connection
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        pytest.fail("Browser tests need Chromium; make setup-tests installs it where it may.")
    contents = getattr(connection, "_test_serialized_contents", None)
    with sync_playwright() as playwright:
        if contents is not None:
            # With a loop running, Django takes another connection: it must know too what to put back after a flush.
            connection._test_serialized_contents = contents
        browser = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def page(browser, live_server):
    """A new window that has signed in nowhere; addresses are relative to the site under test."""
    context = browser.new_context(base_url=live_server.url, locale="en-GB", timezone_id="Europe/London")
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()
