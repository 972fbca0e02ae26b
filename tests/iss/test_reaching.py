"""Before she is contacted: what is safe now, at the times she named, confirmed each time; and she is never forgotten."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.refusal import Refused
from audit.models import Entry
from iss import actions
from iss.actions.contact import confirm_safe_now
from iss.models import SafeNow
from iss.safe import ways
from iss.windows import Window, next_opening, within
from tests.world import DAY, HOUR, NOON
from timescales.promises import Promise

MORNINGS = {"days": [0, 2], "from": "10:00", "until": "12:00"}
# NOON is a Wednesday; in London the clocks are an hour ahead of UTC
INSIDE, BEFORE, AT_THE_END = (
    datetime(2026, 6, 3, hour, minute, tzinfo=UTC) for hour, minute in ((9, 30), (8, 59), (11, 0))
)


def say(world, file, at=NOON, **answers):
    facts = {"checked_with": "Her", "phone": "07700 900456", "call": "yes", **answers}
    return actions.update_safe_contact(file, by=world.iss_worker, at=at, **facts)


def log(world, file, at, **facts):
    facts = {"channel": "call", "two_way": True, "safe_now": True, **facts}
    return actions.log_contact(file, happened_at=at, by=world.iss_worker, at=at, **facts)


# Days and times


@pytest.mark.parametrize(
    ("at", "safe"), [(INSIDE, True), (BEFORE, False), (AT_THE_END, False), (INSIDE + DAY, False)]
)
def test_a_call_is_safe_only_at_the_times_she_named(world, file, at, safe):
    say(world, file, at=NOON - DAY, windows=[MORNINGS])
    if safe:
        assert log(world, file, at)
    else:
        with pytest.raises(Refused, match="Not now: she said Monday and Wednesday, 10am to 12pm"):
            log(world, file, at)


def test_the_refusal_says_when_the_next_time_is(world, file):
    say(world, file, windows=[MORNINGS])
    with pytest.raises(Refused, match="Next: Monday 8 June at 10:00"):
        log(world, file, NOON + HOUR)


def test_post_and_email_do_not_wait_for_a_time(world, file):
    say(world, file, email="her@example.org", email_safe="yes", windows=[MORNINGS])
    assert log(world, file, AT_THE_END + DAY, channel="email")


def test_days_and_times_hold_across_the_clock_changes():
    window = Window((6,), time(1, 30), time(3))
    for day in (datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)):
        inside = [minute for minute in range(0, 300, 10) if within([window], day + timedelta(minutes=minute))]
        assert inside
        assert not within([window], day + timedelta(hours=4))
    assert next_opening([], NOON) is None


def test_the_page_says_not_now_beside_the_way(world, file):
    say(world, file, text="yes", windows=[MORNINGS])
    way = next(way for way in ways(file.safe_contact, AT_THE_END) if way.channel == "call")
    assert (way.words, way.is_safe) == ("Not now", False)
    assert "she said Monday and Wednesday, 10am to 12pm" in way.note


def test_times_in_words_alone_are_never_shown_as_safe(world, file):
    say(world, file, safe_times="Weekdays, school hours")
    call = next(way for way in ways(file.safe_contact, NOON) if way.channel == "call")
    assert (call.words, call.note) == ("Safe only at her times", "Weekdays, school hours")


# Safe to call now


def test_the_number_is_shown_for_a_quarter_of_an_hour_to_whoever_confirmed(client, world, file):
    now = timezone.now()
    say(world, file, at=now, call="yes")
    client.force_login(world.iss_worker)
    file_page, log_page = (reverse(name, args=[file.pk]) for name in ("her_file", "her_contact"))
    assert b"07700 900456" not in client.get(file_page).content
    answer = client.post(
        reverse("her_reach", args=[file.pk]), {"channel": "call", "safe_now": "on"}, follow=True
    )
    assert answer.request["PATH_INFO"] == log_page
    assert b"07700 900456" in answer.content
    assert Entry.objects.about(file).filter(act="her_contact.details_shown").count() == 1
    SafeNow.objects.update(until=now)
    assert b"07700 900456" not in client.get(log_page).content


def test_a_colleague_confirms_for_herself(client, world, file):
    say(world, file, at=timezone.now(), call="yes")
    confirm_safe_now(file, channel="call", by=world.iss_worker, at=timezone.now())
    client.force_login(world.iss_manager)
    assert b"07700 900456" not in client.get(reverse("her_contact", args=[file.pk])).content


def test_without_the_tick_nothing_is_shown(client, world, file):
    say(world, file, at=timezone.now(), call="yes")
    client.force_login(world.iss_worker)
    answer = client.post(reverse("her_reach", args=[file.pk]), {"channel": "call"})
    assert b"Tick \xe2\x80\x9cIt is safe now\xe2\x80\x9d" in answer.content
    assert not SafeNow.objects.exists()


@pytest.mark.parametrize(
    "said", [{"call": "no"}, {"call": "unknown"}, {"call": "yes", "windows": [MORNINGS]}], ids=str
)
def test_what_is_not_safe_now_cannot_be_confirmed(world, file, said):
    say(world, file, **said)
    with pytest.raises(Refused):
        confirm_safe_now(file, channel="call", by=world.iss_worker, at=AT_THE_END + DAY)


def test_she_may_get_in_touch_whatever_is_known_to_be_safe(world, file):
    say(world, file, call="no")
    assert log(world, file, NOON, safe_now=False, she_began=True).she_began
    file.refresh_from_db()
    assert file.status == "contacted"


# A new address


def test_a_new_address_is_kept_only_with_whom_it_is_kept_from(world, file):
    with pytest.raises(Refused, match="who must not learn her new address"):
        say(world, file, address="1 New Street")
    assert (
        say(world, file, address="1 New Street", address_kept_from="His mother").address_kept_from
        == "His mother"
    )


def test_whom_it_is_kept_from_stays_while_the_address_does_and_goes_with_it(world, file):
    say(world, file, address="1 New Street", address_kept_from="His mother")
    assert say(world, file, address="1 New Street").address_kept_from == "His mother"
    assert say(world, file, address="").address_kept_from == ""


def test_the_form_asks_and_keeps_what_was_typed(client, world, file):
    client.force_login(world.iss_worker)
    answers = dict.fromkeys(("call", "text", "voicemail", "email_safe", "post"), "no")
    address = reverse("her_safe_contact", args=[file.pk])
    answer = client.post(
        address, answers | {"checked_with": "Her", "address": "1 New Street"}
    ).content.decode()
    assert "Enter who must not learn her new address" in answer
    assert "1 New Street" in answer
    client.post(
        address, answers | {"checked_with": "Her", "address": "1 New Street", "address_kept_from": "School"}
    )
    page = client.get(reverse("her_file", args=[file.pk])).content.decode()
    assert "she named: School" in page
    assert "1 New Street" not in page


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({}, "Select when calls, texts and voicemail are safe"),
        ({"when": "only"}, "Select the days she named"),
        ({"when": "only", "days_1": ["0"]}, "Select from when it is safe"),
        ({"when": "only", "days_1": ["0"], "from_1": "12:00", "until_1": "10:00"}, "later than from when"),
        (
            {"when": "only", "days_1": ["0"], "from_1": "10:00", "until_1": "12:00", "days_2": ["1"]},
            "Select from",
        ),
    ],
)
def test_days_and_times_are_asked_whole(client, world, file, typed, message):
    client.force_login(world.iss_worker)
    answers = dict.fromkeys(("text", "voicemail", "email_safe", "post"), "no") | {"call": "yes"}
    answers |= {"checked_with": "Her", "phone": "07700 900456", **typed}
    page = client.post(reverse("her_safe_contact", args=[file.pk]), answers).content.decode()
    assert message in page


def test_the_times_she_named_stand_in_the_form_the_next_time(client, world, file):
    client.force_login(world.iss_worker)
    answers = dict.fromkeys(("text", "voicemail", "email_safe", "post"), "no") | {"call": "yes"}
    answers |= {"checked_with": "Her", "phone": "07700 900456", "when": "only"}
    answers |= {"days_1": ["0", "2"], "from_1": "10:00", "until_1": "12:00"}
    client.post(reverse("her_safe_contact", args=[file.pk]), answers)
    assert file.safe_contact.windows == [MORNINGS]
    page = client.get(reverse("her_safe_contact", args=[file.pk])).content.decode()
    assert '<option value="10:00" selected>' in page


# No safe moment


def running(file, promise):
    return file.deadlines.running().filter(promise=promise).first()


def test_after_an_excuse_somebody_still_owes_to_look_again(world, file):
    actions.no_safe_window(file, by=world.iss_worker, at=NOON)
    assert running(file, Promise.CONTACT_HER) is None
    assert running(file, Promise.FIND_SAFE_MOMENT).due_at == NOON + 3 * DAY


def test_an_excuse_may_be_given_again_and_never_ends_the_looking(world, file):
    at = NOON
    for _ in range(4):
        actions.no_safe_window(file, look_again_at=at + DAY, by=world.iss_worker, at=at)
        assert running(file, Promise.FIND_SAFE_MOMENT).due_at == at + DAY
        at += DAY
    assert file.deadlines.filter(excused_because="no safe window").count() == 4


def test_looking_again_is_not_put_off_for_longer_than_the_rule(world, file):
    with pytest.raises(Refused, match="at the latest"):
        actions.no_safe_window(file, look_again_at=NOON + 4 * DAY, by=world.iss_worker, at=NOON)


def test_contact_keeps_what_was_owed_and_nothing_is_left_to_excuse(world, file):
    say(world, file)
    actions.no_safe_window(file, by=world.iss_worker, at=NOON)
    log(world, file, NOON + HOUR)
    assert running(file, Promise.FIND_SAFE_MOMENT) is None
    with pytest.raises(Refused, match="nothing to excuse"):
        actions.no_safe_window(file, by=world.iss_worker, at=NOON + DAY)


def test_what_she_said_holds_as_long_as_the_setting_says(world, file, settings):
    settings.SAFE_CONTACT_HOLDS_FOR = timedelta(days=7)
    say(world, file)
    assert not file.safe_contact.is_stale(NOON + 7 * DAY)
    assert file.safe_contact.is_stale(NOON + 8 * DAY)


def test_the_page_before_contact_offers_only_what_is_safe_now(client, world, file):
    say(world, file, at=timezone.now(), call="no")
    client.force_login(world.iss_worker)
    page = client.get(reverse("her_reach", args=[file.pk])).content.decode()
    assert "Do not contact her now" in page
    assert "It is safe: show" not in page
