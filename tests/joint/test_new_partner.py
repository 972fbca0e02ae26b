"""He has a new partner: passed to the service of her area, which decides; his side sees no more than that."""

import re

import pytest
from django.test import Client

from accounts.models import Area
from accounts.refusal import Refused
from alerts.models import Climb
from iss.models import PartnerFile
from joint import actions
from joint.models import NewPartner
from monitoring.actions import sweep
from tests.world import DAY, NOON, fresh

HEARD = "He said that he sees somebody called Ottoline."


@pytest.fixture
def him(world):
    return world.on_programme()


@pytest.fixture
def partner(world, him):
    area = Area.objects.get(name="Coventry")
    return actions.pass_on_new_partner(him, area=area, heard=HEARD, by=world.facilitator, at=NOON)


def test_the_service_of_her_area_is_told_and_no_other(world, partner):
    for person in (world.other_iss_worker, world.other_iss_manager):
        notice = person.notices.get(alert__kind="new_partner")
        assert notice.must_acknowledge
        assert notice.path == f"/new-partners/{partner.pk}/"
    assert not world.iss_worker.notices.filter(alert__kind="new_partner").exists()


def test_nobody_answering_climbs_to_whom_rings_them(world, partner):
    sweep(at=NOON + 4 * DAY)
    assert Climb.objects.get(alert__kind="new_partner").step == 3
    assert world.administrator.notices.filter(alert__kind="unanswered").exists()


def test_a_file_that_is_opened_is_released_and_nothing_is_known_to_be_safe(client, world, him, partner):
    client.force_login(world.other_iss_worker)
    page = client.get(f"/new-partners/{partner.pk}/").content.decode()
    assert HEARD in page
    assert him.man.last_name not in page
    client.post(f"/new-partners/{partner.pk}/", {"decision": "open", "first_name": "Ottoline"})
    file = PartnerFile.objects.get(provider=partner.provider)
    assert (file.provider, file.status, file.relation) == (partner.provider, "released", "current")
    assert file.safe_contact.call == "unknown"
    assert file.deadlines.running().filter(promise="contact_her").exists()


@pytest.mark.parametrize(
    "decision", [{"decision": "open", "first_name": "Otto"}, {"decision": "not", "why": "Known."}]
)
def test_what_is_decided_changes_nothing_on_the_page_of_his_side(client, world, him, partner, decision):
    def pages():
        # A browser of his own: what was done is said once, to who did it
        client = Client()
        client.force_login(world.facilitator)
        paths = (f"/joint/{him.pk}/new-partner/", f"/referrals/{him.pk}/")
        mains = [client.get(path).content.decode().partition("<main")[2] for path in paths]
        # What is drawn anew for every form
        return [re.sub(r'name="(csrfmiddlewaretoken|form_key)" value="[^"]*"', "", main) for main in mains]

    before = pages()
    client.force_login(world.other_iss_manager)
    client.post(f"/new-partners/{partner.pk}/", decision)
    assert NewPartner.objects.undecided().count() == 0
    after = pages()
    assert before == after
    assert "Passed to the ISS" in after[0]


def test_it_is_decided_once(world, partner):
    actions.open_no_file(partner, why="She has one.", by=world.other_iss_manager, at=NOON)
    with pytest.raises(Refused, match="already"):
        actions.open_her_file(partner, first_name="Otto", by=world.other_iss_worker, at=NOON)
    assert not PartnerFile.objects.filter(provider=partner.provider).exists()


def test_he_is_linked_to_the_service_before_it_decides(world, him, partner):
    assert partner.provider in fresh(him).linked_providers.all()
