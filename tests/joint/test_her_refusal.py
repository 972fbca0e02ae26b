"""Her refusal is hers: it bars him only where the service has decided so, and his side never learns of it."""

import pytest
from django.urls import reverse

from accounts.refusal import Refused
from iss.actions import record_agreement
from joint.actions import record_side
from tests.world import NOON, World, fresh


@pytest.fixture
def world(db):
    return World()


@pytest.fixture
def him(world):
    referral = world.pending()
    answer(world, referral, agreed=False, risk_note="zqrefusal")
    return referral


def answer(world, referral, **fields):
    record_agreement(
        world.her_file(referral),
        about="support",
        asked_date=NOON.date(),
        form="verbal",
        by=world.iss_worker,
        at=NOON,
        **fields,
    )


def find(world, referral, side, person):
    record_side(referral, side=side, verdict="suitable", findings="Agreed.", by=person, at=NOON)


def test_it_does_not_bar_him(world, him):
    find(world, him, "my_time", world.manager)
    find(world, him, "iss", world.iss_worker)
    assert fresh(him).status == "suitable"


def test_where_it_is_to_bar_him_her_service_alone_is_told_why(world, him, settings):
    settings.HER_REFUSAL_BARS_HIM = True
    find(world, him, "my_time", world.manager)
    with pytest.raises(Refused, match="She refuses"):
        find(world, him, "iss", world.iss_worker)
    assert fresh(him).status == "pending"
    answer(world, him, agreed=True)
    find(world, him, "iss", world.iss_worker)
    assert fresh(him).status == "suitable"


@pytest.mark.parametrize("person", ["social_worker", "facilitator", "manager"])
def test_nobody_of_his_side_reads_of_it(world, him, client, person):
    client.force_login(getattr(world, person))
    for name in ("file", "agreement"):
        assert "zqrefusal" not in client.get(reverse(name, args=[him.pk])).content.decode()
