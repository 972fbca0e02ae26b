"""Incidents and escalation: who is told, what is owed because of them, and the pattern that the system finds."""

from datetime import date, timedelta

import pytest

from accounts.refusal import Refused
from alerts.models import Notice
from iss.actions import allocate
from joint import actions
from joint.incidents.patterns import find, pattern_for
from joint.models import Incident
from tests.world import DAY, NOON, fresh
from timescales.promises import Promise


@pytest.fixture
def him(world):
    him = world.on_programme()
    allocate(world.her_file(him), worker=world.iss_worker, by=world.iss_manager, at=NOON)
    return him


TODAY = NOON.date()


def happen(him, by, *, side="my_time", on=TODAY, at=NOON, **fields):
    return actions.report_incident(
        him, side=side, happened_date=on, what="He shouted at the gate.", by=by, at=at, **fields
    )


def told(person, kind="incident"):
    return Notice.objects.filter(person=person, alert__kind=kind).count()


def because(person, kind="incident"):
    return person.notices.get(alert__kind=kind).alert.because


def test_a_social_workers_incident_goes_to_each_side_by_its_own_path(world, him):
    incident = happen(him, world.social_worker, side="csc")
    for person in (world.manager, world.facilitator, world.iss_worker, world.iss_manager):
        assert told(person) == 1
        assert incident in Incident.objects.visible_to(person)
    assert not told(world.social_worker)
    assert not told(world.other_iss_worker)
    assert world.iss_worker.notices.get(alert__kind="incident").path == world.her_file(him).get_absolute_url()
    assert incident in Incident.objects.visible_to(world.colleague)
    assert incident not in Incident.objects.visible_to(world.other_social_worker)


def test_the_social_worker_is_told_whom_to_ring_and_reads_nothing_else(world, him):
    incident = happen(him, world.facilitator)
    assert because(world.social_worker) == "Ring My Time: they will tell you what happened."
    assert incident not in Incident.objects.visible_to(world.social_worker)


def test_a_child_at_risk_is_told_to_the_social_worker_though_my_time_is_told_nothing(world, him):
    incident = happen(him, world.iss_worker, side="iss", child_at_risk=True)
    assert "A child may be at risk. Ring Birmingham and Solihull" in because(
        world.social_worker, "child_at_risk"
    )
    for person in (world.manager, world.facilitator):
        assert told(person) == told(person, "child_at_risk") == 0
        assert incident not in Incident.objects.visible_to(person)


@pytest.mark.parametrize(
    ("side", "who", "shared", "owed"),
    [("my_time", "facilitator", False, True), ("csc", "social_worker", False, True)]
    + [("iss", "iss_worker", True, True), ("iss", "iss_worker", False, False)],
)
def test_the_risk_is_reviewed_together_where_both_sides_know_of_it(world, him, side, who, shared, owed):
    happen(him, getattr(world, who), side=side, shared=shared)
    assert him.deadlines.running().filter(promise=Promise.REVIEW_RISK).exists() is owed
    assert world.her_file(him).deadlines.running().filter(promise=Promise.REASSESS_DASH).exists()


def test_a_review_held_since_keeps_the_promise_and_one_of_before_does_not(world, him):
    happen(him, world.facilitator)
    clock = him.deadlines.running().get(promise=Promise.REVIEW_RISK)
    actions.hold_review(
        fresh(him), held_date=NOON.date() - DAY, risk="high", by=world.iss_worker, at=NOON + DAY
    )
    clock.refresh_from_db()
    assert clock.is_running
    actions.hold_review(
        fresh(him), held_date=NOON.date() + DAY, risk="high", by=world.iss_worker, at=NOON + 2 * DAY
    )
    clock.refresh_from_db()
    assert clock.kept_at


def test_three_in_twelve_months_is_alerted_once_to_each_side_among_what_it_may_know(world, him):
    happen(him, world.iss_worker, side="iss", on=NOON.date() - timedelta(days=300))
    happen(him, world.facilitator, on=NOON.date() - timedelta(days=100))
    happen(him, world.facilitator)
    assert told(world.iss_worker, "incident_pattern") == 1
    assert not told(world.manager, "incident_pattern")
    assert pattern_for(world.iss_worker, him, NOON).number == 3
    assert pattern_for(world.manager, him, NOON) is None
    happen(him, world.social_worker, side="csc")
    happen(him, world.social_worker, side="csc")
    assert told(world.manager, "incident_pattern") == told(world.iss_worker, "incident_pattern") == 1


@pytest.mark.parametrize(
    ("first", "found"), [(date(2025, 6, 3), False), (date(2025, 6, 4), True), (date(2026, 6, 3), True)]
)
def test_twelve_months_end_to_the_day(first, found):
    days = [first, date(2026, 1, 1), date(2026, 6, 3)]
    rows = [Incident(happened_date=day) for day in days]
    assert bool(find(rows, threshold=3, on=date(2026, 6, 3))) is found


def test_a_correction_keeps_what_was_written_and_tells_again(world, him):
    incident = happen(him, world.facilitator)
    corrected = actions.correct_incident(
        incident, because="It was a shove.", what="He shoved her.", by=world.manager, at=NOON + DAY
    )
    assert (corrected.what, incident.what) == ("He shoved her.", "He shouted at the gate.")
    assert corrected.before == [incident]
    assert list(Incident.objects.current()) == [corrected]
    assert told(world.iss_worker, "incident_corrected") == told(world.facilitator, "incident_corrected") == 1
    with pytest.raises(Refused, match="meanwhile"):
        actions.correct_incident(incident, because="Again.", by=world.manager, at=NOON + DAY)


def test_what_did_not_happen_counts_in_no_pattern(world, him):
    for _ in range(2):
        happen(him, world.facilitator)
    wrong = happen(him, world.facilitator)
    assert pattern_for(world.manager, him, NOON)
    actions.correct_incident(wrong, because="Another man.", withdrawn=True, by=world.manager, at=NOON)
    assert pattern_for(world.manager, him, NOON) is None


def test_only_the_side_that_reported_corrects(client, world, him):
    mine = happen(him, world.facilitator)
    client.force_login(world.iss_worker)
    text = client.get(f"/incidents/{mine.pk}/correct/", follow=True).content.decode()
    assert "This was reported by My Time: they correct it." in text
    client.force_login(world.facilitator)
    assert client.get(f"/incidents/{mine.pk}/correct/").status_code == 200


def test_danger_stands_first_on_the_form_and_the_social_worker_can_send_it(client, world, him):
    client.force_login(world.social_worker)
    page = client.get(f"/referrals/{him.pk}/incident/").content.decode()
    assert page.index("ring 999") < page.index("What happened")
    day = {"happened_date_0": 1, "happened_date_1": 6, "happened_date_2": 2026}
    client.post(f"/referrals/{him.pk}/incident/", {"what": "He waited at school.", "police": "no", **day})
    assert Incident.objects.get().side == "csc"
    text = client.get(him.get_absolute_url()).content.decode()
    assert "He waited at school." in text
    client.force_login(world.other_social_worker)
    assert client.get(f"/referrals/{him.pk}/incident/").status_code == 404


def test_while_sharing_is_stopped_her_worker_reads_only_to_ask_the_manager(world, him):
    actions.flag_counter_allegation(him, by=world.manager, at=NOON)
    happen(fresh(him), world.facilitator)
    file = world.her_file(him)
    assert file.dash_reasons.get().because == "ask_manager"
    assert not told(world.iss_worker)
    assert told(world.iss_manager) == 1


def test_an_incident_stays_with_the_service_it_was_reported_in(world, him):
    incident = happen(him, world.iss_worker, side="iss")
    world.iss_worker.organisation = world.other_iss_worker.organisation
    world.iss_worker.save()
    assert incident in Incident.objects.visible_to(world.iss_manager)
    assert incident not in Incident.objects.visible_to(world.other_iss_manager)
