"""What the documents name exists: people, files, commands, tests."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

from demonstration.region import SIGN_INS, address

ROOT = Path(settings.BASE_DIR)
README = ROOT / "README.md"
DOCUMENTS = [README, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)\s]+)\)|<img[^>]* src=\"([^\"]+)\"")
COMMAND = re.compile(r"manage\.py ([a-z][a-z_]+)")
TEST = re.compile(r"`(test_[a-z0-9_]+)`")
PLACE = re.compile(r"`((?:tests|accounts|alerts|dvpp|intake|iss|monitoring)/[\w/]+\.py)`")

named = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))


def _anchors(document):
    headings = re.findall(r"^#+ (.+)$", document.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_readme_introduces_everybody_who_can_sign_in_and_nobody_else():
    told = set(re.findall(r"[\w.-]+@demo\.example", README.read_text()))
    assert told == {address(name) for name in SIGN_INS}


def test_the_readme_calls_them_by_their_names():
    text = README.read_text()
    assert [row[0] for row in SIGN_INS.values() if row[0] not in text] == []


@named
def test_links_lead_somewhere(document):
    for groups in LINK.findall(document.read_text()):
        target, _, anchor = "".join(groups).partition("#")
        if "://" in target:
            continue
        found = (document.parent / target) if target else document
        assert found.exists(), f"{target} is not there"
        assert not anchor or anchor in _anchors(found), f"{target} has no heading {anchor}"


@named
def test_commands_exist(document):
    assert set(COMMAND.findall(document.read_text())) <= set(get_commands())


@named
def test_tests_and_files_that_are_named_exist(document):
    text = document.read_text()
    assert [place for place in PLACE.findall(text) if not (ROOT / place).exists()] == []
    written = "\n".join(path.read_text() for path in (ROOT / "tests").rglob("test_*.py"))
    assert [test for test in TEST.findall(text) if f"def {test}(" not in written] == []


def test_every_document_is_in_the_index():
    index = (ROOT / "docs" / "README.md").read_text()
    documents = [path.relative_to(ROOT / "docs") for path in DOCUMENTS if path.parent != ROOT]
    assert [str(path) for path in documents if path.name != "README.md" and f"({path})" not in index] == []
