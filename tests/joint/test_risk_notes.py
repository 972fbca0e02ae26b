"""A shared risk note: replaced, withdrawn, and what was written stays."""

import pytest

from accounts.refusal import Refused
from joint import actions
from joint.models import RiskNote
from tests.world import DAY, NOON


@pytest.fixture
def him(world):
    return world.on_programme()


def share(world, him, text="Do not raise the move.", **fields):
    return actions.share_risk_note(him, text=text, by=world.iss_worker, at=NOON, **fields)


def told(person, kind):
    return person.notices.filter(alert__kind=kind).count()


def test_a_newer_note_takes_the_place_of_the_old_which_stays_on_record(world, him):
    old = share(world, him)
    new = share(world, him, "Do not raise the school either.", supersedes=old)
    assert list(RiskNote.objects.in_force()) == [new]
    old.refresh_from_db()
    assert (old.text, old.ended_by, new.supersedes) == ("Do not raise the move.", world.iss_worker, old)
    assert told(world.facilitator, "risk_note") == 2


def test_a_note_that_was_withdrawn_is_told_and_ends_once(world, him):
    note = share(world, him)
    actions.withdraw_risk_note(note, because="It was another man.", by=world.iss_manager, at=NOON + DAY)
    assert told(world.facilitator, "risk_note_ended") == told(world.manager, "risk_note_ended") == 1
    with pytest.raises(Refused, match="no longer holds"):
        actions.withdraw_risk_note(note, because="Again.", by=world.iss_manager, at=NOON + DAY)


def test_his_file_shows_what_holds_and_the_table_what_held(client, world, him):
    note = share(world, him, "Ravenscroft Lane.")
    actions.withdraw_risk_note(note, because="A mistake.", by=world.iss_worker, at=NOON)
    client.force_login(world.facilitator)
    assert "Ravenscroft" not in client.get(him.get_absolute_url()).content.decode()
    client.force_login(world.manager)
    text = client.get(f"/joint/{him.pk}/").content.decode()
    assert text.index("no longer hold") < text.index("Ravenscroft")


def test_another_service_reaches_no_note_of_this_one(client, world, him):
    note = share(world, him)
    client.force_login(world.other_iss_worker)
    for page in ("replace", "withdraw"):
        assert client.get(f"/risk-notes/{note.pk}/{page}/").status_code == 404
    client.force_login(world.manager)
    assert client.get(f"/risk-notes/{note.pk}/withdraw/").status_code == 403
