"""Recorded conflicts: the same words from either side, and nothing that tells them apart."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Organisation, User
from accounts.refusal import Refused
from accounts.roles import Role
from iss.actions import allocate
from referrals.actions import keep_apart, record_conflict
from referrals.models import Conflict, NonAssociation
from tests.world import DAY, World

DRAWN_ANEW = r'name="(csrfmiddlewaretoken|form_key)" value="[^"]*"|nonce-[\w-]+|data-session-left="\d+"'


@pytest.fixture
def world(db):
    return World(timezone.now().replace(microsecond=0))


def page(client, person, him):
    client.force_login(person)
    return re.sub(DRAWN_ANEW, "", client.get(reverse("conflicts", args=[him.pk])).content.decode())


def test_my_time_reads_the_same_page_whichever_side_recorded_it(client, world):
    him = world.pending()
    pages = []
    for by in (world.iss_worker, world.manager):
        Conflict.objects.all().delete()
        record_conflict(him.man, worker=world.second_facilitator, by=by, at=world.now)
        html = page(client, world.facilitator, him)
        pages.append(re.sub(r"conflicts/worker/\d+", "", html))
    assert pages[0] == pages[1]
    assert "Recorded conflict" in pages[0]
    assert world.second_facilitator.name in pages[0]


def test_the_iss_records_that_a_facilitator_must_not_work_with_him(client, world):
    him = world.pending()
    client.force_login(world.iss_worker)
    data = {"with_whom": "worker", "worker": world.facilitator.pk}
    client.post(reverse("conflicts", args=[him.pk]), data)
    assert Conflict.objects.get().worker == world.facilitator


def test_the_iss_names_only_men_of_its_own_files(client, world):
    him, linked, strange = world.pending(), world.pending(), world.contacted()
    client.force_login(world.iss_worker)
    url = reverse("conflicts", args=[him.pk])
    response = client.post(url, {"with_whom": "man", "reference": strange.reference})
    assert "reference" in response.context["form"].errors
    client.post(url, {"with_whom": "man", "reference": linked.reference.lower()})
    assert NonAssociation.objects.count() == 1


def test_of_a_man_the_reader_may_not_see_it_is_only_said_that_there_is_one(client, world):
    him, strange = world.pending(), world.contacted(him={"first_name": "Zacharias", "last_name": "Quill"})
    keep_apart(him.man, strange.man, by=world.manager, at=world.now)
    html = page(client, world.iss_worker, him)
    assert "Another man" in html
    assert "Zacharias" not in html
    assert "Zacharias" in page(client, world.manager, him)


def test_it_takes_both_sides_to_end_one(client, world):
    him = world.pending()
    row = record_conflict(him.man, worker=world.facilitator, by=world.iss_worker, at=world.now)
    url = reverse("end_conflict", args=[him.pk, "worker", row.pk])
    for person, ended in ((world.manager, False), (world.manager, False), (world.iss_worker, True)):
        client.force_login(person)
        client.post(url)
        assert (Conflict.objects.get().ended_at is not None) == ended


class TestOneWorkerOneSide:
    def test_who_supports_her_is_a_recorded_conflict_for_him_and_named_to_nobody_of_my_time(
        self, client, world
    ):
        him = world.pending()
        allocate(world.her_file(him), worker=world.iss_worker, by=world.iss_manager, at=world.now)
        assert Conflict.objects.get(man=him.man).worker == world.iss_worker
        for person in (world.facilitator, world.manager):
            assert world.iss_worker.name not in page(client, person, him)

    def test_who_has_worked_with_him_is_refused_her_file(self, world):
        him = world.pending()
        provider = Organisation.objects.get(name="Birmingham and Solihull Women's Aid")
        User.objects.filter(pk=world.facilitator.pk).update(role=Role.ISS_WORKER, organisation=provider)
        changed = User.objects.get(pk=world.facilitator.pk)
        with pytest.raises(Refused, match="never supports both"):
            allocate(world.her_file(him), worker=changed, by=world.iss_manager, at=world.now + DAY)
