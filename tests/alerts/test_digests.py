"""Fewer mails by choice: one a day, never doubled, losing nothing; and what is urgent at once, whatever is chosen."""

import smtplib
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail as outbox_of_tests
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime

from alerts import delivery, digests
from alerts.actions import open_notice, raise_alert
from alerts.audiences import Recipient
from alerts.kinds import URGENT_KINDS, Kind
from alerts.models import Digest, MailChoice, Notice
from alerts.topics import ALWAYS_AT_ONCE, KINDS, Topic, topic_of
from audit.models import Entry
from forms import meanwhile
from monitoring.actions import sweep
from tests.world import HIM, NOON, World

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def world(db):
    world = World(NOON)
    world.file = world.acknowledged()
    deliver(NOON)
    outbox_of_tests.outbox.clear()
    return world


def deliver(at):
    while delivery.deliver_batch(at=at, now=lambda: at):
        pass


def tell(world, kind=Kind.MESSAGE, at=NOON, key=""):
    to = [Recipient(world.facilitator, world.file.reference, world.file.get_absolute_url())]
    raise_alert(kind, about=world.file, to=to, at=at, key=key or f"{kind}:{at.isoformat()}")
    return Notice.objects.get(alert__key=key or f"{kind}:{at.isoformat()}")


def once_a_day(world, *topics):
    digests.choose(world.facilitator, topics or list(Topic), at=NOON)


def mails():
    return outbox_of_tests.outbox


def test_every_kind_is_in_one_topic_or_at_once_and_nothing_urgent_is_in_a_topic():
    listed = [kind for kinds in KINDS.values() for kind in kinds]
    at_once = {Kind(kind) for kind in URGENT_KINDS} | ALWAYS_AT_ONCE
    assert len(listed) == len(set(listed))
    assert set(listed) | at_once == set(Kind)
    assert not set(listed) & at_once


def test_without_a_choice_every_mail_leaves_at_once(world):
    tell(world)
    deliver(NOON)
    assert len(mails()) == 1
    assert not Digest.objects.exists()


def test_what_waits_leaves_in_one_mail_at_eight_with_references_and_links_alone(world):
    once_a_day(world)
    told = [tell(world, at=NOON + HOUR * number) for number in range(3)]
    deliver(NOON + 12 * HOUR)
    assert mails() == []
    due = Digest.objects.get().due_at
    assert (localtime(due).hour, localtime(due).date()) == (8, (NOON + DAY).date())
    deliver(due)
    (mail,) = mails()
    assert mail.to == [world.facilitator.email]
    assert mail.subject == "3 things to read: please sign in"
    for notice in told:
        assert f"/inbox/{notice.pk}/" in mail.body
    assert world.file.reference in mail.body
    words = (*(str(value) for value in HIM.values()), world.facilitator.name, Kind.MESSAGE.label)
    assert not [word for word in words if word in mail.body + mail.subject]
    deliver(due + HOUR)
    assert len(mails()) == 1


@pytest.mark.parametrize("kind", sorted({*URGENT_KINDS, *ALWAYS_AT_ONCE}))
def test_what_is_urgent_is_mailed_at_once_whatever_is_chosen(world, kind):
    once_a_day(world)
    notice = tell(world, kind)
    assert (notice.mail_due_at, notice.digest) == (NOON, None)


def test_what_has_been_read_is_not_in_it_and_with_nothing_left_no_mail_leaves(world):
    once_a_day(world)
    read, unread = tell(world), tell(world, at=NOON + HOUR)
    open_notice(read, at=NOON + HOUR)
    deliver(NOON + DAY)
    assert f"/inbox/{unread.pk}/" in mails()[0].body
    assert f"/inbox/{read.pk}/" not in mails()[0].body
    open_notice(tell(world, at=NOON + 2 * DAY), at=NOON + 2 * DAY)
    deliver(NOON + 3 * DAY)
    assert len(mails()) == 1
    assert Digest.objects.filter(mailed_at=None).get().empty_at == NOON + 3 * DAY


def test_what_is_told_in_the_last_minutes_before_eight_is_in_the_next(world):
    once_a_day(world)
    eight = Digest.objects.get(pk=tell(world).digest_id).due_at
    assert tell(world, at=eight - timedelta(minutes=11)).digest.due_at == eight
    for minutes in (10, 1, 0, -1):
        assert tell(world, at=eight - timedelta(minutes=minutes)).digest.due_at == eight + DAY


@pytest.mark.parametrize(
    "at", [datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 3, 28, 12, tzinfo=UTC)]
)
def test_it_leaves_at_eight_on_the_clocks_of_this_country_also_when_they_change(at):
    assert localtime(digests.next_due(at)).hour == 8


def test_two_passes_at_once_send_it_once(world):
    once_a_day(world)
    due = tell(world).digest.due_at
    claimed = list(Digest.objects.to_mail(due))
    deliver(due)
    assert claimed
    assert not Digest.objects.to_mail(due).exists()
    deliver(due)
    assert len(mails()) == 1


def test_one_that_was_cut_off_after_the_server_took_it_is_not_sent_again(world, monkeypatch):
    once_a_day(world)
    digest = tell(world).digest
    Digest.objects.update(attempts=1)
    monkeypatch.setattr("alerts.channels.ByMailServer.was_taken", lambda self, reference: True)
    deliver(digest.due_at)
    assert mails() == []
    assert Digest.objects.get().mailed_at == digest.due_at


def test_what_a_failed_one_lists_is_mailed_one_by_one(world, monkeypatch, settings):
    once_a_day(world)
    notices = [tell(world), tell(world, at=NOON + HOUR)]
    at, works = Digest.objects.get().due_at, EmailBackend.send_messages

    def fails(backend, messages):
        raise smtplib.SMTPServerDisconnected("lost")

    monkeypatch.setattr(EmailBackend, "send_messages", fails)
    for _ in range(settings.GIVEN_UP_AFTER + 1):
        deliver(at)
        at += settings.DELIVERY_LONGEST_WAIT + settings.DELIVERY_LEASE
    assert Digest.objects.get().undelivered_at
    monkeypatch.setattr(EmailBackend, "send_messages", works)
    sweep(at=at), sweep(at=at)
    deliver(at)
    mine = [mail for mail in mails() if mail.to == [world.facilitator.email]]
    links = [link for notice in notices for mail in mine if (link := f"/inbox/{notice.pk}/") in mail.body]
    assert len(links) == 2


def test_a_day_has_one_whatever_the_topics(world):
    once_a_day(world)
    for number, kind in enumerate((Kind.MESSAGE, Kind.STATUS, Kind.ASSIGNED)):
        tell(world, kind, at=NOON + HOUR * number)
    assert Digest.objects.count() == 1


def test_only_what_was_chosen_waits(world):
    once_a_day(world, Topic.MESSAGES)
    assert tell(world, Kind.MESSAGE).digest
    assert tell(world, Kind.STATUS).mail_due_at == NOON


def test_each_chooses_for_themselves_on_a_page_that_says_what_still_comes_at_once(client, world):
    client.force_login(world.facilitator)
    page = client.get(reverse("mail_choices"))
    assert "cannot be switched off" in page.content.decode()
    assert "Each at once" in client.get(reverse("my_account")).content.decode()
    answer = {"daily": ["messages", "steps"], "opened_with": opened(page)}
    assert client.post(reverse("mail_choices"), answer).status_code == 302
    mine = MailChoice.objects.filter(person=world.facilitator)
    assert set(mine.values_list("topic", flat=True)) == {"messages", "steps"}
    assert not MailChoice.objects.exclude(person=world.facilitator).exists()
    assert Entry.objects.get(act="mail.chosen").details == {"once_a_day": ["messages", "steps"]}
    assert "Some in one a day" in client.get(reverse("my_account")).content.decode()
    page = client.get(reverse("mail_choices"))
    client.post(reverse("mail_choices"), {"opened_with": opened(page)})
    assert not mine.exists()


def test_no_urgent_kind_can_be_chosen(client, world):
    client.force_login(world.facilitator)
    page = client.get(reverse("mail_choices"))
    client.post(reverse("mail_choices"), {"daily": ["incident"], "opened_with": opened(page)})
    assert not MailChoice.objects.exists()
    assert topic_of(Kind.INCIDENT) is None


def opened(page):
    return meanwhile.as_token(meanwhile.opened(page.context["form"]))


def test_while_one_is_late_every_page_says_that_emails_are_and_the_page_of_health_which(client, world):
    once_a_day(world)
    digest = tell(world).digest
    Digest.objects.filter(pk=digest.pk).update(due_at=timezone.now() - timedelta(minutes=9))
    client.force_login(world.administrator)
    assert "Emails are late" not in client.get(reverse("running")).content.decode()
    Digest.objects.filter(pk=digest.pk).update(due_at=timezone.now() - timedelta(minutes=11))
    page = client.get(reverse("running")).content.decode()
    assert "Emails are late" in page
    assert "1 email waiting, the oldest for 11 minutes" in page
    Digest.objects.filter(pk=digest.pk).update(empty_at=timezone.now())
    assert "Emails are late" not in client.get(reverse("running")).content.decode()
