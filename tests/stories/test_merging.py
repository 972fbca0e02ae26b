"""What comes with a duplicate is neither left behind nor forgotten, whoever decides meanwhile."""

import pytest
from django.core.files.base import ContentFile

from intake.actions import merge
from iss.models import PartnerFile
from joint.actions import decide_provisional
from referrals import actions as his
from referrals.models import Referral
from tests.world import World, fresh


@pytest.fixture
def world(db):
    return World()


def running(file):
    return set(file.deadlines.running().values_list("promise", flat=True))


def test_support_is_owed_to_a_partner_who_comes_with_a_duplicate_of_a_suitable_man(world):
    him, again = world.suitable(), world.received()
    file = world.her_file(again)
    merge(again, into=him, by=world.spoc, at=world.now)
    assert {"contact_her", "commence_her", "end_measures"} <= running(file)


def test_what_a_duplicate_alone_knew_holds_for_the_survivor(world):
    him, again = world.attended(), world.received(strangulation=True)
    agreed = {"asked_date": world.now.date(), "agreed": True, "by": world.facilitator, "at": world.now}
    his.record_agreement(him, form="verbal", **agreed)
    his.record_agreement(
        again, form="written", document=ContentFile(b"%PDF-1.7 signed", "signed.pdf"), **agreed
    )
    merge(again, into=him, by=world.spoc, at=world.now)
    assert fresh(him).strangulation
    assert "written_agreement" not in running(him)


def test_details_merged_while_he_is_found_suitable_never_stay_held(world):
    him, again = world.attended(), world.received()
    as_read = Referral.objects.get(pk=him.pk)
    decide_provisional(fresh(him), findings="Accepts some.", by=world.facilitator, at=world.now)
    merge(again, into=as_read, by=world.spoc, at=world.now)
    assert set(PartnerFile.objects.values_list("status", flat=True)) == {"released"}
