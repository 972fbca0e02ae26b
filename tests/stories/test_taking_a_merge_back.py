"""What has happened since a merge: what stays, and what does not let it be taken back."""

import pytest

from accounts.refusal import Refused
from intake.merging import merge, same_man, undo, why_not_undo
from iss.models import PartnerFile
from referrals import actions as his
from referrals.models import Man, NonAssociation
from tests.world import DAY, HIM, WEEK, World, fresh


@pytest.fixture
def world(db):
    return World()


def took_back(world, merged):
    undo(merged, by=world.manager, at=world.now + DAY)


def test_details_released_with_a_merge_stay_released_and_her_file_goes_back(world):
    """Nobody takes back what the ISS has read; but she is the partner of one man and not of the other."""
    suitable, again = world.suitable(), world.received()
    hers = world.her_file(again)
    merged = merge(again, into=suitable, by=world.spoc, at=world.now)
    took_back(world, merged)
    file = PartnerFile.objects.get(pk=hers.pk)
    assert (file.referral, file.status) == (again, "released")
    assert file.deadlines.running().filter(promise="contact_her").exists()
    assert list(fresh(again).linked_providers.all()) == [file.provider]
    assert fresh(again).status == "received"


def test_what_was_learnt_since_stays(world):
    first, again = (
        world.contacted(),
        world.received(him=dict(HIM, phone="07700 900999", address="1 New Street")),
    )
    merged = merge(again, into=first, by=world.spoc, at=world.now)
    Man.objects.filter(pk=first.man_id).update(phone="07700 900555")
    took_back(world, merged)
    assert (fresh(first).man.phone, fresh(first).man.address) == ("07700 900555", "")
    assert fresh(again).man.phone == "07700 900999"


def test_what_was_recorded_since_stays_with_the_survivor(world):
    first, again = world.contacted(), world.received()
    merged = merge(again, into=first, by=world.spoc, at=world.now)
    his.log_contact(
        first, happened_at=world.now, channel="phone", two_way=True, by=world.facilitator, at=world.now
    )
    took_back(world, merged)
    assert (first.contact_attempts.count(), again.contact_attempts.count()) == (2, 0)


def test_a_later_merge_has_to_be_taken_back_first(world):
    first, second, third = world.contacted(), world.received(), world.received()
    one = merge(second, into=first, by=world.spoc, at=world.now)
    two = merge(third, into=first, by=world.spoc, at=world.now)
    with pytest.raises(Refused, match=f"{third.reference} and {first.reference} were merged since"):
        took_back(world, one)
    took_back(world, two)
    took_back(world, one)
    assert {fresh(each).man_id for each in (first, second, third)} == {
        first.man_id,
        second.man_id,
        third.man_id,
    }


def test_a_completion_that_counts_what_came_along_stands(world):
    start = world.now - 6 * WEEK
    group = world.group(at=start, required=2)
    ended = world.on_programme(at=start, group=group)
    sessions = list(group.sessions.order_by("starts_at"))
    world.register(sessions[0], {ended: "attended"})
    ended = world.closed(fresh(ended), at=sessions[0].ends_at)
    other = world.group(at=start, required=2, name="Another group")
    latest = world.on_programme(at=start + DAY, group=other)
    merged = merge(ended, into=latest, by=world.manager, at=world.now)
    world.register(other.sessions.order_by("starts_at")[1], {latest: "attended"})
    assert fresh(latest).status == "completed"
    with pytest.raises(Refused, match="completed the programme since"):
        took_back(world, merged)


def test_nothing_is_taken_back_twice(world):
    first, again = world.contacted(), world.received()
    merged = merge(again, into=first, by=world.spoc, at=world.now)
    took_back(world, merged)
    merged.refresh_from_db()
    assert "taken back already" in why_not_undo(merged)
    with pytest.raises(Refused, match="taken back already"):
        took_back(world, merged)


def test_two_men_who_must_not_meet_are_never_made_one(world):
    first, again = world.contacted(), world.received()
    one, two = sorted((first.man, again.man), key=lambda man: man.pk)
    NonAssociation.objects.create(man=one, other=two, at=world.now)
    for make in (
        lambda: merge(again, into=first, by=world.spoc, at=world.now),
        lambda: same_man(again, other=first, by=world.spoc, at=world.now),
    ):
        with pytest.raises(Refused, match="must not meet"):
            make()


def test_what_is_worked_on_is_no_duplicate_but_may_be_of_the_same_man(world):
    first, second = world.contacted(), world.contacted()
    with pytest.raises(Refused, match="come too far to be a duplicate"):
        merge(second, into=first, by=world.manager, at=world.now)
    same_man(second, other=first, by=world.manager, at=world.now)
    assert fresh(first).man == fresh(second).man


def test_the_earlier_of_two_promises_holds(world):
    earlier, later = world.received(), world.received(at=world.now + DAY)
    due = earlier.deadlines.get(promise="acknowledge").due_at
    merge(earlier, into=later, by=world.spoc, at=world.now + DAY)
    assert later.deadlines.running().get(promise="acknowledge").due_at == due
