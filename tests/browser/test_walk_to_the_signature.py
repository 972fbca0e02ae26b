"""What is missing is asked and answered, and his word becomes a signature."""

import pytest

from .case import Case
from .people import SocialWorker, Spoc

REACHED_AT = "07700 900311, after five"


@pytest.mark.xdist_group("site")
def test_the_desk_asks_the_referrer_answers_and_brings_his_signature(site, arrive):
    """With a couple of the demonstration, who has been received and not yet looked at."""
    case = Case("Callum Brackley", "Jodie Larkin", number=7)
    social_worker, spoc = arrive(SocialWorker), arrive(Spoc)
    spoc.asks_for_his_number(case)
    social_worker.answers(case, REACHED_AT)
    social_worker.prints_his_agreement(case)
    social_worker.adds_the_signed_form()
    spoc.reads_the_answer_and_passes_on(case, REACHED_AT)
    spoc.must_not_read(*case.hers)
    social_worker.told("Referral acknowledged and passed on", case.reference)
