import time

import pytest

from .case import Case
from .walk import Walk

GROUP = "Birmingham Thursday closing"
AT_ONCE = 2  # seconds from the answer to the facilitator


@pytest.mark.xdist_group("site")
def test_two_misses_close_the_file_at_once_and_a_correction_undoes_it(site, arrive, floor):
    case = Case("Lucian Thorncastle", "Ingrid Applewhaite", number=2)
    walk = Walk(site, arrive, case)
    walk.up_to_the_programme(GROUP, starts="13:15")
    he_misses_once(walk)
    the_second_miss_closes_his_file_at_once(walk, floor)
    her_file_stays_open(walk)
    the_correction_undoes_the_closure(walk, floor)


def he_misses_once(walk):
    case = walk.case
    walk.site.let_the_next_session_pass(GROUP)
    walk.facilitator.takes_the_register(case, "Absent, no contact")
    walk.facilitator.must_read(f"Get in touch with {case.his_name}")
    walk.iss_worker.told("A session was missed without contact", case.her_reference)


def the_second_miss_closes_his_file_at_once(walk, floor):
    case, site, facilitator = walk.case, walk.site, walk.facilitator
    site.let_the_next_session_pass(GROUP)
    facilitator.opens_the_register(case)
    facilitator.must_read("1 miss running", "it closes his file")
    facilitator.records(case.his_name, "Absent, no contact")
    facilitator.press("Finish the register")
    facilitator.must_read(
        "Not finished yet: confirm what follows",
        "closes his file",
        "refers him back to children's services",
        "tells the social worker and the Integrated Support Service at once",
    )
    facilitator.page.get_by_label(f"Close the file of {case.his_name}").check()
    with floor.alone():
        site.wait_until_all_is_sent()
        before = len(site.mails())
        saved_at = facilitator.saves("Confirm and finish the register")
        told_at_once(walk, "The file is closed", before, saved_at)
    facilitator.must_read(f"Closed and referred back: {case.his_name}.")


def told_at_once(walk, what, mails_before, saved_at):
    """The social worker and the ISS have it in the inbox and by mail: a reference and a link, and no name."""
    case = walk.case
    told = ((walk.social_worker, case.reference), (walk.iss_worker, case.her_reference))
    for person, reference in told:
        mail = _mail_about(walk.site, person, reference, mails_before, until=saved_at + AT_ONCE)
        text = mail["Subject"] + mail.get_payload(decode=True).decode()
        assert reference in text
        assert f"{walk.site.url}/inbox/" in text
        for name in (*case.his_name.split(), *case.her_name.split()):
            assert name not in text
        lines = person.inbox()
        assert any(line.startswith(what) and reference in line for line in lines), lines
        assert time.monotonic() < saved_at + AT_ONCE, f"{person.who} read it too late"


def _mail_about(site, person, reference, before, *, until):
    while time.monotonic() < until:
        for mail in site.mails()[before:]:
            if mail["To"] == person.email and reference in mail["Subject"]:
                return mail
        time.sleep(0.02)
    raise AssertionError(f"No mail about {reference} to {person.who} within {AT_ONCE} seconds.")


def her_file_stays_open(walk):
    walk.iss_worker.opens_hers(walk.case)
    walk.iss_worker.must_read(walk.case.her_name, "Status: In support")
    walk.social_worker.acknowledges_the_referral_back(walk.case)
    walk.his_side_reads_nothing_of_hers()


def the_correction_undoes_the_closure(walk, floor):
    case, site, facilitator = walk.case, walk.site, walk.facilitator
    facilitator.opens_the_last_register(case)
    facilitator.follow("Correct")
    facilitator.must_read("the closure is undone")
    facilitator.fill({"outcome": "absent_notice", "because": "He had telephoned; the wrong box was ticked."})
    with floor.alone():
        site.wait_until_all_is_sent()
        before = len(site.mails())
        saved_at = facilitator.saves("Correct the register")
        told_at_once(walk, "A closure has been undone", before, saved_at)
    facilitator.must_read("is open again as if it had never been closed")
    facilitator.opens(case)
    facilitator.must_read("On programme")
