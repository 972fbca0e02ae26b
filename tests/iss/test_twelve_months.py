"""Twelve months of support: looked at every three, never ended because his file closes, and closed with reasons."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.refusal import Refused
from iss import actions
from iss.models import Deadline, PartnerFile
from iss.term.milestones import milestones
from iss.term.reading import term_of
from referrals.actions import close
from tests.world import DAY, NOON, WEEK, World, fresh
from timescales.actions import change_promise
from timescales.working_time import add_calendar_months


def in_support(world, at=NOON):
    file = world.her_contacted(world.her_file(world.suitable(at=at)), at=at)
    actions.open_support(file, by=world.iss_worker, at=at)
    return file


def look(world, file, at, outcome="goes_on"):
    return actions.review_support(
        file,
        held_date=at.date(),
        with_her=True,
        changed="She has moved and is safer.",
        outcome=outcome,
        by=world.iss_worker,
        at=at,
    )


def due(file, promise):
    return file.deadlines.running().get(promise=promise).due_at


def test_opening_support_promises_its_year_and_the_first_look(world):
    file = in_support(world)
    assert due(file, "support_review") == add_calendar_months(NOON, 3)
    assert due(file, "support_year") == add_calendar_months(NOON, 12)


def test_each_look_owes_the_next_milestone_counted_from_the_opening(world):
    file = in_support(world)
    look(world, file, NOON + 14 * WEEK)
    assert due(file, "support_review") == add_calendar_months(NOON, 6)
    look(world, file, NOON + 25 * WEEK)  # before it was due: it is kept, and not asked again
    assert due(file, "support_review") == add_calendar_months(NOON, 9)


def test_after_the_last_milestone_the_year_itself_is_left(world):
    file = in_support(world)
    for months in (3, 6, 9):
        look(world, file, add_calendar_months(NOON, months))
    assert not file.deadlines.running().filter(promise="support_review").exists()
    year_over = add_calendar_months(NOON, 12)
    look(world, file, year_over)
    assert due(file, "support_year") == add_calendar_months(year_over, 12)


def test_when_it_ends_nothing_more_is_owed_but_the_closing(world):
    file = in_support(world)
    look(world, file, NOON + 9 * WEEK, outcome="ends")
    assert not file.deadlines.running().filter(promise="support_review").exists()
    assert file.deadlines.running().filter(promise="support_year").exists()


def test_support_that_is_not_open_is_not_looked_at(world, file):
    with pytest.raises(Refused, match="not open"):
        look(world, file, NOON)


def test_milestones_of_a_31st_lose_no_day(db):
    opened = datetime(2026, 8, 31, 9, 0, tzinfo=UTC)
    days = [
        (moment.month, moment.day) for moment in milestones(opened, opened + timedelta(days=360), at=opened)
    ]
    assert days == [(11, 30), (2, 28), (5, 31)]


def test_milestones_are_a_dated_row(world):
    change_promise(
        "support_review",
        amount=6,
        unit="calendar_months",
        reminders=[0.9],
        valid_from=NOON + DAY,
        by=world.administrator,
        at=NOON,
    )
    file = in_support(world, at=NOON + 2 * DAY)
    assert due(file, "support_review") == add_calendar_months(NOON + 2 * DAY, 6)


def test_closing_his_file_leaves_her_clocks_plan_and_support_untouched(world):
    referral = world.on_programme(world.suitable())
    file = world.her_contacted(world.her_file(referral))
    actions.write_safety_plan(file, parts={"bag": "It is at her mother's."}, by=world.iss_worker, at=NOON)
    actions.open_support(file, by=world.iss_worker, at=NOON)
    actions.log_support(file, kind="telephone", date=NOON.date(), by=world.iss_worker, at=NOON)
    before = _everything(file)
    close(fresh(referral), reason="withdrew", by=world.facilitator, at=NOON + WEEK)
    assert _everything(file) == before


def _everything(file):
    """All of hers. What his closing owes her besides (a new DASH) is not among it: it is added, nothing is changed."""
    clocks = Deadline.objects.filter(partner_file=file, started_at__lte=NOON).order_by("pk")
    return (
        PartnerFile.objects.filter(pk=file.pk).values().get(),
        list(clocks.values()),
        list(file.safety_plans.values_list("version", "parts")),
        list(file.support.values()),
        file.status_changes.count(),
    )


def test_closing_hers_keeps_why_and_what_she_was_offered_also_when_it_is_opened_again(world):
    file = in_support(world)
    actions.close_file(
        file,
        reason="done",
        because="She is settled.",
        offered=["come_back", "groups"],
        by=world.iss_worker,
        at=NOON + WEEK,
    )
    actions.reopen_file(file, by=world.iss_worker, at=NOON + 2 * WEEK)
    ending = file.endings.get()
    assert ending.get_reason_display() == "What she came for is done"
    assert ending.offered_words == ["She can come back at any time", "Groups and drop-ins stay open to her"]


def test_the_page_asks_what_she_was_offered(client, db):
    world = World(timezone.now())
    file = world.her_file(world.pending())
    client.force_login(world.iss_worker)
    address = reverse("her_close", args=[file.pk])
    text = client.post(address, {"reason": "done", "because": "x"}).content.decode()
    assert "Select what she was offered" in text
    text = client.post(address, {"reason": "done", "because": "x", "offered": ["nothing"]}).content.decode()
    assert "Enter why nothing could be offered" in text
    client.post(address, {"reason": "done", "because": "She is settled.", "offered": ["come_back"]})
    assert file.endings.get().offered == ["come_back"]


def test_her_year_is_shown_with_what_is_next_and_what_is_late(world):
    file = in_support(world)
    term = term_of(file, file.deadlines.all(), at=NOON + 20 * WEEK)
    assert (term.month, [mark.state for mark in term.marks]) == (5, ["late", "to come", "to come", "to come"])
    look(world, file, NOON + 20 * WEEK)
    term = term_of(file, file.deadlines.all(), at=NOON + 20 * WEEK)
    assert [mark.state for mark in term.marks] == ["done", "next", "to come", "to come"]
