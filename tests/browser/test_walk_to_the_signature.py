"""What is missing is asked and answered, and his word becomes a signature."""

import pytest

from .case import Case
from .people import SocialWorker, Spoc


@pytest.mark.xdist_group("site")
def test_the_desk_asks_the_referrer_answers_and_brings_his_signature(site, arrive):
    case = Case("Barnaby Wetherell", "Odette Lindqvist", number=7)
    social_worker, spoc = arrive(SocialWorker), arrive(Spoc)
    social_worker.refers(case)
    spoc.asks_for_his_number(case)
    social_worker.answers(case, "07700 900311, after five")
    social_worker.prints_his_agreement(case)
    social_worker.adds_the_signed_form()
    spoc.reads_the_answer_and_passes_on(case, "07700 900311, after five")
    spoc.must_not_read(*case.hers)
    social_worker.told("Referral acknowledged and passed on", case.reference)
