"""Contact only by a way she said is safe; not known is not safe; after thirty days it is not known again."""

from datetime import timedelta

import pytest

from accounts.refusal import Refused
from iss import actions
from iss.safe import ways
from tests.world import DAY, NOON

MINUTE = timedelta(minutes=1)


def say(world, file, at=NOON, **answers):
    return actions.update_safe_contact(
        file, checked_with="Her", phone="07700 900456", by=world.iss_worker, at=at, **answers
    )


def call(world, file, at=NOON, *, channel="call", safe_now=True, two_way=True):
    return actions.log_contact(
        file, happened_at=at, channel=channel, two_way=two_way, safe_now=safe_now, by=world.iss_worker, at=at
    )


@pytest.mark.parametrize(
    ("answer", "reason"), [("no", "this is not safe"), ("unknown", "not known means not safe")]
)
def test_a_way_that_is_not_safe_is_refused_with_the_reason(world, file, answer, reason):
    say(world, file, call=answer)
    with pytest.raises(Refused, match=reason):
        call(world, file)
    assert not file.contact_attempts.exists()


@pytest.mark.parametrize(
    ("channel", "field"),
    [
        ("call", "call"),
        ("text", "text"),
        ("voicemail", "voicemail"),
        ("email", "email_safe"),
        ("post", "post"),
    ],
)
def test_each_way_has_an_answer_of_its_own(world, file, channel, field):
    say(world, file, **{field: "yes"})
    assert call(world, file, channel=channel).channel == channel
    others = {way.channel for way in ways(file.safe_contact, NOON) if not way.is_safe}
    assert len(others) == 4
    assert channel not in others


@pytest.mark.parametrize(
    ("after", "safe"),
    [(30 * DAY - MINUTE, True), (30 * DAY, True), (30 * DAY + MINUTE, False)],
    ids=["29 days 23:59", "30 days", "30 days 00:01"],
)
def test_what_was_safe_is_not_known_again_after_thirty_days(world, file, after, safe):
    say(world, file, call="yes")
    if safe:
        assert call(world, file, NOON + after)
    else:
        with pytest.raises(Refused, match="not known means not safe"):
            call(world, file, NOON + after)


def test_a_number_is_shown_only_once_it_is_confirmed_and_while_its_way_is_safe(world, file):
    say(world, file, call="yes", text="yes")
    seen = [way.detail for way in ways(file.safe_contact, NOON, confirmed={"call"}) if way.detail]
    assert seen == ["07700 900456"]
    assert not any(way.detail for way in ways(file.safe_contact, NOON))
    assert not any(way.detail for way in ways(file.safe_contact, NOON + 31 * DAY, confirmed={"call"}))


def test_nobody_who_was_never_asked_is_safe():
    assert not any(way.is_safe for way in ways(None, NOON))


def test_the_moment_itself_is_confirmed(world, file):
    with pytest.raises(Refused, match="safe at that moment"):
        call(world, file, safe_now=False)


def test_a_new_check_supersedes_and_keeps_the_one_before(world, file):
    say(world, file, call="no")
    assert file.safe_contacts.count() == 2
    assert file.safe_contacts.filter(superseded_at=None).get().call == "no"


def test_a_refusal_needs_a_risk_note(world, file):
    with pytest.raises(Refused, match="risk note"):
        actions.record_agreement(
            file,
            about="contact",
            asked_date=NOON.date(),
            agreed=False,
            form="verbal",
            by=world.iss_worker,
            at=NOON,
        )


def test_where_only_a_name_was_passed_on_nothing_is_said_to_be_checked(world, file):
    contact = file.safe_contacts.create(checked_at=NOON, checked_with="Referrer", superseded_at=NOON)
    assert contact.says_nothing
    contact.call = "no"
    assert not contact.says_nothing
    contact.call, contact.safe_times = "unknown", "Mornings"
    assert not contact.says_nothing
