"""What was written to him and did not reach him: whoever is to contact him hears of it, or nobody would ring."""

from datetime import timedelta

import pytest

from alerts.audiences import Audience, people
from alerts.delivery import deliver_batch as deliver_mails
from alerts.kinds import Kind
from alerts.models import Notice
from audit.models import Entry
from monitoring.actions import sweep
from monitoring.running.actions import try_text_again
from referrals.actions import choose_reminders
from tests.world import HOUR
from texts.models import Text

from .test_reminders import PHONE, deliver, who_wants

pytestmark = pytest.mark.django_db


@pytest.fixture
def refused(world, notify, settings):
    """A reminder that the provider declined as often as it is tried."""
    settings.DECLINED_AFTER = 1
    him, sessions = who_wants(world)
    sweep(at=world.now)
    notify.answers = [400]
    text = Text.objects.get(thing_id=sessions[0].pk)
    deliver(text.due_at)
    text.refresh_from_db()
    assert text.undelivered_at == text.due_at
    return him, text


def told():
    return Notice.objects.filter(alert__kind=Kind.TEXT_LOST)


def test_whoever_holds_his_file_is_told_once_with_a_reference_and_it_is_on_the_trail(world, refused):
    him, text = refused
    assert not told().exists()
    for minutes in (1, 2):
        sweep(at=text.due_at + timedelta(minutes=minutes))
    holders = {recipient.person.pk for recipient in people(him, [Audience.FACILITATORS], at=text.due_at)}
    assert {notice.person_id for notice in told()} == holders
    assert {notice.reference for notice in told()} == {him.reference}
    [entry] = Entry.objects.filter(act="text.lost")
    assert (entry.reference, entry.details) == (him.reference, {"occasion": "tomorrow", "channel": "text"})


def test_neither_the_alert_nor_its_mail_says_who_he_is(world, refused, mailoutbox):
    him, text = refused
    sweep(at=text.due_at + timedelta(minutes=1))
    because = told().first().alert.because
    assert because.startswith("A text (the day before a session")
    assert "Contact him in another way" in because
    for word in (him.man.first_name, him.man.last_name, PHONE, him.man.address.split("\n")[0]):
        assert word not in because
    mailoutbox.clear()
    later = text.due_at + HOUR
    while deliver_mails(at=later, now=lambda: later):
        pass
    to = told().first().person.email
    mails = [mail for mail in mailoutbox if to in mail.to and him.reference in mail.subject]
    assert mails
    for word in ("did not reach", "session", him.man.first_name, him.man.last_name, PHONE):
        assert [mail for mail in mails if word in mail.subject + mail.body] == []


def test_what_is_tried_again_and_fails_again_is_told_again(world, refused, notify):
    _, text = refused
    sweep(at=text.due_at + timedelta(minutes=1))
    before = told().count()
    try_text_again(text, by=world.administrator, at=text.due_at + HOUR)
    notify.answers = [400]
    deliver(text.due_at + HOUR)
    sweep(at=text.due_at + 2 * HOUR)
    assert told().count() == 2 * before > 0


def test_one_that_could_only_have_come_too_late_is_told_too(world, settings):
    _, sessions = who_wants(world)
    sweep(at=world.now)
    deliver(sessions[0].starts_at)
    sweep(at=sessions[0].starts_at + timedelta(minutes=1))
    assert told().filter(alert__because__contains="did not reach him").exists()


def test_a_choice_that_he_took_back_alerts_nobody(world):
    him, sessions = who_wants(world)
    sweep(at=world.now)
    choose_reminders(him, reminders="none", by=world.facilitator, at=world.now)
    deliver(sessions[0].starts_at)
    sweep(at=sessions[0].starts_at + timedelta(minutes=1))
    assert not told().exists()
