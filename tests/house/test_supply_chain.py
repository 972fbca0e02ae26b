"""What the product is made of: locked with hashes, not older than the faults we know of, listed, asked about."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

from dvpp.stack.listing import LICENCES, licences, materials
from dvpp.stack.parts import parts, versions

ROOT = Path(settings.BASE_DIR)
# The first versions without the faults that touch what is used here
AT_LEAST = {
    "django": (5, 2, 19),  # aliases from a dict, cached pages, uploads, salts of cookies
    "weasyprint": (70, 0),  # CVE-2025-68616, CVE-2026-49452, CVE-2026-55073: fetching in spite of the fetcher
    "celery": (5, 6),  # the broker's password in the log; CVE-2021-23727
    "django-allauth": (65, 16, 1),  # rate limits passed by X-Forwarded-For
    "kombu": (5, 5),  # workers that stop after a reconnect
    "cryptography": (46,),
    "pillow": (12,),
}


def number(version):
    return tuple(int(part) for part in re.findall(r"\d+", version))


@pytest.mark.parametrize("package", AT_LEAST)
def test_no_pin_is_older_than_the_faults_we_know_of(package):
    assert number(versions(ROOT / "requirements.lock")[package]) >= AT_LEAST[package]


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_pin_has_its_hashes_and_no_address(lock):
    text = (ROOT / lock).read_text()
    entries = re.split(r"\n(?=\S)", text)
    assert len(entries) > 50
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text


def test_both_locks_agree():
    ours, with_tests = (versions(ROOT / lock) for lock in ("requirements.lock", "requirements-dev.lock"))
    assert {name: with_tests.get(name, version) for name, version in ours.items()} == ours


def test_the_page_of_licences_is_current():
    assert LICENCES.read_text() == licences(), "Run: make licences"


def test_no_licence_asks_us_to_open_what_we_do_not_or_is_unknown():
    named = {part.licence for part in parts()}
    assert "not stated" not in named
    assert not [one for one in named if "AGPL" in one or "SSPL" in one or "Commercial" in one]


def test_the_bill_of_materials_holds_every_part_with_its_hashes_and_is_the_same_each_time():
    bill = materials()
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    references = [component["bom-ref"] for component in bill["components"]]
    assert len(set(references)) == len(references) == len(parts())
    assert {"pkg:pypi/django@" in one for one in references} == {True, False}
    assert all(component["hashes"] for component in bill["components"])
    assert bill == materials()


# The answers of pip-audit and npm audit, and what is made of them
SAYS = {
    "asked": ("No known vulnerabilities found", 0, 0, "asked, no advisory"),
    "nobody there": ("requests.exceptions.ConnectionError: Max retries exceeded", 1, 3, "This is no pass"),
    "not audited": ("Name Skip Reason\nDependency could not be audited", 0, 3, "This is no pass"),
    "an advisory": ("Found 1 known vulnerability in 1 package: timed out", 1, 1, "FAILED"),
    "broken": ("Traceback", 2, 1, "FAILED"),
}


@pytest.mark.parametrize("case", SAYS)
def test_an_audit_that_could_not_be_made_is_no_pass(tmp_path, case):
    says, code, worst, expected = SAYS[case]
    fake = tmp_path / "audit"
    fake.write_text(f"#!/bin/sh\ncat <<'X'\n{says}\nX\nexit {code}\n")
    fake.chmod(0o755)
    done = subprocess.run(
        [ROOT / ".ci" / "audit"],
        env={**os.environ, "PIP_AUDIT": str(fake), "NPM": str(fake)},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, expected in done.stdout) == (worst, True), done.stdout


def test_bandit_is_part_of_lint():
    assert "bandit -q -ll" in (ROOT / "Makefile").read_text()
