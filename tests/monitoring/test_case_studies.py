"""Case studies of a return: looked at by a colleague of the same service before anybody else reads them."""

import pytest
from django.db import IntegrityError, transaction

from accounts.refusal import Refused
from alerts.models import Notice
from monitoring.models import CaseStudy
from monitoring.returns import studies
from monitoring.returns.actions import draft_return
from tests.world import NOON, World

from .returning import AFTER, HERS, THIS, part_of, signed


@pytest.fixture
def world(db):
    return World(NOON)


@pytest.fixture
def drafted(world):
    world.received()
    return draft_return(THIS, by=world.opcc, at=AFTER)


@pytest.fixture
def study(world, drafted):
    said = {"title": "A year on", "body": "She went back to work."}
    return studies.write_study(part_of(drafted, HERS), **said, by=world.iss_manager, at=AFTER)


def test_a_colleague_of_the_same_service_is_asked_to_look(world, study):
    assert [n.person for n in Notice.objects.filter(alert__kind="case_study")] == [world.iss_worker]


def test_nobody_looks_at_their_own(client, world, study):
    with pytest.raises(Refused, match="You wrote this"):
        studies.pass_study(study, by=world.iss_manager, at=AFTER)
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseStudy.objects.filter(pk=study.pk).update(
            state="passed", checked_by=world.iss_manager, checked_at=AFTER
        )


def test_until_somebody_looked_nobody_outside_the_service_reads_it(client, world, drafted, study):
    for person, status in ((world.manager, 404), (world.other_iss_worker, 404), (world.iss_worker, 200)):
        client.force_login(person)
        assert client.get(study.get_absolute_url()).status_code == status
    client.force_login(world.opcc)
    assert "back to work" not in client.get(drafted.get_absolute_url()).content.decode()
    assert "back to work" not in signed(world, drafted).frozen_json


def test_one_that_passed_is_attached_and_frozen(world, drafted, study):
    studies.pass_study(study, by=world.iss_worker, at=AFTER)
    assert signed(world, drafted).frozen["case_studies"][0]["title"] == "A year on"


def test_every_line_is_ticked_before_it_passes(client, world, study):
    client.force_login(world.iss_worker)
    client.post(study.get_absolute_url(), {"found": "pass", "checked": ["0", "1", "2"]})
    study.refresh_from_db()
    assert study.state == "waiting"
    client.post(study.get_absolute_url(), {"found": "pass", "checked": ["0", "1", "2", "3"]})
    study.refresh_from_db()
    assert (study.state, study.checked_by) == ("passed", world.iss_worker)


def test_one_that_is_sent_back_says_what_has_to_go(client, world, drafted, study):
    with pytest.raises(Refused, match="what has to go"):
        studies.send_back(study, note=" ", by=world.iss_worker, at=AFTER)
    studies.send_back(study, note="The school.", by=world.iss_worker, at=AFTER)
    with pytest.raises(Refused, match="already"):
        studies.pass_study(study, by=world.iss_worker, at=AFTER)
    client.force_login(world.iss_manager)
    assert "The school." in client.get(study.get_absolute_url()).content.decode()
