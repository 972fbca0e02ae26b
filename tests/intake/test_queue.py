"""The desk: what waits, in the order of its clocks, and what speaks against each, at the same cost for many as for few."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Area, Cover
from intake.desk.queue import ORDER, queue, sections
from referrals import actions as his
from referrals.models import Referral
from tests.world import DAY, HIM, HOUR, NOON, World, fresh

DESK = reverse("desk")
MAN = {"last_name": "Nobodyelse", "date_of_birth": None, "phone": "07700 900123"}


@pytest.fixture
def world(db):
    return World(NOON)


def somebody(world, number, *, at=NOON, **referral):
    return world.received(him=MAN | {"first_name": f"Man{number}"}, at=at, **referral)


def shown(world, at):
    """[(heading, [references])] of the whole queue."""
    rows = list(queue(world.spoc).order_by(*ORDER))
    return [
        (heading, [row.referral.reference for row in waiting]) for heading, waiting in sections(rows, at=at)
    ]


def row(world, referral, at=NOON):
    found = sections(list(queue(world.spoc).filter(pk=referral.pk)), at=at)
    return found[0][1][0]


def test_what_is_late_stands_first_then_today_then_later_then_what_waits_for_an_answer(world):
    later = somebody(world, 1)
    late = somebody(world, 2, at=NOON - 3 * DAY)
    today = somebody(world, 3, at=NOON - DAY + 2 * HOUR)
    asked = somebody(world, 4, at=NOON - 2 * HOUR)
    his.ask_referrer(asked, missing=["born"], by=world.spoc, at=NOON)
    assert shown(world, NOON) == [
        ("Late", [late.reference]),
        ("Due today", [today.reference]),
        ("Due later", [later.reference]),
        ("Waiting for the referrer", [asked.reference]),
    ]


def test_each_says_why_it_waits(world):
    referral = somebody(world, 1)
    assert row(world, referral).why == "New: nobody has checked it yet"
    asked = his.ask_referrer(referral, missing=["born"], by=world.spoc, at=NOON)
    assert row(world, referral).why.startswith("Asked on 3 June 2026: the clock stands still")
    his.answer_request(asked, text="1990", by=world.social_worker, at=NOON + DAY)
    assert row(world, referral).why == "Answered on 4 June 2026: check it again"
    Referral.objects.filter(pk=referral.pk).update(area=None)
    assert row(world, referral).why == "It has no area: give it one first"


def test_eligibility_and_likeness_are_seen_at_a_glance(world):
    twin, other = world.received(him=dict(HIM)), world.received(him=dict(HIM, first_name="Garry"))
    warned = somebody(world, 1, accepts_responsibility=False, strangulation=True)
    assert (row(world, twin).alike, row(world, other).alike, row(world, warned).alike) == (1, 1, 0)
    assert (row(world, warned).warned, row(world, warned).sign_off) == (1, True)
    assert (row(world, twin).warned, row(world, twin).sign_off) == (0, False)


def test_the_desk_costs_the_same_for_many_and_loses_nobody_between_its_pages(world, client):
    client.force_login(world.spoc)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(DESK).status_code == 200
        return len(queries)

    asked = [somebody(world, number) for number in range(2)]
    his.ask_referrer(asked[0], missing=["born"], by=world.spoc, at=NOON)
    few = cost()
    for number in range(2, 30):
        somebody(world, number)
    assert cost() == few
    found, address = [], DESK
    while address:
        page = client.get(address)
        found += [row.referral.pk for _, rows in page.context["sections"] for row in rows]
        address = page.context["page"].older and DESK + page.context["page"].older
    assert sorted(found) == sorted(Referral.objects.values_list("pk", flat=True))
    assert len(found) == len(set(found)) == 30


def test_nothing_waits_is_said(world, client):
    client.force_login(world.spoc)
    assert "Nothing waits" in client.get(DESK).content.decode()


def test_who_stands_in_for_the_spoc_is_seen(world, client):
    today = timezone.localdate()
    Cover.objects.create(
        away=world.spoc, covered_by=world.manager, from_date=today, to_date=today + timedelta(days=3)
    )
    client.force_login(world.manager)
    assert "Manager stands in" in client.get(DESK).content.decode()


def test_another_area_takes_the_held_details_that_were_there_by_default_with_it(world, client):
    referral = world.received()
    client.force_login(world.spoc)
    address = reverse("change_area", args=[referral.pk])
    coventry = Area.objects.get(name="Coventry")
    assert "because" in client.post(address, {"area": coventry.pk}).context["form"].errors
    answer = client.post(address, {"area": coventry.pk, "because": "They have moved."}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("acknowledge", args=[referral.pk])
    assert fresh(referral).area == coventry
    assert world.her_file(referral).provider == coventry.provider
    assert "They have moved." in world.social_worker.notices.last().alert.because
    assert [str(who) for who in answer.context["form"].fields["holder"].queryset] == ["Other Facilitator"]


def test_a_file_without_an_area_is_given_one_first(world, client):
    referral = world.received()
    Referral.objects.filter(pk=referral.pk).update(area=None)
    client.force_login(world.spoc)
    answer = client.get(reverse("acknowledge", args=[referral.pk]), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("change_area", args=[referral.pk])


@pytest.mark.parametrize(
    ("reason", "kept"),
    [
        ("ineligible", "ineligible"),
        ("incomplete", "other"),
        ("withdrawn_by_referrer", "withdrawn_by_referrer"),
    ],
)
def test_returning_tells_the_referrer_why_and_what_to_do_next(world, client, reason, kept):
    referral = world.received()
    client.force_login(world.spoc)
    address = reverse("return_referral", args=[referral.pk])
    assert "what_next" in client.post(address, {"reason": reason, "explained": "x"}).context["form"].errors
    words = {"explained": "No child has a plan.", "what_next": "Ask Early Help.", "alternatives": "Drive."}
    client.post(address, {"reason": reason, **words})
    returned = fresh(referral)
    assert (returned.status, returned.close_reason) == ("closed", kept)
    client.force_login(world.social_worker)
    page = client.get(reverse("acknowledge_return", args=[referral.pk])).content.decode()
    for told in words.values():
        assert told in page
