"""His questions: put to him in private, answered alone, seen when he has finished, and never overwritten."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Organisation
from accounts.refusal import Refused
from audit.models import Entry
from outcomes.scales import PREFER_NOT, SKIPPED
from outcomes.stages import Stage
from referrals.actions import choose_reminders, record_measure
from referrals.measuring.actions import (
    begin,
    finish,
    forget_half_answered,
    keep_so_far,
    put_questions,
    withdraw_questions,
)
from referrals.measuring.addresses import link_to, token_of
from referrals.models import HisMeasure, Questions
from tests.world import HOUR, World
from texts.delivery import deliver_batch
from texts.models import Text
from timescales.models import PromiseRule

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def world(db):
    return World(timezone.now())


@pytest.fixture
def him(world):
    return world.on_programme()


def put(client, him, world, way, stage="initial"):
    client.force_login(world.facilitator)
    facts = {"stage": stage, "way": way, "interpreter": "no"}
    return client.post(reverse("ask_him", args=[him.pk]), facts)


def answer(client, address, *pages):
    response = None
    for number, page in enumerate(pages, start=1):
        response = client.post(f"{address}?page={number}", page, follow=True)
    return response


PAGES = ({"M1": "2", "M2": PREFER_NOT, "M3": "0"}, {"M6": "1", "M7": "4"}, {"M10": "3"})


def test_on_a_handed_screen_nobody_is_signed_in_and_nothing_of_the_file_is_shown(client, world, him):
    handed = put(client, him, world, "screen")
    assert "_auth_user_id" not in client.session
    page = client.get(handed.url)
    text = page.content.decode()
    for word in (
        him.reference,
        him.man.last_name,
        "My Time",
        "programme",
        "<nav",
        "sign-out",
        'href="/referrals',
    ):
        assert word not in text
    assert "I hurt my partner" in text
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "same-origin"
    assert client.get(reverse("file", args=[him.pk])).status_code == 302


def test_what_he_answers_is_his_measure_once_he_has_finished(client, world, him):
    handed = put(client, him, world, "screen")
    half = answer(client, handed.url, *PAGES[:2])
    assert "Page 3 of 3" in half.content.decode()
    assert not HisMeasure.objects.exists()
    done = answer(client, handed.url, *PAGES)
    assert "hand the device back" in done.content.decode()
    measure = HisMeasure.objects.get(referral=him)
    assert measure.answers["M1"] == 2
    assert measure.answers["M2"] == PREFER_NOT
    assert measure.answers["M3"] == 0
    assert measure.answers["M4"] == SKIPPED
    assert (measure.mode, measure.interpreter, measure.version.code) == ("screen", False, "M")
    assert measure.asked_by == world.facilitator.get_full_name()
    assert measure.asked_date == timezone.localdate()
    assert Questions.objects.get().so_far == {}
    assert not him.deadlines.running().filter(promise="initial_measures").exists()


def test_nothing_can_be_gone_back_to(client, world, him):
    handed = put(client, him, world, "screen")
    answer(client, handed.url, *PAGES)
    again = client.get(f"{handed.url}?page=1").content.decode()
    assert "Thank you" in again
    assert "I hurt my partner" not in again
    client.cookies.clear()
    assert "not open" in client.get(handed.url).content.decode()


def test_the_facilitator_sees_nothing_of_it_before_he_has_finished(client, world, him):
    handed = put(client, him, world, "screen")
    answer(client, handed.url, {"M1": "3"})
    client.cookies.clear()
    client.force_login(world.facilitator)
    for address in (
        reverse("ask_him", args=[him.pk]),
        reverse("file_part", args=[him.pk, "programme"]),
    ):
        text = client.get(address).content.decode()
        assert "Every week" not in text
    assert "not for you" in client.get(handed.url).content.decode()


def test_a_link_opens_in_one_browser_only_and_looking_uses_nothing_up(client, world, him):
    put(client, him, world, "own_device")
    address = reverse("questions", args=[token_of(Questions.objects.get())])
    client.cookies.clear()
    for _ in range(3):
        assert "Start" in client.get(address).content.decode()
    assert Questions.objects.get().begun_at is None
    assert "Page 1" in client.post(address, follow=True).content.decode()
    his = client.cookies.copy()
    client.cookies.clear()
    assert "not open" in client.get(address).content.decode()
    assert "not open" in client.post(address).content.decode()
    client.cookies = his
    done = answer(client, address, *PAGES)
    assert "hand the device back" not in done.content.decode()
    assert "close this page" in done.content.decode()
    assert HisMeasure.objects.get(referral=him).mode == "own_device"


def test_a_link_says_nothing_and_cannot_be_guessed(client, world, him):
    put(client, him, world, "own_device")
    questions = Questions.objects.get()
    token = token_of(questions)
    assert len(token) >= 27
    assert token not in str(list(Questions.objects.values()))
    client.cookies.clear()
    text = client.get(reverse("questions", args=[token])).content.decode()
    for word in (him.reference, him.man.last_name, "My Time", "programme", "partner", "abuse"):
        assert word not in text
    wrong = client.get(reverse("questions", args=["A" * len(token)])).content.decode()
    assert "not open" in wrong


@pytest.mark.parametrize("how", ["expired", "withdrawn", "asked again", "recorded as declined"])
def test_a_link_ends(client, world, him, how):
    put(client, him, world, "own_device")
    questions = Questions.objects.get()
    if how == "expired":
        Questions.objects.update(expires_at=timezone.now() - HOUR)
    elif how == "withdrawn":
        client.post(reverse("withdraw_questions", args=[him.pk, questions.pk]))
    elif how == "asked again":
        put(client, him, world, "own_device")
    else:
        withdraw_questions(questions, by=world.facilitator, at=timezone.now())
        record_measure(him, stage="initial", why_not="declined", by=world.facilitator, at=timezone.now())
    client.cookies.clear()
    assert "not open" in client.get(reverse("questions", args=[token_of(questions)])).content.decode()


def test_two_browsers_cannot_both_begin(world, him):
    questions = put_questions(him, stage="initial", way="own_device", by=world.facilitator, at=world.now)
    begin(questions, at=world.now)
    with pytest.raises(Refused):
        begin(questions, at=world.now)


def test_the_link_is_texted_to_who_wants_texts_and_names_nothing(client, world, him, settings, tmp_path):
    settings.TEXT_FOLDER, settings.NOTIFY_API_KEY, settings.TEXT_HOURS = tmp_path / "texts", "", (0, 24)
    Organisation.objects.filter(kind="my_time").update(phone="0121 496 0999")
    choose_reminders(him, reminders="text", phone="07700 900123", by=world.facilitator, at=world.now)
    page = put(client, him, world, "own_device")
    link = link_to(Questions.objects.get())
    assert link in client.get(page.url).content.decode()
    assert link not in str(list(Text.objects.values()))
    later = timezone.now() + timedelta(minutes=1)
    deliver_batch(at=later, now=lambda: later)
    [sent] = [path.read_text() for path in settings.TEXT_FOLDER.glob("*")]
    assert link in sent
    for word in settings.TEXTS_NEVER_SAY:
        assert word not in sent.replace(link, "").casefold()


def test_a_text_about_questions_that_are_over_is_not_sent(client, world, him, settings, tmp_path):
    settings.TEXT_FOLDER, settings.NOTIFY_API_KEY, settings.TEXT_HOURS = tmp_path / "texts", "", (0, 24)
    Organisation.objects.filter(kind="my_time").update(phone="0121 496 0999")
    choose_reminders(him, reminders="text", phone="07700 900123", by=world.facilitator, at=world.now)
    put(client, him, world, "own_device")
    Questions.objects.update(withdrawn_at=timezone.now())
    later = timezone.now() + timedelta(minutes=1)
    deliver_batch(at=later, now=lambda: later)
    assert "not open any more" in Text.objects.get(occasion="questions").dropped_because
    assert not settings.TEXT_FOLDER.exists() or not list(settings.TEXT_FOLDER.glob("*"))


def test_who_was_not_asked_about_texts_is_given_the_link(client, world, him):
    page = put(client, him, world, "own_device")
    assert not Text.objects.filter(occasion="questions").exists()
    text = client.get(page.url).content.decode()
    assert "It is not texted" in text


def test_a_measure_that_was_taken_is_never_overwritten(world, him):
    given = {"by": world.facilitator, "at": world.now}
    record_measure(him, stage="initial", why_not="declined", **given)
    taken = record_measure(him, stage="initial", asked_date=world.now.date(), **given)
    for again in ({"why_not": "declined"}, {"asked_date": world.now.date()}):
        with pytest.raises(Refused, match="It stays"):
            record_measure(him, stage="initial", **again, **given)
    with pytest.raises(Refused, match="It stays"):
        put_questions(him, stage="initial", way="screen", **given)
    assert [each.taken for each in him.measures.order_by("pk")] == [False, True]
    taken.refresh_from_db()
    assert taken.asked_date == world.now.date()


def test_every_reason_is_kept_and_another_day_another_reason(world, him):
    for reason in ("not_reached", "unsafe"):
        record_measure(him, stage="midway", why_not=reason, by=world.facilitator, at=world.now)
    assert [each.why_not for each in him.measures.order_by("pk")] == ["not_reached", "unsafe"]


def test_what_is_recorded_outside_its_window_is_kept_and_marked(world, him):
    session = world.now - DAY
    him.deadlines.create(
        promise="initial_measures",
        rule=_rule("initial_measures"),
        started_at=session,
        due_at=session + 14 * DAY,
    )
    given = {"by": world.facilitator, "at": world.now}
    late = record_measure(him, stage="initial", asked_date=(session + 15 * DAY).date(), **given)
    assert late.outside_window is True
    assert late.window_opens == timezone.localdate(session - 14 * DAY)
    assert late.window_closes == timezone.localdate(session + 14 * DAY)
    assert record_measure(him, stage="end", asked_date=world.now.date(), **given).outside_window is None


def _rule(promise):
    return PromiseRule.objects.filter(promise=promise).first()


def test_what_is_half_answered_is_not_kept_for_ever(world, him):
    questions = put_questions(him, stage="initial", way="own_device", by=world.facilitator, at=world.now)
    keep_so_far(questions, {"M1": 3}, at=world.now)
    forget_half_answered(at=world.now)
    questions.refresh_from_db()
    assert questions.so_far == {"M1": 3}
    later = world.now + 8 * DAY
    with pytest.raises(Refused):
        keep_so_far(questions, {"M2": 3}, at=later)
    forget_half_answered(at=later)
    questions.refresh_from_db()
    assert questions.so_far == {}


def test_putting_and_answering_are_on_the_trail_without_an_answer(world, him):
    questions = put_questions(him, stage="initial", way="screen", by=world.facilitator, at=world.now)
    keep_so_far(questions, {"M1": 3}, at=world.now)
    finish(questions, at=world.now)
    entries = Entry.objects.filter(act__in=("questions.put", "measure.recorded"))
    assert entries.count() == 2
    assert "M1" not in str(list(entries.values_list("details", flat=True)))


def test_the_facilitator_rates_four_items_at_midway_and_at_the_end(client, world, him):
    client.force_login(world.facilitator)
    address = reverse("rate_him", args=[him.pk])
    assert "Select whether" in str(client.post(address, {"F1": "2"}).context["form"].errors)
    client.post(address, {"stage": "midway", "F1": "2", "F2": "3", "F3": "does_not_apply"})
    rating = him.ratings.get()
    assert rating.answers == {"F1": 2, "F2": 3, "F3": "does_not_apply", "F4": SKIPPED}
    assert (rating.stage, rating.by, rating.version.code) == ("midway", world.facilitator, "F")


def test_only_what_is_left_can_be_asked_and_the_due_one_is_proposed(client, world, him):
    record_measure(him, stage="initial", asked_date=world.now.date(), by=world.facilitator, at=world.now)
    client.force_login(world.facilitator)
    form = client.get(reverse("ask_him", args=[him.pk])).context["form"]
    assert [value for value, _ in form.fields["stage"].choices] == [Stage.MIDWAY, Stage.END, Stage.FOLLOW_UP]
