import pytest

from .case import Case
from .people import Facilitator, IssWorker, SocialWorker, Spoc

pytestmark = pytest.mark.xdist_group("site")


def test_a_man_is_referred_passed_on_and_contacted_without_scripts(arrive):
    case = Case("Osbert Ravenhall", "Tamsin Gladwyn", number=3)
    arrive(SocialWorker, java_script_enabled=False).refers(case)
    arrive(Spoc, java_script_enabled=False).passes_on(case)
    arrive(Facilitator, java_script_enabled=False).contacts_him(case)


def test_a_register_that_closes_a_file_is_confirmed_without_scripts(site, arrive):
    """The demonstration's evening group owes a register, and one of its men has missed once."""
    facilitator = arrive(Facilitator, java_script_enabled=False)
    facilitator.open("/sessions/")
    owed = facilitator.page.get_by_role("table", name="Registers not taken")
    facilitator.click(owed.get_by_role("link").first)
    facilitator.press("Everyone else attended")
    his_name = facilitator.the_man_with_a_miss_running()
    facilitator.records(his_name, "Absent, no contact")
    facilitator.press("Finish the register")
    facilitator.must_read("Not finished yet: confirm what follows", "closes his file")
    facilitator.press("Confirm and finish the register")
    facilitator.must_read(f"Tick to close the file of {his_name}, or change what you recorded of him")
    facilitator.page.get_by_label(f"Close the file of {his_name}").check()
    facilitator.press("Confirm and finish the register")
    facilitator.must_read("The register is saved.", f"Closed and referred back: {his_name}.")
    iss_worker = arrive(IssWorker, java_script_enabled=False)
    iss_worker.acknowledges("The file is closed")
