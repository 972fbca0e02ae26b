import pytest

from .case import Case
from .walk import Walk

GROUP = "Birmingham Thursday afternoon"


@pytest.mark.xdist_group("site")
def test_a_man_is_referred_joins_catches_up_and_completes_and_her_file_stays_open(site, arrive):
    case = Case("Gareth Pemberwick", "Marisol Quillfeather", number=1)
    walk = Walk(site, arrive, case)
    walk.up_to_the_programme(GROUP, starts="15:30")
    he_attends_and_catches_up(walk)
    the_completion_report_is_issued(walk)
    social_worker, iss_worker = walk.social_worker, walk.iss_worker
    social_worker.acknowledges_the_referral_back(case)
    social_worker.reads_the_report(case)
    social_worker.must_read("She feels safer.", "Nothing more is owed.")
    walk.his_side_reads_nothing_of_hers()
    iss_worker.opens_hers(case)
    iss_worker.must_read(case.her_name, "Status: In support")


def he_attends_and_catches_up(walk):
    """Three sessions are required: he attends, is absent with notice, catches up in another group, attends."""
    case, site, facilitator = walk.case, walk.site, walk.facilitator
    site.let_the_next_session_pass(GROUP)
    facilitator.takes_the_register(case, "Attended")
    site.let_the_next_session_pass(GROUP)
    facilitator.takes_the_register(case, "Absent, with notice")
    facilitator.records_a_catch_up(case)
    facilitator.opens(case)
    facilitator.must_read("On programme")
    site.let_the_next_session_pass(GROUP)
    facilitator.opens_the_register(case)
    facilitator.must_read("Attending completes the programme.")
    facilitator.records(case.his_name, "Attended")
    facilitator.press("Finish the register")
    facilitator.opens(case)
    facilitator.must_read("Completed")


def the_completion_report_is_issued(walk):
    case = walk.case
    walk.iss_worker.contributes_to_the_report(case, "She feels safer.")
    text = "He came, and worked. Nothing more is owed."
    walk.facilitator.writes_the_report(case, text)
    walk.manager.signs_the_report(case, text)
