"""What one side shares with the other, and what a counter-allegation stops until both have reviewed it."""

from datetime import timedelta

import pytest

from accounts.refusal import Refused
from alerts.models import Notice
from joint import actions
from joint.models import Disclosure, Incident, Pair, RiskNote
from monitoring.actions import sweep
from tests.world import NOON, fresh

DAY = {"happened_date": NOON.date(), "what": "He shouted.", "at": NOON}


@pytest.fixture
def him(world):
    return world.on_programme()


def told(person, kind):
    return Notice.objects.filter(person=person, alert__kind=kind).exists()


def flagged(world, him):
    actions.flag_counter_allegation(him, by=world.manager, at=NOON)
    return fresh(him)


def reviewed(world, him, *sides):
    people = {"my_time": world.manager, "iss": world.iss_manager}
    for side in sides:
        actions.review_counter_allegation(him, side=side, by=people[side], at=NOON)
    return fresh(him)


def test_what_my_time_reports_the_iss_is_told(world, him):
    incident = actions.report_incident(him, side="my_time", by=world.facilitator, **DAY)
    assert told(world.iss_worker, "incident")
    assert incident in Incident.objects.visible_to(world.iss_worker)


@pytest.mark.parametrize("shared", [False, True])
def test_what_the_iss_reports_my_time_learns_only_when_it_is_shared(world, him, shared):
    incident = actions.report_incident(him, side="iss", shared=shared, by=world.iss_worker, **DAY)
    for person in (world.manager, world.facilitator):
        assert told(person, "incident") is shared
        assert (incident in Incident.objects.visible_to(person)) is shared
    assert told(world.iss_manager, "incident")


def test_not_sharing_is_what_happens_when_nothing_is_ticked(client, world, him):
    client.force_login(world.iss_worker)
    data = {
        "what": "Unsaid.",
        "police": "no",
        "happened_date_0": 1,
        "happened_date_1": 6,
        "happened_date_2": 2026,
    }
    client.post(f"/joint/{him.pk}/incident/", data)
    assert Incident.objects.get().shared is False


def test_my_time_is_not_asked_whether_to_share(client, world, him):
    client.force_login(world.facilitator)
    assert "Share this with My Time" not in client.get(f"/joint/{him.pk}/incident/").content.decode()


def test_a_risk_note_is_not_to_be_used_with_him_unless_it_is_ticked(client, world, him):
    client.force_login(world.iss_worker)
    client.post(f"/joint/{him.pk}/risk-note/", {"text": "Do not raise the move."})
    note = RiskNote.objects.get()
    assert note.may_be_used_with_him is False
    assert note in RiskNote.objects.visible_to(world.facilitator)
    assert note not in RiskNote.objects.visible_to(world.social_worker)
    assert note not in RiskNote.objects.visible_to(world.other_facilitator)


def test_a_counter_allegation_stops_sharing_both_ways(world, him):
    him = flagged(world, him)
    incident = actions.report_incident(him, side="my_time", by=world.facilitator, **DAY)
    assert not told(world.iss_worker, "incident")
    assert told(world.iss_manager, "incident")  # managers hear, and decide
    assert incident not in Incident.objects.visible_to(world.iss_worker)
    for act in (
        lambda: actions.report_incident(him, side="iss", shared=True, by=world.iss_worker, **DAY),
        lambda: actions.share_risk_note(him, text="x", by=world.iss_worker, at=NOON),
        lambda: actions.contribute(him, kind="midway", contribution="x", by=world.iss_worker, at=NOON),
        lambda: actions.hold_review(
            him, held_date=NOON.date(), attended_by="x", risk="medium", by=world.manager, at=NOON
        ),
    ):
        with pytest.raises(Refused, match="manager of each side"):
            act()


def test_a_discussion_waits_for_the_review(world):
    him = flagged(world, world.pending())
    with pytest.raises(Refused, match="manager of each side"):
        actions.record_side(him, side="iss", verdict="suitable", findings="x", by=world.iss_worker, at=NOON)


@pytest.mark.parametrize(
    ("sides", "stopped"), [((), True), (("my_time",), True), (("iss",), True), (("my_time", "iss"), False)]
)
def test_sharing_goes_on_when_both_sides_have_reviewed(world, him, sides, stopped):
    incident = actions.report_incident(him, side="my_time", by=world.facilitator, **DAY)
    him = reviewed(world, flagged(world, him), *sides)
    assert him.sharing_stopped is stopped
    assert (incident in Incident.objects.visible_to(world.iss_worker)) is not stopped
    assert Pair.objects.shared().filter(pk=him.pk).exists() is not stopped


def test_the_iss_page_then_shows_only_that_sharing_is_stopped(client, world, him):
    flagged(world, him)
    client.force_login(world.iss_worker)
    text = client.get(f"/joint/{him.pk}/").content.decode()
    assert "Automatic sharing is stopped" in text
    for word in (him.man.last_name, "Attendance", "On programme"):
        assert word not in text
    assert him.man.last_name not in client.get("/joint/").content.decode()
    for page in (
        "discussion",
        "review",
        "risk-note",
        "reports/midway/contribution",
        "incident",
        "disclosures",
    ):
        assert him.man.last_name not in client.get(f"/joint/{him.pk}/{page}/", follow=True).content.decode()


def test_each_manager_reviews_for_their_own_side(client, world, him):
    flagged(world, him)
    for person in (world.manager, world.iss_manager):
        client.force_login(person)
        client.post(f"/joint/{him.pk}/counter-allegation/review/")
    assert not fresh(him).sharing_stopped


def test_each_organisation_reads_its_own_disclosures(world, him):
    for side, person in (("my_time", world.facilitator), ("iss", world.iss_worker)):
        actions.log_disclosure(
            him,
            side=side,
            what="x",
            to_whom="Police",
            basis="legal",
            could_he_receive_it=False,
            by=person,
            at=NOON,
        )
    assert Disclosure.objects.visible_to(world.manager).get().side == "my_time"
    assert Disclosure.objects.visible_to(world.iss_manager).get().side == "iss"
    assert not Disclosure.objects.visible_to(world.other_iss_worker).exists()


def test_a_counter_allegation_is_acknowledged_by_a_manager_of_each_side_and_reaches_no_worker(world, him):
    flagged(world, him)
    assert world.iss_manager.notices.get(alert__kind="counter_allegation").must_acknowledge
    sweep(at=NOON + timedelta(days=2))
    for person in (world.facilitator, world.iss_worker, world.second_facilitator):
        assert not told(person, "counter_allegation")
    assert told(world.administrator, "unanswered")


def test_the_banner_says_so_on_his_file_and_at_the_table(client, world, him):
    flagged(world, him)
    for person, page in ((world.facilitator, him.get_absolute_url()), (world.manager, f"/joint/{him.pk}/")):
        client.force_login(person)
        assert "Automatic sharing is stopped" in client.get(page).content.decode()
