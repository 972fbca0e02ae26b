"""Every answer, whatever it is an answer to: its headers, the methods that there are, how much may be sent."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.access.walking import log_lines
from tests.world import World

pytestmark = pytest.mark.django_db

ALWAYS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
POLICY = (
    "default-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "report-uri /policy-reports",
)


@pytest.fixture
def answers(client):
    """A page, a refusal, what is missing, a redirect, a paper, what is public."""
    world = World()
    client.force_login(world.facilitator)
    referral = world.contacted()
    names = {"home": [], "people": [], "file": [999], "agreement_pdf": [referral.pk], "checker": []}
    found = {name: client.get(reverse(name, args=args)) for name, args in names.items()}
    client.logout()
    return found | {
        "signed out": client.get(reverse("inbox")),
        "sign-in": client.get(reverse("account_login")),
    }


def test_every_answer_says_what_a_browser_may_do_with_it(answers):
    assert {answer.status_code for answer in answers.values()} == {200, 302, 403, 404}
    for name, answer in answers.items():
        for header, value in ALWAYS.items():
            assert value in answer[header], f"{header} of {name}"
        for rule in POLICY:
            assert rule in answer["Content-Security-Policy"], name
        assert "unsafe" not in answer["Content-Security-Policy"]


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_are_not_answered_and_do_nothing(client, method):
    answer = getattr(client, method)("/")
    assert (answer.status_code, answer.content) == (405, b"")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_what_is_too_large_is_refused_before_it_is_read(client, settings):
    settings.LARGEST_REQUEST = 1024
    answer = client.post(reverse("account_login"), {"login": "x" * 2000})
    assert answer.status_code == 413
    assert "Go back" in answer.content.decode()
    assert "Permissions-Policy" in answer


def test_more_files_than_any_form_takes_are_refused_with_a_way_on(client):
    world = World()
    client.force_login(world.facilitator)
    referral = world.contacted()
    files = {f"document_{number}": SimpleUploadedFile("a.pdf", b"%PDF-1.7") for number in range(6)}
    client.raise_request_exception = False
    answer = client.post(reverse("record_agreement", args=[referral.pk]), files)
    assert answer.status_code == 400
    assert "at most three documents" in answer.content.decode()
    assert not referral.agreements.exists()


def test_a_form_without_its_token_is_refused_with_a_way_on():
    world = World()
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.facilitator)
    answer = client.post(reverse("log_contact", args=[world.contacted().pk]), {"note": "zquxnote"})
    assert answer.status_code == 403
    said = answer.content.decode()
    assert "Load the page again" in said
    assert 'href="/"' in said
    assert "zquxnote" not in said


@pytest.mark.parametrize("host", ["evil.example", "a b", "localhost:80:80"])
def test_another_host_is_not_served_and_not_repeated(client, host):
    client.raise_request_exception = False
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 400
    assert host not in answer.content.decode()


def test_what_a_browser_would_not_load_is_counted_without_being_repeated(client):
    report = {
        "effective-directive": "script-src-elem",
        "document-uri": "http://testserver/referrals/4711/?q=zquxname",
        "blocked-uri": "http://evil.example/zquxname.js",
    }
    with log_lines() as log:
        answer = client.post("/policy-reports", json.dumps({"csp-report": report}), "application/csp-report")
    assert answer.status_code == 204
    [line] = [json.loads(line) for line in log.getvalue().splitlines() if "policy violated" in line]
    assert (line["directive"], line["route"]) == ("script-src-elem", "referrals/<int:pk>/")
    assert "zquxname" not in log.getvalue()
    assert "4711" not in log.getvalue()


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"csp-report": 5}', b"\xff", b'{"csp-report": {}}'])
def test_a_report_that_is_none_is_refused(client, body):
    assert client.post("/policy-reports", body, "application/csp-report").status_code == 400
