"""Reports that wait stand on the home page of whoever can do something about them."""

from django.urls import reverse

from joint.actions import send_report
from tests.joint.reporting import begun, issued
from tests.world import fresh


def home(client, person):
    client.force_login(person)
    return client.get(reverse("home")).content.decode()


def test_a_report_waits_for_those_who_have_not_written_it(client, world):
    him = world.on_programme()
    report = begun(world, him, risks="He followed her home.")
    send_report(report, by=world.facilitator, at=world.now)
    for person in (world.second_facilitator, world.manager):
        assert "Midway report: read it and sign it off" in home(client, person)
    for person in (world.facilitator, world.other_facilitator):
        assert "read it and sign it off" not in home(client, person)


def test_an_outcome_that_nobody_has_begun_is_listed_until_it_is(client, world):
    him = world.pending()
    assert "Assessment outcome" in home(client, world.facilitator)
    issued(world, him, "assessment")
    assert "To write to children’s services" not in home(client, world.facilitator)
    world.suitable(him)
    assert "Assessment outcome" in home(client, world.facilitator)


def test_a_referral_back_is_listed_until_it_is_begun(client, world):
    him = world.closed()
    assert "Referral back" in home(client, world.facilitator)
    begun(world, fresh(him), "back")
    assert "To write to children’s services" not in home(client, world.facilitator)
