import pytest
from django.db import IntegrityError, transaction

from accounts.refusal import Refused
from audit.models import Entry
from programme.actions import agree_goal, end_goal, log_key_work, plan_key_work, settle_key_work
from programme.models import Goal, KeyWork
from programme.progress import misses_running
from programme.rules import Expected
from tests.referrals.kit import moment
from tests.world import DAY, HOUR, fresh

from .kit import ABSENT, a_man, sessions_of, six_weeks_ago

pytestmark = pytest.mark.django_db


def planned(world, referral, *, at=None):
    at = at or world.now
    return plan_key_work(
        referral, planned_at=at + DAY, mode="phone", purpose="His week", by=world.facilitator, at=at
    )


def held(world, referral, *, happened_at, at, **values):
    return log_key_work(
        referral, happened_at=happened_at, mode="phone", by=world.facilitator, at=at, **values
    )


def test_a_contact_that_took_place_is_a_two_way_contact_with_him(world):
    referral = world.on_programme()
    row = held(world, referral, happened_at=world.now - HOUR, at=world.now, motivation=4)
    contact = referral.contact_attempts.latest("pk")
    assert row.contact == contact
    assert (contact.two_way, contact.at, contact.channel) == (True, world.now - HOUR, "phone")


def test_a_contact_between_two_misses_breaks_the_run(world):
    long_ago = six_weeks_ago(world)
    group = world.group(at=long_ago)
    him = a_man(world, group, at=long_ago)
    first, second = sessions_of(group)[:2]
    world.register(first, {him: ABSENT})
    missed_again = {second.pk: Expected(second.starts_at, ABSENT)}
    assert misses_running(him, supposing=missed_again) == 2
    held(world, him, happened_at=first.ends_at + DAY, at=second.starts_at)
    assert misses_running(him, supposing=missed_again) == 1
    world.register(second, {him: ABSENT})
    assert fresh(him).status == "on_programme"


def test_a_contact_he_did_not_come_to_is_no_contact(world):
    referral = world.on_programme()
    before = referral.contact_attempts.count()
    row = settle_key_work(
        planned(world, referral), state="he_did_not_come", by=world.facilitator, at=world.now + 2 * DAY
    )
    assert (row.state, row.contact) == ("he_did_not_come", None)
    assert referral.contact_attempts.count() == before


def test_what_came_of_it_is_recorded_once(world):
    row = planned(world, world.on_programme())
    later = world.now + 2 * DAY
    settle_key_work(row, state="cancelled_by_us", by=world.facilitator, at=later)
    with pytest.raises(Refused, match="already"):
        settle_key_work(row, state="held", happened_at=later, by=world.facilitator, at=later)
    assert KeyWork.objects.get().state == "cancelled_by_us"


def test_nothing_is_planned_for_the_past(world):
    with pytest.raises(Refused, match="time to come"):
        plan_key_work(
            world.on_programme(),
            planned_at=world.now,
            mode="phone",
            purpose="",
            by=world.facilitator,
            at=world.now,
        )


def test_the_fact_and_the_trail_fall_together(world):
    referral = world.on_programme()
    with pytest.raises(IntegrityError), transaction.atomic():
        held(world, referral, happened_at=world.now, at=world.now, motivation=9)
    assert not KeyWork.objects.exists()
    assert not Entry.objects.filter(act="key_work.held").exists()


def test_only_who_was_met_is_rated(world):
    row = planned(world, world.on_programme())
    with pytest.raises(IntegrityError), transaction.atomic():
        KeyWork.objects.filter(pk=row.pk).update(motivation=3)


def test_a_goal_ends_once_and_stays_on_his_file(world):
    referral = world.on_programme()
    goal = agree_goal(
        referral,
        words="Leave the room before I shout",
        agreed_date=world.now.date(),
        by=world.facilitator,
        at=world.now,
    )
    end_goal(goal, state="met", came_of_it="Three weeks running.", by=world.facilitator, at=world.now + DAY)
    with pytest.raises(Refused, match="ended already"):
        end_goal(goal, state="set_aside", by=world.facilitator, at=world.now + DAY)
    assert (Goal.objects.get().state, Goal.objects.get().ended_date) == ("met", (world.now + DAY).date())


@pytest.mark.parametrize(
    "persona", ["iss_worker", "iss_manager", "social_worker", "opcc", "other_facilitator"]
)
def test_his_key_work_is_his_sides_alone(world, persona):
    referral = world.on_programme()
    held(world, referral, happened_at=world.now, at=world.now)
    person = getattr(world, persona)
    assert not KeyWork.objects.visible_to(person).exists()
    assert not Goal.objects.visible_to(person).exists()


def test_planned_logged_and_rated_on_the_page(facilitator, today):
    referral = today.on_programme()
    answer = facilitator.post(
        f"/referrals/{referral.pk}/key-work/log/",
        moment("happened_at", today.now) | {"mode": "phone", "note": "He rang back.", "motivation": "2"},
        follow=True,
    )
    page = facilitator.get(f"/referrals/{referral.pk}/parts/key-work/").content.decode()
    assert "It counts as contact with him." in answer.content.decode(), answer.content.decode()
    assert "He rang back." in page
    assert "2 of 5, a little" in page
    assert "Not rated" in page


def test_a_time_is_asked_only_where_it_took_place(facilitator, today):
    referral = today.on_programme()
    row = planned(today, referral)
    page = facilitator.post(f"/key-work/{row.pk}/outcome/", {"state": "held"})
    assert "Enter when it was" in page.content.decode()
    facilitator.post(f"/key-work/{row.pk}/outcome/", {"state": "cancelled_by_him", "note": "He is ill."})
    assert KeyWork.objects.get().state == "cancelled_by_him"
