"""Her promises: 48 hours from release, excused where no moment was safe, and never touched by his file."""

from datetime import timedelta

import pytest

from accounts.refusal import Refused
from iss import actions
from iss.models import Deadline, PartnerFile
from joint.actions import record_side
from referrals.actions import close
from tests.world import DAY, HOUR, NOON, WEEK, fresh

MINUTE = timedelta(minutes=1)


def contact_clock(file):
    return file.deadlines.get(promise="contact_her")


@pytest.mark.parametrize(
    ("after", "words"),
    [(48 * HOUR - MINUTE, "kept"), (48 * HOUR, "kept"), (48 * HOUR + MINUTE, "kept, 1 minute late")],
    ids=["47:59", "48:00", "48:01"],
)
def test_only_contact_both_ways_keeps_the_48_hours(world, file, after, words):
    actions.log_contact(
        file, happened_at=NOON, channel="call", two_way=False, safe_now=True, by=world.iss_worker, at=NOON
    )
    assert contact_clock(file).is_running
    world.her_contacted(file, at=NOON + after)
    assert contact_clock(file).words(NOON + 3 * DAY) == words


@pytest.mark.parametrize(("after", "broken"), [(48 * HOUR - MINUTE, 0), (48 * HOUR, 1)])
def test_the_promise_is_broken_at_48_hours(file, after, broken):
    assert Deadline.objects.overdue(NOON + after).filter(promise="contact_her").count() == broken


def test_no_safe_moment_excuses_the_miss_and_she_is_still_to_be_contacted(world, file):
    actions.no_safe_window(file, by=world.iss_worker, at=NOON + HOUR)
    clock = contact_clock(file)
    assert clock.words(NOON + 5 * DAY) == "excused: no safe window"
    assert not Deadline.objects.overdue(NOON + 5 * DAY).filter(promise="contact_her").exists()
    assert (clock.kept_at, clock.missed_at) == (None, None)
    file.refresh_from_db()
    assert file.status == "released"
    world.her_contacted(file, at=NOON + 5 * DAY)
    assert file.status == "contacted"


def test_nothing_is_excused_twice_or_after_it_was_kept(world, file):
    world.her_contacted(file)
    with pytest.raises(Refused, match="not running"):
        actions.no_safe_window(file, by=world.iss_worker, at=NOON)


def test_closing_his_file_leaves_hers_as_it_was_and_owes_her_a_dash(world):
    referral = world.on_programme(world.suitable())
    file = world.her_contacted(world.her_file(referral))
    before = _everything(file)
    close(fresh(referral), reason="withdrew", by=world.facilitator, at=NOON + WEEK)
    assert _everything(file) == before
    assert file.deadlines.running().filter(promise="reassess_dash").exists()


def _everything(file):
    row = PartnerFile.objects.filter(pk=file.pk).values().get()
    clocks = file.deadlines.exclude(promise="reassess_dash").order_by("pk").values()
    return row, list(clocks), file.status_changes.count()


def test_suitable_owes_her_support_within_a_day_and_her_measures_by_the_calendar(world):
    file = world.her_file(world.suitable())
    due = dict(file.deadlines.running().values_list("promise", "due_at"))
    assert due["commence_her"] == NOON + DAY
    starts = dict(file.deadlines.values_list("promise", "started_at"))
    assert starts["initial_measures"] == NOON
    assert starts["midway_measures"] == NOON + 15 * WEEK
    # Noon in London, in winter too
    assert starts["end_measures"] == NOON + 30 * WEEK + HOUR


def test_opening_her_support_keeps_the_day(world):
    file = world.her_contacted(world.her_file(world.suitable()))
    actions.open_support(file, by=world.iss_worker, at=NOON + DAY)
    assert file.deadlines.get(promise="commence_her").words(NOON + DAY) == "kept"


def test_a_file_closed_before_she_was_reached_is_reopened_to_be_reached(world, file):
    actions.close_file(file, because="Moved away.", by=world.iss_worker, at=NOON)
    actions.reopen_file(file, by=world.iss_worker, at=NOON + DAY)
    assert file.status == "released"
    assert file.deadlines.running().get(promise="contact_her").due_at == NOON + 3 * DAY


def test_a_file_of_somebody_reached_is_reopened_in_contact(world, file):
    world.her_contacted(file)
    actions.close_file(file, because="She asked us to.", by=world.iss_worker, at=NOON)
    actions.reopen_file(file, by=world.iss_worker, at=NOON + DAY)
    assert file.status == "contacted"


def test_support_is_logged_only_after_contact(world, file):
    with pytest.raises(Refused, match="contact"):
        actions.log_support(file, kind="advocacy", date=NOON.date(), by=world.iss_worker, at=NOON)


@pytest.mark.parametrize(
    ("persona", "sees"),
    [
        ("iss_worker", True),
        ("iss_manager", True),
        ("other_iss_worker", False),
        ("other_iss_manager", False),
        ("manager", False),
        ("facilitator", False),
        ("social_worker", False),
        ("administrator", False),
        ("dpo", False),
        ("opcc", False),
    ],
)
def test_her_file_is_seen_by_its_own_provider_alone(world, file, persona, sees):
    assert PartnerFile.objects.visible_to(getattr(world, persona)).exists() is sees


def test_details_that_are_held_are_seen_by_nobody(world):
    world.attended()
    assert not PartnerFile.objects.visible_to(world.iss_worker).exists()


def test_a_file_is_given_only_to_ones_own_people(world, file):
    with pytest.raises(Refused, match="own service"):
        actions.allocate(file, worker=world.other_iss_worker, by=world.iss_manager, at=NOON)


def test_an_unsuitable_man_starts_nothing_of_hers(world):
    referral = world.pending()
    sides = {
        "verdict": "unsuitable",
        "findings": "No.",
        "unsuitable_reason": "denial",
        "risks": "None known.",
    }
    record_side(referral, side="my_time", by=world.manager, at=NOON, **sides)
    record_side(referral, side="iss", by=world.iss_worker, at=NOON, **sides)
    assert not world.her_file(referral).deadlines.filter(promise="commence_her").exists()
