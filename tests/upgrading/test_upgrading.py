"""Real rows of an older release are carried over whole, and that release goes on working until it is replaced.

Only with ``make proof``: both schemas are made from nothing, which takes minutes. DVPP_UPGRADE_FROM names another commit.
"""

import json
import os
import subprocess

import pytest

from dvpp.stack.folders import PROJECT
from tests.proof import WHOLE

from .beside import TABLES, People
from .site import Site

# Before roles of the database (decision 0046), and what else this release brings
PREVIOUS = os.environ.get("DVPP_UPGRADE_FROM", "e8b9281")
# Rows that migrations and Django itself write
OURS = {"django_migrations", "django_content_type", "auth_permission"}
# What is to be summed again because people saved
SAVED_BESIDE = {"monitoring_summarystale"}
# Of what people write beside the migrations, what the site that is filled here has rows of
WRITTEN = set(TABLES) - {"programme_enrolment"}

pytestmark = [
    pytest.mark.proof,
    pytest.mark.skipif(not WHOLE, reason="takes minutes: make proof"),
]


def is_here(commit):
    found = subprocess.run(
        ["git", "cat-file", "-e", f"{commit}^{{commit}}"], cwd=PROJECT, capture_output=True
    )
    return found.returncode == 0


def upgraded(site):
    """{table: (before, after)} of what is not as it was, by the columns of the older schema."""
    site.manage("migrate", "-v", "0", older=True)
    site.script("fill.py", older=True)
    questions = site.questions()
    before = site.rows(questions)
    with People(site.connect) as people:
        site.manage("migrate", "-v", "0", older=False)
    after = site.rows(questions)
    assert {each.table: str(each) for each in people.saw() if each.wrong} == {}
    assert {each.table for each in people.saw() if each.saved} >= WRITTEN
    assert sum(number for number, _ in before.values()) > 1_000
    assert all(
        before[table][0]
        for table in (
            *("referrals_referral", "iss_partnerfile", "iss_safecontact", "alerts_notice", "audit_entry"),
            *("texts_text", "referrals_deadline"),
        )
    )
    return {table: (before[table], after[table]) for table in before if before[table] != after[table]}


@pytest.mark.skipif(not is_here(PREVIOUS), reason=f"{PREVIOUS} is not in this clone")
def test_what_an_older_release_holds_stays_and_it_goes_on_working(tmp_path):
    with Site(tmp_path, PREVIOUS).running() as site:
        changed = upgraded(site)
        assert set(changed) <= OURS | SAVED_BESIDE
        assert all(after[0] >= before[0] for before, after in changed.values())
        said = json.loads(site.script("smoke.py", older=True).splitlines()[-1])
        assert said["wrong"] == []
        assert said["opened"] > 60
        assert (said["referred"], said["told"] > 0, said["sent"] > 0, said["texts"] > 0) == (True,) * 4
