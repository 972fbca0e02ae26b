"""What is done at browsers leaves no word of a case in logs, and none of hers in Redis, sessions and a dump.

The site is that of all browser tests: what those before this one left is looked through with it.
"""

import pytest

from .people import Facilitator, SocialWorker
from .test_asking_her import Asker
from .traces import logged, of_cases, traces

pytestmark = pytest.mark.xdist_group("site")


def test_no_word_of_a_case_is_left_lying_about(arrive, site):
    facilitator = arrive(Facilitator)
    name = next(word for word in of_cases(site)["his"] if word.isalpha())
    facilitator.open(f"/referrals/?q={name}")
    facilitator.open("/referrals/?status=acknowledged")
    facilitator.click(facilitator.page.locator("main tbody a").first)
    facilitator.open(f"/referrals/999999/?q={name}")
    hers = arrive(Asker)
    hers.open("/iss/")
    hers.click(hers.page.locator("main a[href^='/iss/']").first)
    worker = arrive(SocialWorker)
    worker.begins_a_referral()
    worker.fill({"first_name": "Gareth", "phone": "none of your business"})
    worker.send()
    assert traces(site) == []
    forgive_the_404(facilitator)


def forgive_the_404(person):
    """The browser writes down that there was no such file, as it should."""
    person.complaints = [said for said in person.complaints if "404" not in said]


def test_a_word_that_is_logged_would_be_found(site):
    word = sorted(of_cases(site)["hers"])[0]
    log = site.folder.parent / "site.log"
    before = log.read_bytes()
    try:
        with log.open("ab") as file:
            file.write(f"left behind: {word}\n".encode())
        assert ("site.log", word) in traces(site)
        assert word in logged(site)["site.log"]
    finally:
        with log.open("r+b") as file:
            file.truncate(len(before))
