"""Whatever is recorded, in whatever order: his file is closed if and only if the written rule says so.

``make proof`` looks deeper.
"""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from referrals.statuses import Status
from tests.programme.happenings import Case, Told
from tests.proof import size
from tests.world import DAY, World, fresh

OUTCOMES = ("absent_no_contact", "absent_no_contact", "absent_notice", "attended", "late", "not_taking_part")
KINDS = ("register",) * 6 + ("correct",) * 3 + ("contact",) * 2
KINDS += ("attempt", "cancel", "catch_up", "catch_up_was_none", "hold", "resume", "transfer", "reopen")
KINDS += ("visit", "visit", "visit_recorded", "visit_recorded", "visit_taken_back", "alone")

events = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, 9), st.integers(0, 60), st.sampled_from(OUTCOMES)),
    min_size=4,
    max_size=16,
)
once = settings(
    max_examples=size(short=25, whole=500),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def case(db):
    world = World()
    groups = [world.group(weeks=10), world.group(name="Another evening", at=world.now + 2 * DAY, weeks=10)]
    return lambda: Case(world, him, groups) if (him := world.on_programme(group=groups[0])) else None


@pytest.mark.proof
@once
@given(happenings=events)
def test_a_file_is_closed_if_and_only_if_the_written_rule_says_so(case, happenings):
    with transaction.atomic():
        one = case()
        for happening in happenings:
            one.happen(*happening)
        transaction.set_rollback(True)


@pytest.mark.proof
@once
@example(happenings=[("register", 6, 0, "attended")], number=0, outcome="absent_no_contact")
@given(happenings=events, number=st.integers(0, 9), outcome=st.sampled_from(OUTCOMES))
def test_correcting_back_restores_everything_and_tells_again(case, happenings, number, outcome):
    with transaction.atomic():
        one = case()
        for happening in happenings:
            one.happen(*happening)
        _correct_and_back(one, number, outcome)
        transaction.set_rollback(True)


def _correct_and_back(one, number, outcome):
    pk = one._one(number, written=True)
    if pk is None or one.diary.written[pk] == outcome:
        return
    old, before, told = one.diary.written[pk], _all_of_him(one.him), Told()
    one.happen("correct", 1, _place(one, pk), outcome)
    changed = fresh(one.him).status != before[0]
    one.happen("correct", 1, _place(one, pk), old)
    now = _all_of_him(one.him)
    assert now[:2] == before[:2]
    if before[0] == Status.ON_PROGRAMME:
        assert now == before
    both = 1 if changed else 0
    assert Told() == {kind: number + both for kind, number in told.items()}


def _place(one, pk):
    """Which of the written sessions it is."""
    begun = [p for moment, p in one.diary.expected() if moment <= one.at and p in one.diary.written]
    return begun.index(pk)


def _all_of_him(him):
    """Status, outcomes, and the promises that run with their days."""
    lines = list(him.attendances.order_by("pk").values_list("session", "outcome"))
    running = sorted(him.deadlines.running().values_list("promise", "due_at"))
    return fresh(him).status, lines, running
