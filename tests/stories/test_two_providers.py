"""Two partners of one man with two services: what one service knows of her is not the other's to read."""

import pytest

from accounts.models import Area
from accounts.refusal import Refused
from iss.models import PartnerFile
from joint.actions import contribute, record_side, report_incident
from tests.world import HER, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


@pytest.fixture
def pending(world):
    other = {**HER, "first_name": "Second", "area": Area.objects.get(name="Coventry")}
    referral = world.pending(partners=[dict(HER), other])
    assert PartnerFile.objects.filter(referral=referral).values("provider").distinct().count() == 2
    return referral


def test_an_incident_that_one_service_keeps_to_itself_is_not_told_to_the_other(world, pending):
    report_incident(
        pending,
        side="iss",
        happened_date=world.now.date(),
        what="He rang her.",
        by=world.iss_worker,
        at=world.now,
    )
    kinds = world.other_iss_worker.notices.values_list("alert__kind", flat=True)
    assert "incident" not in kinds
    assert "incident" in world.iss_manager.notices.values_list("alert__kind", flat=True)


def test_one_service_neither_reads_nor_overwrites_what_the_other_recorded(client, world, pending):
    record_side(pending, side="iss", verdict="suitable", findings="Heron", by=world.iss_worker, at=world.now)
    client.force_login(world.other_iss_worker)
    assert "Heron" not in client.get(f"/joint/{pending.pk}/discussion/").content.decode()
    with pytest.raises(Refused, match="Another service"):
        record_side(
            pending, side="iss", verdict="suitable", findings="x", by=world.other_iss_worker, at=world.now
        )


def test_a_contribution_stays_with_the_service_that_made_it(world, pending):
    contribute(pending, kind="midway", contribution="Heron", by=world.iss_worker, at=world.now)
    with pytest.raises(Refused, match="Another service"):
        contribute(pending, kind="midway", nil=True, by=world.other_iss_worker, at=world.now)
