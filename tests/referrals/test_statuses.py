"""The pathway's steps, from every status to every status: in the model and in the database itself."""

import pytest
from django.db import InternalError, connection, transaction

from referrals.models import Overtaken, Referral
from referrals.statuses import MOVES, REMEMBERS, IllegalMove, Status
from tests.world import World


@pytest.fixture
def world(db):
    return World()


def in_status(world, status, *, came_from=""):
    """A referral put into a status where no trigger looks: as if it had been made there."""
    made = world.received(partners=[])
    row = Referral.objects.get(pk=made.pk)
    row.pk = None
    row._state.adding = True
    row.reference = f"{row.reference}-{status}"
    row.status, row.came_from = status, came_from
    row.merged_into = made if status == Status.MERGED else None
    row.closed_date = world.now.date() if status == Status.CLOSED else None
    row.save(force_insert=True)
    return row


@pytest.mark.parametrize("old", Status, ids=str)
def test_the_model_takes_the_steps_of_the_table_and_no_other(world, old):
    for new in Status:
        came_from = new if old in REMEMBERS else ""
        referral = in_status(world, old, came_from=came_from)
        facts = {Status.MERGED: {"merged_into": world.received(partners=[])}}.get(new, {})
        if new == Status.CLOSED:
            facts = {"closed_date": world.now.date()}
        if new in MOVES[old]:
            referral.move(new, by=world.manager, at=world.now, **facts)
            stored = Referral.objects.get(pk=referral.pk)
            assert (stored.status, stored.came_from) == (new, old)
            assert referral.status_changes.get(to_status=new).from_status == old
        else:
            with pytest.raises(IllegalMove, match="cannot become"):
                referral.move(new, by=world.manager, at=world.now, **facts)
            assert Referral.objects.get(pk=referral.pk).status == old


@pytest.mark.parametrize("old", Status, ids=str)
def test_the_database_refuses_a_step_that_is_not_in_the_table(world, old):
    sql = "update referrals_referral set status = %s, merged_into_id = id, closed_date = %s where id = %s"
    for new in Status:
        referral = in_status(world, old)
        values = [new.value, world.now.date(), referral.pk]
        if new in MOVES[old] or new == old:
            with connection.cursor() as cursor:
                cursor.execute(sql, values)
            assert Referral.objects.get(pk=referral.pk).status == new
            continue
        with (
            pytest.raises(InternalError, match="Invalid transition"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql, values)


@pytest.mark.parametrize("old", sorted(REMEMBERS))
def test_a_file_that_remembers_goes_back_only_to_where_it_was(world, old):
    # A closed file may besides turn out to be a duplicate
    *others, was = sorted(MOVES[old] - {Status.MERGED})
    referral = in_status(world, old, came_from=was)
    for other in others:
        with pytest.raises(IllegalMove, match="goes back to where it was"):
            referral.move(other, by=world.manager, at=world.now)
    referral.move(was, by=world.manager, at=world.now)


def test_of_two_who_move_a_file_one_is_told_that_the_other_was_first(world):
    referral = world.received()
    seen_before = Referral.objects.get(pk=referral.pk)
    referral.move(Status.ACKNOWLEDGED, by=world.spoc, at=world.now)
    with pytest.raises(Overtaken, match="Somebody else has just moved this file"):
        seen_before.move(Status.CLOSED, by=world.manager, at=world.now, closed_date=world.now.date())
