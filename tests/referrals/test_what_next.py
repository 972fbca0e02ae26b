"""Every status and every reason has words for the social worker, and none says what she may not know."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from referrals.actions import close, find_unsuitable, hold, reopen
from referrals.next_steps import ATTENDED, BOOKED, UNBOOKED
from referrals.statuses import CloseReason, Status, UnsuitableReason
from referrals.what_next import BY_STAGE, WHY_CLOSED, WHY_UNSUITABLE
from tests.world import HER, World, fresh

STAGES = (set(Status) - {Status.ASSESSMENT_BOOKED}) | {BOOKED, ATTENDED, UNBOOKED}
HERS = (HER["first_name"], HER["last_name"], "marmalade", "Larkspur", "07700 900456")


@pytest.fixture
def world(db):
    return World(timezone.now() - timezone.timedelta(days=1))


def test_the_tables_are_complete():
    assert set(BY_STAGE) == STAGES
    assert set(WHY_CLOSED) == set(CloseReason)
    assert set(WHY_UNSUITABLE) == set(UnsuitableReason)
    for meaning in BY_STAGE.values():
        assert all(words.endswith(".") for words in (meaning.now, meaning.next, meaning.you))


def test_no_words_for_the_social_worker_speak_of_her_or_of_the_iss():
    said = [words for m in BY_STAGE.values() for words in (m.now, m.next, m.you)]
    for words in [*said, *WHY_CLOSED.values(), *WHY_UNSUITABLE.values()]:
        assert not re.search(r"\b(she|her|hers|ISS|Integrated|partner)\b", words, re.I), words


def held(world):
    referral = world.acknowledged()
    later = timezone.localdate() + timezone.timedelta(days=9)
    hold(referral, reason="A NOTE", review_date=later, by=world.facilitator, at=world.now)
    return fresh(referral)


def completed(world):
    at = world.now - timezone.timedelta(weeks=3)
    group = world.group(required=1, at=at)
    referral = world.on_programme(group=group, at=at)
    world.register(group.sessions.order_by("starts_at").first(), {referral: "attended"})
    return fresh(referral)


def merged(world):
    from intake.actions import merge

    into, duplicate = world.contacted(), world.received()
    merge(duplicate, into=into, by=world.manager, at=world.now)
    return fresh(duplicate)


WAYS = {
    Status.RECEIVED: lambda world: world.received(),
    Status.ACKNOWLEDGED: lambda world: world.acknowledged(),
    Status.CONTACTED: lambda world: world.contacted(),
    Status.ASSESSMENT_BOOKED: lambda world: world.booked(),
    Status.PENDING: lambda world: world.pending(),
    Status.UNSUITABLE: lambda world: world.unsuitable(),
    Status.SUITABLE: lambda world: world.suitable(),
    Status.ON_PROGRAMME: lambda world: world.on_programme(),
    Status.COMPLETED: completed,
    Status.CLOSED: lambda world: world.closed(),
    Status.ON_HOLD: held,
    Status.MERGED: merged,
}


@pytest.mark.parametrize("status", list(Status))
def test_the_page_of_every_status_says_where_he_stands_what_follows_and_what_to_do(client, world, status):
    referral = WAYS[status](world)
    assert referral.status == status
    client.force_login(world.social_worker)
    page = client.get(reverse("file", args=[referral.pk])).content.decode()
    meaning = BY_STAGE[BOOKED if status == Status.ASSESSMENT_BOOKED else status]
    for words in (meaning.now, meaning.next, meaning.you, "What happens next", "Who has it"):
        assert words in page
    assert [word for word in (*HERS, "A NOTE", "Accepts some of it") if word in page] == []


@pytest.mark.parametrize("reason", list(CloseReason))
def test_a_closed_file_says_why_in_a_sentence(client, world, reason):
    referral = world.contacted()
    close(referral, reason=reason, by=world.facilitator, at=world.now)
    client.force_login(world.social_worker)
    assert WHY_CLOSED[reason] in client.get(reverse("file", args=[referral.pk])).content.decode()


@pytest.mark.parametrize("reason", list(UnsuitableReason))
def test_an_unsuitable_one_too(client, world, reason):
    referral = world.attended()
    find_unsuitable(
        referral, stage="assessment", reason=reason, risks="None new.", by=world.facilitator, at=world.now
    )
    client.force_login(world.social_worker)
    assert WHY_UNSUITABLE[reason] in client.get(reverse("file", args=[referral.pk])).content.decode()


def test_a_provisional_finding_is_told_as_assessed_and_no_more(client, world):
    referral = world.pending()
    client.force_login(world.social_worker)
    for address in (
        reverse("file", args=[referral.pk]),
        reverse("file_part", args=[referral.pk, "history"]),
        reverse("referrals"),
        reverse("home"),
    ):
        page = client.get(address).content.decode()
        assert "rovisionally" not in page, address
        assert "Pending further information" not in page, address
    assert "Assessed, joint discussion due" in client.get(reverse("referrals")).content.decode()
    client.force_login(world.facilitator)
    assert "Pending further information" in client.get(reverse("file", args=[referral.pk])).content.decode()


def test_a_decision_that_was_taken_back_is_not_shown_as_one(client, world):
    referral = world.unsuitable()
    reopen(referral, reason="He asked again", by=world.manager, at=timezone.now())
    client.force_login(world.social_worker)
    assert "Denial" not in client.get(reverse("file", args=[referral.pk])).content.decode()
