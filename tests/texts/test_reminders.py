from datetime import datetime, timedelta

import pytest

from accounts.refusal import Refused
from monitoring.actions import sweep
from programme.actions import cancel_session, move_session, to_remind
from referrals.actions import choose_reminders
from referrals.models import Man
from tests.programme.kit import ABSENT, CAME, a_man, sessions_of, six_weeks_ago
from tests.world import DAY, HOUR, fresh
from texts.delivery import deliver_batch
from texts.hours import not_in_quiet_hours
from texts.models import Text, Wording
from texts.occasions import LONGEST, MANNERS, Occasion
from timescales.working_time import LONDON

from .conftest import OURS

pytestmark = pytest.mark.django_db
PHONE = "07700 900123"


def who_wants(world, reminders="text", *, at=None, phone=PHONE):
    """A man in a group who said how he wants to be reminded, and the group's sessions."""
    at = at or world.now
    group = world.group(at=at)
    him = a_man(world, group, at=at)
    Man.objects.filter(pk=him.man_id).update(address="1 Example Road\nBirmingham\nB1 1AA")
    if reminders:
        choose_reminders(fresh(him), reminders=reminders, phone=phone, by=world.facilitator, at=at)
    return fresh(him), sessions_of(group)


def deliver(at):
    return deliver_batch(at=at, now=lambda: at)


def folder(settings):
    return (
        sorted(path.read_text() for path in settings.TEXT_FOLDER.glob("*"))
        if settings.TEXT_FOLDER.exists()
        else []
    )


def test_the_day_before_he_is_reminded_once(world, settings):
    _, sessions = who_wants(world)
    for _ in range(3):
        sweep(at=world.now)
    first = sessions[0]
    text = Text.objects.get(thing_id=first.pk)
    assert text.due_at == not_in_quiet_hours(first.starts_at - DAY)
    deliver(text.due_at - timedelta(minutes=1))
    assert folder(settings) == []
    deliver(text.due_at)
    deliver(text.due_at + HOUR)
    [message] = folder(settings)
    assert f"{first.starts_at.astimezone(LONDON):%A %-d %B}" in message
    assert OURS in message


def test_a_sweep_with_nobody_left_to_remind_asks_once_and_writes_nothing(world, django_assert_num_queries):
    who_wants(world)
    sweep(at=world.now)
    with django_assert_num_queries(1):
        assert list(to_remind(world.now)) == []


@pytest.mark.parametrize("choice", ["", "none"])
def test_who_was_not_asked_or_said_no_is_not_written_to(world, choice):
    who_wants(world, choice)
    sweep(at=world.now)
    assert not Text.objects.exists()


def test_a_choice_taken_back_counts_for_what_waits(world, settings):
    him, _ = who_wants(world)
    sweep(at=world.now)
    choose_reminders(him, reminders="none", by=world.facilitator, at=world.now)
    deliver(world.now + 7 * DAY)
    assert folder(settings) == []
    assert {text.dropped_because for text in Text.objects.all()} == {
        "He does not want to be written to in this way"
    }


def test_a_file_that_has_ended_is_not_written_to(world, settings):
    him, sessions = who_wants(world)
    sweep(at=world.now)
    world.closed(him)
    deliver(sessions[0].starts_at - HOUR)
    assert folder(settings) == []


def test_after_a_miss_he_is_asked_to_ring_and_after_attending_he_is_not(world, settings):
    long_ago = six_weeks_ago(world)
    him, sessions = who_wants(world, at=long_ago)
    world.register(sessions[0], {him: CAME})
    assert not Text.objects.exists()
    world.register(sessions[1], {him: ABSENT})
    text = Text.objects.get()
    assert text.occasion == "missed"
    deliver(text.due_at)
    assert OURS in folder(settings)[0]


def test_a_file_closed_by_the_second_miss_sends_him_no_second_request_to_ring(world):
    long_ago = six_weeks_ago(world)
    him, sessions = who_wants(world, at=long_ago)
    world.register(sessions[0], {him: ABSENT})
    world.register(sessions[1], {him: ABSENT})
    assert fresh(him).status == "closed"
    assert Text.objects.filter(occasion="missed").count() == 1


def test_nothing_goes_in_quiet_hours():
    def at(hour, minute=0, day=10):
        return datetime(2026, 6, day, hour, minute, tzinfo=LONDON)

    assert not_in_quiet_hours(at(9)) == at(9)
    assert not_in_quiet_hours(at(18, 59)) == at(18, 59)
    assert not_in_quiet_hours(at(8, 59)) == at(9)
    assert not_in_quiet_hours(at(19)) == at(9, day=11)
    # The night in which the clocks go back has 25 hours: nine in the morning is nine on the clock.
    night = datetime(2026, 10, 24, 23, 0, tzinfo=LONDON)
    assert not_in_quiet_hours(night) == datetime(2026, 10, 25, 9, 0, tzinfo=LONDON)


def test_a_letter_goes_days_before_or_not_at_all(world):
    _, sessions = who_wants(world, "letter")
    sweep(at=sessions[2].starts_at - 7 * DAY)
    in_time = Text.objects.get(thing_id=sessions[2].pk)
    assert (in_time.due_at, in_time.dropped_because) == (not_in_quiet_hours(in_time.moment - 6 * DAY), "")
    Text.objects.all().delete()
    sweep(at=sessions[0].starts_at - 2 * DAY)
    late = Text.objects.get(thing_id=sessions[0].pk)
    assert late.dropped_because == "It would have come too late"


def test_a_man_without_an_address_gets_no_letter(world):
    referral = world.on_programme()
    Man.objects.filter(pk=referral.man_id).update(address="")
    with pytest.raises(Refused, match="No full address"):
        choose_reminders(fresh(referral), reminders="letter", by=world.facilitator, at=world.now)


@pytest.mark.parametrize("occasion", Occasion.values)
def test_the_words_betray_nothing_and_fit_one_text(occasion):
    words = MANNERS[occasion].english.format(
        day="Wednesday 30 September",
        time="10:30am",
        phone="0121 496 0999",
        link="https://answer.example/q/" + "x" * 27 + "/",
    )
    assert len(words) <= LONGEST
    for betraying in (
        "programme",
        "My Time",
        "abuse",
        "violence",
        "group",
        "course",
        "session",
        "partner",
        "perpetrator",
    ):
        assert betraying.lower() not in words.lower()


def test_he_reads_it_in_his_language_where_somebody_has_written_it(world, settings):
    him, sessions = who_wants(world)
    Man.objects.filter(pk=him.man_id).update(language="Polish")
    Wording.objects.create(occasion="tomorrow", language="polish", words="PL {day} {time} {phone}")
    sweep(at=world.now)
    deliver(sessions[0].starts_at - HOUR * 8)
    assert all("PL " in message for message in folder(settings))


def test_notify_is_sent_the_words_and_a_reference(world, notify):
    him, sessions = who_wants(world)
    sweep(at=world.now)
    text = Text.objects.get(thing_id=sessions[0].pk)
    deliver(text.due_at)
    [body] = notify.sent
    assert body["reference"] == f"dvpp-text-{text.pk}"
    assert body["phone_number"] == PHONE
    assert list(body["personalisation"]) == ["words"]
    assert him.man.last_name not in str(body)
    assert Text.objects.get(pk=text.pk).provider_id == "id-1"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_refusal_is_tried_again_and_arrives_once(world, notify, status):
    _, sessions = who_wants(world)
    sweep(at=world.now)
    text = Text.objects.get(thing_id=sessions[0].pk)
    notify.answers = [status]
    deliver(text.due_at)
    assert notify.sent == []
    assert Text.objects.get(pk=text.pk).last_error == f"Notify answered {status}"
    deliver(text.due_at + timedelta(minutes=5))
    assert len(notify.sent) == 1


def test_an_attempt_cut_off_after_it_arrived_is_not_sent_twice(world, notify):
    _, sessions = who_wants(world)
    sweep(at=world.now)
    text = Text.objects.get(thing_id=sessions[0].pk)
    notify.drops = True
    deliver(text.due_at)
    assert Text.objects.get(pk=text.pk).sent_at is None
    deliver(text.due_at + timedelta(minutes=5))
    assert len(notify.sent) == 1
    assert Text.objects.get(pk=text.pk).provider_id == "id-1"


def test_a_cancelled_session_takes_the_reminder_back_and_says_so(world, settings):
    _, sessions = who_wants(world)
    sweep(at=world.now)
    cancel_session(sessions[0], because="Flood", by=world.manager, at=world.now)
    of_it = {text.occasion: text for text in Text.objects.filter(thing_id=sessions[0].pk)}
    assert of_it["tomorrow"].dropped_because == "The session was cancelled or moved"
    deliver(of_it["cancelled"].due_at)
    [message] = folder(settings)
    assert "will not take place" in message
    assert "Flood" not in message


def test_a_moved_session_is_another_appointment(world):
    _, sessions = who_wants(world)
    sweep(at=world.now)
    move_session(sessions[0], starts_at=sessions[0].starts_at + DAY, by=world.manager, at=world.now)
    sweep(at=world.now)
    waiting = Text.objects.waiting().filter(thing_id=sessions[0].pk)
    assert {(text.occasion, text.moment) for text in waiting} == {
        ("moved", sessions[0].starts_at + DAY),
        ("tomorrow", sessions[0].starts_at + DAY),
    }


def test_a_session_cancelled_afterwards_says_nothing_to_him(world):
    long_ago = six_weeks_ago(world)
    _, sessions = who_wants(world, at=long_ago)
    cancel_session(sessions[0], because="It was not held", by=world.manager, at=sessions[0].ends_at)
    assert not Text.objects.filter(occasion="cancelled").exists()
