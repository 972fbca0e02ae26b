"""When his file ends every other professional is told, and asked for until it is recorded."""

import pytest

from accounts.refusal import Refused
from joint import actions
from joint.models import Disclosure, Professional
from monitoring.actions import sweep
from referrals import actions as his
from tests.world import DAY, NOON, fresh
from timescales.promises import Promise


@pytest.fixture
def him(world):
    him = world.on_programme()
    him.agencies.create(name="Aldridge Probation", what_for="Licence", contact="0121 496 0000")
    actions.name_professional(him, name="J. Oduya", role="Health visitor", by=world.facilitator, at=NOON)
    return him


def close(world, him):
    his.close(fresh(him), reason="withdrew", by=world.facilitator, at=NOON + DAY)


def clock(him):
    return him.deadlines.running().filter(promise=Promise.TELL_OTHERS).first()


def test_those_of_the_form_and_those_named_since_are_to_be_told_when_it_closes(world, him):
    assert not Professional.objects.exclude(owed_since=None).exists()
    close(world, him)
    waiting = Professional.objects.filter(owed_since=NOON + DAY, told_at=None)
    assert sorted(waiting.values_list("name", "phone")) == [
        ("Aldridge Probation", "0121 496 0000"),
        ("J. Oduya", ""),
    ]
    assert clock(him)
    assert world.facilitator.notices.filter(alert__kind="tell_others").count() == 0
    assert world.second_facilitator.notices.filter(alert__kind="tell_others").count() == 1


def test_the_promise_is_kept_when_the_last_of_them_has_been_told(world, him):
    close(world, him)
    first, second = Professional.objects.order_by("pk")
    actions.professional_told(first, how_told="By telephone", by=world.facilitator, at=NOON + DAY)
    assert clock(him)
    with pytest.raises(Refused, match="already"):
        actions.professional_told(first, by=world.manager, at=NOON + DAY)
    actions.professional_told(second, by=world.facilitator, at=NOON + DAY)
    assert clock(him) is None


def test_whoever_owes_it_is_reminded_and_the_manager_hears_when_it_is_late(world, him):
    close(world, him)
    sweep(at=clock(him).due_at)
    missed = world.manager.notices.filter(alert__kind="promise_missed")
    assert missed.filter(alert__because__startswith="Tell the other professionals").exists()


def test_a_file_that_opens_again_asks_nobody_to_be_told(world, him):
    close(world, him)
    his.reopen(fresh(him), reason="A mistake.", by=world.manager, at=NOON + 2 * DAY)
    assert clock(him) is None


def test_of_a_man_whom_nobody_reached_they_are_told_nothing(world):
    him = world.acknowledged()
    him.agencies.create(name="Aldridge Probation")
    his.close(fresh(him), reason="not_contactable", by=world.facilitator, at=NOON)
    assert not Professional.objects.exists()


def test_the_page_gives_the_words_that_may_be_said(client, world, him):
    close(world, him)
    one = Professional.objects.earliest("pk")
    client.force_login(world.facilitator)
    text = client.get(f"/professionals/{one.pk}/told/").content.decode()
    assert "is no longer taking part" in text
    assert "Quillfeather" not in text
    client.post(f"/professionals/{one.pk}/told/", {"how_told": "By telephone, the duty desk"})
    one.refresh_from_db()
    assert (one.told_by, one.how_told) == (world.facilitator, "By telephone, the duty desk")


@pytest.mark.parametrize(("confirmed", "logged"), [({}, 0), ({"read_as_him": "on"}, 1)])
def test_what_he_could_receive_is_read_as_he_would_read_it_before_it_is_logged(
    client, world, him, confirmed, logged
):
    client.force_login(world.facilitator)
    data = {"what": "Attendance", "to_whom": "Core group", "basis": "safeguarding"}
    page = client.post(f"/joint/{him.pk}/disclosures/", data | {"could_he_receive_it": "yes"} | confirmed)
    assert Disclosure.objects.count() == logged
    if not logged:
        assert "Take out whatever comes from her side" in page.content.decode()
