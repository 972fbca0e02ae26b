"""A worker is away: who stands in is told, finds the files, and is never somebody who has worked with him."""

import pytest

from accounts.cover import away_for
from accounts.models import Cover, User
from accounts.refusal import Refused
from accounts.roles import Role
from alerts.models import Notice
from iss import actions
from iss.actions.updates import is_her_worker
from monitoring.actions import sweep
from monitoring.cover import end_cover, past_covers, set_cover
from referrals.actions import log_contact
from tests.world import DAY, HOUR, NOON


@pytest.fixture
def colleague(world):
    return User.objects.create_user(
        "second@test.example",
        name="Second Worker",
        role=Role.ISS_WORKER,
        organisation=world.iss_worker.organisation,
    )


@pytest.fixture
def hers(world, file):
    actions.allocate(file, worker=world.iss_worker, by=world.iss_manager, at=NOON)
    file.refresh_from_db()
    return world.her_contacted(file)


def cover(world, stand_in, *, first=0, last=7, at=NOON):
    return set_cover(
        away=world.iss_worker,
        covered_by=stand_in,
        from_date=(at + first * DAY).date(),
        to_date=(at + last * DAY).date(),
        by=world.iss_manager,
        at=at,
    )


def told(person):
    return set(Notice.objects.filter(person=person).values_list("alert__kind", flat=True))


def test_what_is_told_of_her_file_reaches_who_stands_in(world, hers, colleague):
    cover(world, colleague)
    actions.raise_distress(hers, session_day=NOON.date(), key="d", at=NOON + HOUR)
    assert "distress" in told(colleague)
    sweep(at=NOON + 3 * HOUR)
    assert "promise_missed" in told(colleague)


def test_what_waits_for_an_answer_is_handed_over_when_the_cover_begins(world, hers, colleague):
    actions.raise_distress(hers, session_day=NOON.date(), key="d", at=NOON)
    cover(world, colleague, first=1)
    assert "distress" not in told(colleague)
    sweep(at=NOON + DAY)
    assert "distress" in told(colleague)
    before = Notice.objects.filter(person=colleague).count()
    sweep(at=NOON + DAY)
    assert Notice.objects.filter(person=colleague).count() == before


def test_who_has_worked_with_him_never_stands_in_for_her_worker(world, hers, colleague):
    log_contact(hers.referral, happened_at=NOON, channel="phone", two_way=True, by=colleague, at=NOON)
    with pytest.raises(Refused, match="never supports both parties"):
        cover(world, colleague)
    assert not Cover.objects.exists()


def test_nor_is_a_file_given_to_somebody_whose_stand_in_has_worked_with_him(world, file, colleague):
    log_contact(file.referral, happened_at=NOON, channel="phone", two_way=True, by=colleague, at=NOON)
    cover(world, colleague, first=3)
    with pytest.raises(Refused, match="stands in for"):
        actions.allocate(file, worker=world.iss_worker, by=world.iss_manager, at=NOON)


def test_a_stand_in_does_her_workers_work_and_the_return_ends_it(world, hers, colleague):
    arranged = cover(world, colleague)
    assert is_her_worker(hers, colleague, at=NOON + DAY)
    end_cover(arranged, by=world.iss_worker, at=NOON + DAY)
    assert not is_her_worker(hers, colleague, at=NOON + DAY)
    actions.raise_distress(hers, session_day=NOON.date(), key="d", at=NOON + DAY)
    assert "distress" not in told(colleague)


def test_a_cover_that_ends_on_its_first_day_is_still_on_record(world, hers, colleague):
    end_cover(cover(world, colleague), by=world.iss_worker, at=NOON + HOUR)
    assert not away_for(colleague, at=NOON + HOUR).exists()
    assert [past.covered_by for past in past_covers(world.iss_manager, day=NOON.date())] == [colleague]
    assert past_covers(world.iss_worker, day=NOON.date()) == []
    cover(world, colleague, at=NOON + 2 * HOUR)
