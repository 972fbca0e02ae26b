"""A team that has stopped referring hears once a year that it may; nobody else does, and nobody twice."""

from datetime import date, timedelta

import pytest

from alerts.models import Notice
from knowledge.actions import set_opted_out
from knowledge.models import QuietRule, TeamReminder
from monitoring.rounds import remind_quiet_teams
from tests.programme.test_at_once import at_once
from tests.world import DAY, NOON, World

pytestmark = pytest.mark.django_db


def told(world):
    notices = Notice.objects.filter(alert__kind="quiet_team")
    return sorted(notices.values_list("person__name", flat=True))


@pytest.fixture
def world():
    """Team North has referred a man at noon; team South never has, and joined on the same day."""
    world = World()
    for person in (world.social_worker, world.colleague, world.other_social_worker):
        person.date_joined = NOON
        person.save(update_fields=["date_joined"])
    world.received()
    return world


def test_a_team_hears_after_half_a_year_and_not_before(world):
    assert remind_quiet_teams(at=NOON + 180 * DAY) == 0
    assert told(world) == []
    assert remind_quiet_teams(at=NOON + 184 * DAY) == 2
    assert told(world) == ["Colleague", "Other Social Worker", "Social Worker"]


def test_it_hears_once_a_year(world):
    first = NOON + 184 * DAY
    assert [remind_quiet_teams(at=first + days * DAY) for days in (0, 0, 1, 200, 364, 366)] == [
        2,
        0,
        0,
        0,
        0,
        2,
    ]


def test_a_team_that_refers_again_is_left_in_peace(world):
    again = NOON + 180 * DAY
    world.received(at=again)
    remind_quiet_teams(at=NOON + 184 * DAY)
    assert told(world) == ["Other Social Worker"]


def test_a_team_that_never_referred_counts_from_its_first_person(world):
    world.other_social_worker.date_joined = NOON + 30 * DAY
    world.other_social_worker.save(update_fields=["date_joined"])
    remind_quiet_teams(at=NOON + 184 * DAY)
    assert "Other Social Worker" not in told(world)
    remind_quiet_teams(at=NOON + 215 * DAY)
    assert "Other Social Worker" in told(world)


def test_a_team_that_wants_no_reminders_has_none(world):
    set_opted_out(world.social_worker.team, opted_out=True, by=world.administrator, at=NOON)
    remind_quiet_teams(at=NOON + 184 * DAY)
    assert told(world) == ["Other Social Worker"]


def test_a_team_without_anybody_is_not_counted_as_told(world):
    type(world.spoc).objects.filter(pk=world.other_social_worker.pk).update(is_active=False)
    assert remind_quiet_teams(at=NOON + 184 * DAY) == 1
    assert not TeamReminder.objects.filter(team=world.other_social_worker.team).exists()


def test_another_rule_holds_from_its_day(world):
    QuietRule.objects.create(
        quiet_months=3, again_months=6, valid_from=(NOON + 90 * DAY).date() + timedelta(days=3)
    )
    assert remind_quiet_teams(at=NOON + 92 * DAY) == 0
    assert remind_quiet_teams(at=NOON + 93 * DAY) == 2


def test_before_the_first_rule_nobody_is_reminded(world):
    QuietRule.objects.update(valid_from=date(2040, 1, 1))
    assert remind_quiet_teams(at=NOON + 184 * DAY) == 0


def test_the_notice_leads_to_the_pack_and_the_mail_says_nothing_else(world, client):
    remind_quiet_teams(at=NOON + 184 * DAY)
    notice = Notice.objects.get(person=world.social_worker, alert__kind="quiet_team")
    assert notice.path == "/about/"
    assert not notice.must_acknowledge
    client.force_login(world.social_worker)
    assert client.get(f"/inbox/{notice.pk}/").status_code == 200
    assert client.get(notice.path).status_code == 200


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_four_sweeps_at_once_tell_once(world):
    later = NOON + 184 * DAY
    told_by = at_once(*[lambda: remind_quiet_teams(at=later)] * 4)
    assert sum(told_by) == 2
    assert told(world) == ["Colleague", "Other Social Worker", "Social Worker"]
