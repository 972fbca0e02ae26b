"""What is missing is asked for: the clock stands still, a chaser goes out, and no answer is lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.core.files.base import ContentFile
from django.db import connection

from accounts.refusal import Refused
from alerts.models import Alert
from monitoring.actions import sweep
from referrals import actions as his
from referrals.models import InformationAnswer, InformationRequest
from tests.world import DAY, HOUR, NOON, World, fresh
from timescales.promises import Promise

MINUTE = timedelta(minutes=1)
# 2026: the clocks go back on Sunday 25 October. Moments in UTC; London is an hour ahead until then.
FRIDAY_4PM, FRIDAY_5PM = datetime(2026, 10, 23, 15, tzinfo=UTC), datetime(2026, 10, 23, 16, tzinfo=UTC)
TUESDAY_1030 = datetime(2026, 10, 27, 10, 30, tzinfo=UTC)


@pytest.fixture
def world(db):
    return World()


def ask(world, referral, *, by=None, at=NOON, missing=("reach_him",)):
    return his.ask_referrer(referral, missing=missing, by=by or world.spoc, at=at)


def answer(world, asked, *, by=None, at=NOON, text="07700 900321", documents=()):
    return his.answer_request(asked, text=text, documents=documents, by=by or world.social_worker, at=at)


def clock(referral, promise=Promise.ACKNOWLEDGE):
    return referral.deadlines.get(promise=promise)


def kinds_of(person):
    return list(person.notices.order_by("pk").values_list("alert__kind", flat=True))


def test_the_acknowledge_clock_has_the_time_left_back_to_the_minute(world):
    """An hour of the working day was gone on Friday: 23 hours are left, and the weekend is not given back as well."""
    referral = world.received(at=FRIDAY_4PM)
    assert clock(referral).due_at == datetime(2026, 10, 26, 16, tzinfo=UTC)
    asked = ask(world, referral, at=FRIDAY_5PM)
    assert clock(referral).words(FRIDAY_5PM + DAY) == "paused"
    assert sweep(at=datetime(2026, 10, 27, 9, tzinfo=UTC)).missed == 0
    answer(world, asked, at=TUESDAY_1030)
    assert clock(referral).due_at == datetime(2026, 10, 28, 9, 30, tzinfo=UTC)
    assert sweep(at=clock(referral).due_at - MINUTE).missed == 0
    assert sweep(at=clock(referral).due_at).missed == 1


def test_what_was_late_when_it_was_asked_stays_as_late(world):
    referral = world.received(at=NOON)
    asked = ask(world, referral, at=NOON + 25 * HOUR)
    answer(world, asked, at=NOON + 30 * HOUR)
    assert clock(referral).words(NOON + 30 * HOUR) == "1 hour late"


def test_hours_in_which_he_is_to_be_contacted_go_on_while_the_referrer_is_asked(world):
    referral = world.acknowledged()
    asked = ask(world, referral, by=world.facilitator)
    assert clock(referral, Promise.CONTACT_HIM).due_at == NOON + 48 * HOUR
    assert clock(referral, Promise.CONTACT_HIM).paused_at is None
    answer(world, asked, at=NOON + 5 * HOUR)
    assert clock(referral, Promise.CONTACT_HIM).due_at == NOON + 48 * HOUR


def test_the_referrer_is_asked_and_whoever_asked_is_told_of_the_answer(world):
    referral = world.received()
    asked = ask(world, referral)
    assert kinds_of(world.social_worker)[-1] == "information_asked"
    answer(world, asked)
    assert kinds_of(world.spoc)[-1] == "information_answered"
    assert clock(referral, Promise.ANSWER_REQUEST).kept_at == NOON


def test_a_facilitator_who_asked_after_it_was_passed_on_is_told_and_the_spoc_is_not(world):
    asked = ask(world, world.acknowledged(), by=world.facilitator)
    answer(world, asked)
    assert kinds_of(world.facilitator)[-1] == "information_answered"
    assert "information_answered" not in kinds_of(world.spoc)


def test_one_request_waits_at_a_time(world):
    referral = world.received()
    ask(world, referral)
    with pytest.raises(Refused, match="asked already"):
        ask(world, referral, missing=["born"])


def test_withdrawing_lets_the_clock_go_on_and_tells_the_referrer(world):
    referral = world.received()
    asked = ask(world, referral, at=NOON + HOUR)
    his.withdraw_request(asked, because="Found it.", by=world.spoc, at=NOON + 3 * HOUR)
    assert clock(referral).due_at == NOON + DAY + 2 * HOUR
    assert kinds_of(world.social_worker)[-1] == "information_withdrawn"
    with pytest.raises(Refused, match="answered or withdrawn already"):
        his.withdraw_request(asked, by=world.spoc, at=NOON + 3 * HOUR)


def test_a_second_answer_is_kept_and_moves_nothing(world):
    referral = world.received()
    asked = ask(world, referral)
    answer(world, asked, at=NOON + 2 * HOUR)
    due = clock(referral).due_at
    plan = ContentFile(b"%PDF-1.7 plan", name="Quillfeather plan.pdf")
    answer(world, asked, by=world.colleague, at=NOON + 9 * HOUR, text="And the plan.", documents=[plan])
    assert clock(referral).due_at == due
    assert [a.text for a in asked.answers.order_by("at")] == ["07700 900321", "And the plan."]
    kept = asked.answers.get(by=world.colleague).documents.get()
    assert kept.name.startswith(referral.reference)
    assert "Quillfeather" not in kept.name + kept.document.name
    assert kinds_of(world.spoc).count("information_answered") == 2


def test_an_answer_that_crosses_a_withdrawal_is_kept_too(world):
    asked = ask(world, world.received())
    his.withdraw_request(asked, by=world.spoc, at=NOON + HOUR)
    answer(world, asked, at=NOON + 2 * HOUR)
    asked.refresh_from_db()
    assert (asked.answers.count(), asked.answered_at) == (1, None)


def test_what_was_asked_ends_with_the_file_and_a_reopened_file_has_its_time_back(world):
    referral = world.received()
    asked = ask(world, referral, at=NOON + HOUR)
    his.close(referral, reason="ineligible", by=world.spoc, at=NOON + 5 * HOUR)
    assert not InformationRequest.objects.open().exists()
    assert clock(referral, Promise.ANSWER_REQUEST).stopped_at
    with pytest.raises(Refused, match="has ended"):
        answer(world, asked, at=NOON + 6 * HOUR)
    his.reopen(fresh(referral), reason="A mistake.", by=world.manager, at=NOON + 7 * HOUR)
    assert clock(referral).due_at == NOON + DAY + 6 * HOUR


def test_a_hold_that_ends_leaves_standing_what_waits_for_an_answer(world):
    referral = world.acknowledged()
    contact = clock(referral, Promise.CONTACT_HIM)
    contact.rule.waits_for_answers = True
    contact.rule.save()
    asked = ask(world, referral, by=world.facilitator, at=NOON + HOUR)
    hold = {"reason": "Hospital", "review_date": NOON.date(), "by": world.facilitator}
    his.hold(fresh(referral), at=NOON + 2 * HOUR, **hold)
    his.resume(fresh(referral), by=world.facilitator, at=NOON + 5 * HOUR)
    assert clock(referral, Promise.CONTACT_HIM).paused_at == NOON + HOUR
    his.hold(fresh(referral), at=NOON + 6 * HOUR, **hold)
    answer(world, asked, at=NOON + 7 * HOUR)
    assert clock(referral, Promise.CONTACT_HIM).paused_at == NOON + HOUR
    his.resume(fresh(referral), by=world.facilitator, at=NOON + 11 * HOUR)
    assert clock(referral, Promise.CONTACT_HIM).due_at == NOON + 58 * HOUR


def test_a_chaser_goes_out_every_two_working_days_and_then_the_team_and_the_manager_hear(world):
    """Asked on Wednesday 3 June at noon: Friday, Tuesday (not Sunday), and it is late on Thursday the 11th."""
    ask(world, world.received())
    chased = []
    for hours in range(9 * 24):
        if sweep(at=NOON + hours * HOUR).reminded:
            chased.append(hours // 24)
    reminders = Alert.objects.filter(kind="promise_reminder", because__startswith="Answer what My Time asks")
    assert [alert.at.astimezone(UTC).date().isoformat() for alert in reminders.order_by("at")] == [
        "2026-06-05",
        "2026-06-09",
    ]
    assert [
        kinds_of(person).count("promise_reminder") for person in (world.social_worker, world.colleague)
    ] == [
        2,
        0,
    ]
    for person in (world.social_worker, world.colleague, world.manager):
        assert kinds_of(person).count("promise_missed") == 1
    assert "promise_missed" not in kinds_of(world.other_social_worker)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_four_sweeps_at_once_chase_once():
    world = World()
    ask(world, world.received())
    ready = Barrier(4)

    def one_worker(_):
        try:
            ready.wait(timeout=20)
            return sweep(at=NOON + 2 * DAY).reminded
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(one_worker, range(4))) == 1
    assert kinds_of(world.social_worker).count("promise_reminder") == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_answers_at_the_same_moment_count_once_and_are_both_kept():
    world = World()
    referral = world.received()
    asked = ask(world, referral)
    ready = Barrier(2)

    def one(person):
        try:
            ready.wait(timeout=20)
            answer(world, asked, by=person, at=NOON + 4 * HOUR, text=person.name)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, (world.social_worker, world.colleague)))
    assert InformationAnswer.objects.count() == 2
    assert clock(referral).due_at == NOON + DAY + 4 * HOUR
