"""Messages about a referral: who reads them, who is told, once; and that urgent risk is sent elsewhere."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.refusal import Refused
from alerts.delivery import mail as mail_of
from alerts.models import Notice
from audit.models import Entry
from intake.actions import merge
from referrals.actions import acknowledge as pass_on
from referrals.actions import read_messages, send_message
from referrals.models import Message
from tests.access.policy import PERSONAS
from tests.world import HER, World, fresh

KEY = "0b4e7f0e-7b35-4f0e-9d5c-6a5a1f1f2a22"
READ_IT = {"social_worker", "colleague", "facilitator", "manager"}


@pytest.fixture
def world(db):
    return World(timezone.now() - timezone.timedelta(minutes=5))


def told(kind="message"):
    """Names of those who have a notice of the kind."""
    return sorted(Notice.objects.filter(alert__kind=kind).values_list("person__name", flat=True))


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_the_holder_is_told_of_what_the_social_worker_writes_and_nobody_else(world):
    referral = world.received()
    pass_on(referral, holder=world.facilitator, by=world.spoc, at=world.now)
    send_message(referral, text="When will he hear?", by=world.social_worker, at=world.now)
    assert told() == ["Facilitator"]


def test_without_a_holder_all_facilitators_of_the_area_are_told(world):
    referral = world.acknowledged()
    send_message(referral, text="When will he hear?", by=world.social_worker, at=world.now)
    assert told() == ["Facilitator", "Second Facilitator"]


def test_before_it_is_passed_on_the_spoc_is_told(world):
    send_message(world.received(), text="His number has changed.", by=world.social_worker, at=world.now)
    assert told() == ["Spoc"]


def test_what_my_time_writes_reaches_the_referrer_and_the_team(world):
    referral = world.acknowledged()
    send_message(referral, text="Does he work nights?", by=world.facilitator, at=world.now)
    assert told() == ["Colleague", "Second Facilitator", "Social Worker"]


def test_when_the_referrer_or_the_holder_has_left_somebody_is_still_told(world):
    referral = world.received()
    pass_on(referral, holder=world.facilitator, by=world.spoc, at=world.now)
    User.objects.filter(pk__in=[world.facilitator.pk, world.social_worker.pk]).update(is_active=False)
    send_message(fresh(referral), text="Who has him now?", by=world.colleague, at=world.now)
    assert told() == ["Second Facilitator"]
    send_message(fresh(referral), text="I have.", by=world.second_facilitator, at=world.now)
    assert told() == ["Colleague", "Second Facilitator"]


def test_a_mail_says_a_reference_and_a_link_and_not_a_word_of_the_message(world):
    referral = world.acknowledged()
    send_message(referral, text="SECRET WORDS", by=world.social_worker, at=world.now)
    notice = Notice.objects.get(alert__kind="message", person=world.facilitator)
    message = mail_of(notice)
    assert referral.reference in message.subject
    for words in ("SECRET", "Pemberwick", "Social Worker"):
        assert words not in message.subject + message.body
    assert notice.path == reverse("messages", args=[referral.pk])
    assert not mail.outbox


def test_a_message_is_written_on_the_trail_without_its_words(world):
    referral = world.acknowledged()
    message = send_message(referral, text="SECRET WORDS", by=world.social_worker, at=world.now)
    entry = Entry.objects.get(act="message.sent")
    assert (entry.reference, entry.details) == (referral.reference, {"message": message.pk})


@pytest.mark.parametrize("persona", sorted(PERSONAS))
def test_the_team_and_those_who_may_read_his_file_read_it_and_the_iss_never_does(client, world, persona):
    referral = world.suitable()  # the ISS is linked to him by now
    send_message(referral, text="MARKED", by=world.social_worker, at=world.now)
    person = getattr(world, persona)
    client.force_login(person)
    response = client.get(reverse("messages", args=[referral.pk]))
    assert (response.status_code == 200 and b"MARKED" in response.content) == (persona in READ_IT)
    assert Message.objects.visible_to(person).exists() == (persona in READ_IT)


def test_nobody_writes_who_may_not_read(world):
    referral = world.acknowledged()
    for person in (
        world.other_social_worker,
        world.iss_worker,
        world.spoc,
        world.other_facilitator,
        world.dpo,
    ):
        with pytest.raises(Refused, match="may not write"):
            send_message(referral, text="Hello", by=person, at=world.now)
    assert not Message.objects.exists()


def test_the_page_says_where_urgent_risk_goes_to_each_who_may_write(client, world):
    referral = world.received()
    pass_on(referral, holder=world.facilitator, by=world.spoc, at=world.now)
    User.objects.filter(pk=world.facilitator.pk).update(phone="0121 496 0155")
    for person in (world.social_worker, world.facilitator, world.manager):
        client.force_login(person)
        page = text(client.get(reverse("messages", args=[referral.pk])))
        assert "Urgent risk does not go here" in page
        assert "call 999" in page
        assert "Do not write where she lives, works or can be found" in page
        assert ("report an incident" in page) == (person != world.social_worker)
    client.force_login(world.social_worker)
    assert "call whoever has the file, Facilitator, on 0121 496 0155" in text(
        client.get(reverse("messages", args=[referral.pk]))
    )


def test_a_form_posted_twice_is_one_message_and_one_alert(client, world):
    referral = world.acknowledged()
    client.force_login(world.social_worker)
    address, data = reverse("messages", args=[referral.pk]), {"text": "When?", "form_key": KEY}
    assert client.post(address, data).status_code == client.post(address, data).status_code == 302
    assert referral.messages.count() == 1
    assert len(told()) == 2


def test_an_empty_message_is_refused_at_its_field(client, world):
    referral = world.acknowledged()
    client.force_login(world.social_worker)
    page = client.post(reverse("messages", args=[referral.pk]), {"text": "  "})
    assert "Enter your message" in page.content.decode()
    assert not referral.messages.exists()


def test_what_was_written_is_shown_as_text_and_never_as_markup(client, world):
    referral = world.acknowledged()
    send_message(referral, text="<b>bold</b>", by=world.social_worker, at=world.now)
    client.force_login(world.facilitator)
    page = client.get(reverse("messages", args=[referral.pk])).content.decode()
    assert "&lt;b&gt;bold" in page


def test_unread_is_each_ones_own_and_ends_when_the_page_is_opened(world):
    referral = world.acknowledged()
    send_message(referral, text="One", by=world.facilitator, at=world.now)
    unread = {p: Message.objects.unread_by(getattr(world, p)).count() for p in ("social_worker", "colleague")}
    assert unread == {"social_worker": 1, "colleague": 1}
    assert not Message.objects.unread_by(world.facilitator).exists()
    read_messages(referral, by=world.social_worker)
    assert not Message.objects.unread_by(world.social_worker).exists()
    assert Message.objects.unread_by(world.colleague).exists()
    send_message(referral, text="Two", by=world.facilitator, at=world.now)
    read_messages(referral, by=world.social_worker)
    assert not Message.objects.unread_by(world.social_worker).exists()


def test_a_closed_file_still_takes_messages_and_a_duplicate_does_not(client, world):
    closed = world.closed()
    send_message(closed, text="He called me today.", by=world.social_worker, at=world.now)
    into, duplicate = world.contacted(), world.received()
    send_message(duplicate, text="ABOUT THE DUPLICATE", by=world.social_worker, at=world.now)
    merge(duplicate, into=into, by=world.manager, at=world.now)
    with pytest.raises(Refused, match="This was a duplicate"):
        send_message(fresh(duplicate), text="And now?", by=world.social_worker, at=world.now)
    client.force_login(world.social_worker)
    page = client.get(reverse("messages", args=[duplicate.pk])).content.decode()
    assert "ABOUT THE DUPLICATE" in page
    assert 'name="text"' not in page
    client.force_login(world.facilitator)
    survivor = client.get(reverse("messages", args=[into.pk])).content.decode()
    assert "ABOUT THE DUPLICATE" not in survivor


def test_nothing_of_hers_is_on_the_page(client, world):
    referral = world.suitable()
    for person in (world.social_worker, world.facilitator, world.manager):
        client.force_login(person)
        page = client.get(reverse("messages", args=[referral.pk])).content.decode()
        assert HER["first_name"] not in page
        assert HER["last_name"] not in page


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_who_write_and_read_at_once_lose_nothing():
    world = World()
    referral = world.acknowledged()
    ready = Barrier(4)

    def one(act):
        try:
            ready.wait(timeout=20)
            return act()
        finally:
            connection.close()

    acts = [
        lambda: send_message(referral, text="One", by=world.social_worker, at=world.now),
        lambda: send_message(referral, text="Two", by=world.colleague, at=world.now),
        lambda: read_messages(referral, by=world.facilitator),
        lambda: read_messages(referral, by=world.facilitator),
    ]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(one, acts))
    assert sorted(referral.messages.values_list("text", flat=True)) == ["One", "Two"]
    assert told().count("Facilitator") == 2
