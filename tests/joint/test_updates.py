"""What she is told of him: out of the record alone, only if she wants it, only released by her own worker."""

import pytest

from accounts.refusal import Refused
from iss import actions
from iss.models import HerContactAttempt, ProgressUpdate, UpdateWish
from joint.actions import flag_counter_allegation, review_counter_allegation
from joint.updates.drafting import draft
from programme.actions import Entry, enrol, take_register
from referrals.actions import hold
from tests.world import DAY, HIM, HOUR, NOON, WEEK, World, fresh

SECRETS = ("zq-register-note", "zq-his-needs", "zq-another-man", "zq-hold-reason", "zq-findings")


@pytest.fixture
def world(db):
    return World()


@pytest.fixture
def hers(world):
    """Her file, with her worker, and a man in his third week."""
    him = HIM | {"additional_needs": ["zq-his-needs"]}
    referral = world.on_programme(world.suitable(him=him, at=NOON - WEEK), at=NOON)
    file = world.her_contacted(world.her_file(referral))
    actions.allocate(file, worker=world.iss_worker, by=world.iss_manager, at=NOON)
    file.refresh_from_db()
    return file


def wants(world, file, wanted=True, at=NOON):
    return actions.record_wish(file, wanted=wanted, asked_date=at.date(), by=world.iss_worker, at=at)


def release(world, file, *, by=None, at=NOON + HOUR, text="He came."):
    return actions.release_update(
        file, text=text, drafted="Drafted.", until_at=at, by=by or world.iss_worker, at=at
    )


def sessions_of(file):
    return list(file.referral.enrolments.get().group.sessions.order_by("starts_at"))


def test_the_draft_says_each_session_since_the_last_update_and_what_comes(world, hers):
    first, second = sessions_of(hers)[:2]
    world.register(first, {hers.referral: "attended"})
    world.register(second, {hers.referral: "absent_notice"})
    until = second.starts_at + 3 * HOUR
    words = draft(hers, since=None, until=until)
    assert "He was there 1 time out of 2." in words
    assert f"{first.starts_at:%-d %B}: he came." in words
    assert "he did not come, and said so beforehand" in words
    assert "What comes next:" in words
    later = draft(hers, since=first.starts_at + 3 * HOUR, until=until)
    assert f"{first.starts_at:%-d %B}: he came" not in later


def test_nothing_of_his_health_of_notes_of_reasons_or_of_other_men_is_drafted(world, hers):
    other = world.suitable(him=HIM | {"first_name": "zq-another-man"}, at=NOON - WEEK)
    group, session = hers.referral.enrolments.get().group, sessions_of(hers)[0]
    enrol(other, group=group, first_session=session, by=world.facilitator, at=NOON)
    entries = {him.pk: Entry("attended", note="zq-register-note") for him in (hers.referral, other)}
    at = session.starts_at + 2 * HOUR
    take_register(session, entries=entries, by=world.facilitator, at=at)
    hold(fresh(hers.referral), reason="zq-hold-reason", review_date=at.date(), by=world.facilitator, at=at)
    words = draft(hers, since=None, until=at + DAY)
    assert "he came" in words
    assert "does not come at present" in words
    for secret in (*SECRETS, HIM["last_name"], hers.first_name, "Women's Aid", "My Time"):
        assert secret not in words


def test_she_is_asked_first_and_a_no_is_a_no(world, hers):
    with pytest.raises(Refused, match="Ask her first"):
        release(world, hers)
    wants(world, hers, wanted=False)
    with pytest.raises(Refused, match="does not want"):
        release(world, hers)
    wants(world, hers, at=NOON + HOUR)
    assert release(world, hers).text == "He came."


@pytest.mark.parametrize("persona", ["iss_manager", "other_iss_worker"])
def test_nobody_but_her_worker_releases(world, hers, persona):
    wants(world, hers)
    with pytest.raises(Refused, match="Only Iss Worker"):
        release(world, hers, by=getattr(world, persona))


def test_nothing_is_released_or_told_while_sharing_is_stopped(world, hers):
    wants(world, hers)
    update = release(world, hers)
    flag_counter_allegation(hers.referral, by=world.manager, at=NOON + HOUR)
    hers.refresh_from_db()
    with pytest.raises(Refused, match="Sharing is stopped"):
        release(world, hers)
    with pytest.raises(Refused, match="Sharing is stopped"):
        tell(world, update)


def test_sharing_goes_on_once_both_sides_have_reviewed(world, hers):
    wants(world, hers)
    flag_counter_allegation(hers.referral, by=world.manager, at=NOON)
    for side, person in (("my_time", world.manager), ("iss", world.iss_manager)):
        review_counter_allegation(fresh(hers.referral), side=side, by=person, at=NOON)
    hers.refresh_from_db()
    assert release(world, hers).pk


def tell(world, update, **facts):
    defaults = {"channel": "call", "happened_at": NOON + 2 * HOUR, "safe_now": True}
    return actions.tell_update(update, **{**defaults, **facts}, by=world.iss_worker, at=NOON + 3 * HOUR)


def test_she_is_told_only_by_a_way_that_is_safe_and_it_is_a_contact_like_any_other(world, hers):
    wants(world, hers)
    update = release(world, hers)
    with pytest.raises(Refused):
        tell(world, update, channel="text")
    with pytest.raises(Refused):
        tell(world, update, safe_now=False)
    tell(world, update)
    update.refresh_from_db()
    assert (update.channel, update.told_by, update.told_at) == ("call", world.iss_worker, NOON + 2 * HOUR)
    assert HerContactAttempt.objects.filter(file=hers, at=NOON + 2 * HOUR, two_way=True).count() == 1
    with pytest.raises(Refused, match="already"):
        tell(world, update)


@pytest.mark.parametrize(
    "persona", ["manager", "facilitator", "spoc", "social_worker", "other_iss_manager", "dpo"]
)
def test_nobody_beyond_her_service_sees_an_update_or_that_she_wants_one(world, hers, persona):
    wants(world, hers)
    release(world, hers)
    person = getattr(world, persona)
    assert not ProgressUpdate.objects.visible_to(person).exists()
    assert not UpdateWish.objects.visible_to(person).exists()
