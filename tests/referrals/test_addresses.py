"""The address of a page is that which Django gives, without asking it each time."""

import pytest
from django.urls import reverse

from accounts.addresses import address
from iss.models import PartnerFile
from programme.models import Session
from referrals.models import Referral

PAGES = {"file": Referral, "her_file": PartnerFile, "register": Session}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("pk", [1, 7_420_031, 2**62])
def test_a_file_has_the_address_of_its_page(page, pk):
    assert PAGES[page](pk=pk).get_absolute_url() == reverse(page, args=[pk])


def test_a_row_that_is_not_kept_has_none():
    with pytest.raises(TypeError):
        address("file", None)
