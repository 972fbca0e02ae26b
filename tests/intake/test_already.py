"""While the form is filled in: has this man been referred before, as far as the referrer may know?"""

import pytest

from tests.world import HIM as SAME_MAN

from .form import HERS, HIM, text

QUESTION = "Has he been referred before?"


@pytest.fixture
def before(referrer):
    return referrer.world.received(him=dict(SAME_MAN))


def test_it_is_said_on_the_page_after_who_he_is(referrer, before):
    assert QUESTION not in text(referrer.open("children"))
    referrer.save("him", HIM)
    words = text(referrer.open("children"))
    assert QUESTION in words
    assert before.reference in words
    assert QUESTION not in text(referrer.open("abuse"))
    for page in ("draft", "draft_check"):
        assert before.reference in text(referrer.client.get(referrer.url(page)))


def test_from_an_ended_referral_the_way_leads_on(referrer, before):
    ended = referrer.world.closed(referrer.world.contacted(referrer.world.acknowledged(before)))
    referrer.save("him", HIM)
    assert f"/referrals/{ended.pk}/again/" in referrer.open("children").content.decode()


def test_another_man_is_not_taken_for_him(referrer, before):
    other = {"first_name": "Lucian", "last_name": "Ravenhall", "phone": "07700 900321", "address": ""}
    referrer.save("him", HIM | other | {"date_of_birth_2": "1971"})
    assert QUESTION not in text(referrer.open("children"))


def test_referrals_of_other_teams_are_not_betrayed(referrer, before, noon):
    from intake.actions import start_draft

    stranger = referrer.world.other_social_worker
    referrer.client.force_login(stranger)
    referrer.draft = start_draft(by=stranger, at=noon)
    referrer.save("him", HIM)
    for page in (referrer.open("children"), referrer.client.get(referrer.url("draft_check"))):
        assert QUESTION not in text(page)
        assert before.reference not in text(page)


def test_nothing_of_hers_is_compared(referrer):
    referrer.fill()
    referrer.send()
    from referrals.models import ManKey

    assert ManKey.objects.exists()
    assert not [marker for marker in HERS if marker in str(list(ManKey.objects.values()))]
