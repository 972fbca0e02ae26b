import pytest

from programme.models import Enrolment
from referrals.models import Availability
from tests.world import fresh

from .kit import said

pytestmark = pytest.mark.django_db


def place(facilitator, page, referral):
    [row] = [row for row in page.context["rows"] if row["referral"] == referral]
    return facilitator.post(f"/waiting/proposal/{referral.pk}/{row['first'].next_session}/", follow=True)


def test_one_press_gives_him_the_place_that_is_proposed(facilitator, today):
    group = today.group()
    referral = today.suitable()
    page = facilitator.get("/waiting/proposal/")
    assert "Next session" in page.content.decode()
    answer = place(facilitator, page, referral)
    assert f"has a place in {group}" in said(answer)
    assert fresh(referral).status == "on_programme"
    assert "Nobody is waiting" in answer.content.decode()


def test_pressed_twice_he_is_placed_once(facilitator, today):
    today.group()
    referral = today.suitable()
    page = facilitator.get("/waiting/proposal/")
    place(facilitator, page, referral)
    answer = place(facilitator, page, referral)
    assert "does not wait for a place any more" in said(answer)
    assert Enrolment.objects.filter(referral=referral).count() == 1


def test_a_place_that_has_gone_meanwhile_is_refused_with_the_reason(facilitator, today):
    group = today.group()
    referral, other = today.suitable(), today.suitable()
    page = facilitator.get("/waiting/proposal/")
    group.capacity = 1
    group.save(update_fields=["capacity"])
    place(facilitator, page, other)
    answer = place(facilitator, page, referral)
    assert "was not placed" in said(answer)
    assert "full" in said(answer)
    assert fresh(referral).status == "suitable"


def test_who_has_no_group_is_named_and_the_wait_is_on_screen(facilitator, today):
    referral = today.suitable()
    page = facilitator.get("/waiting/proposal/").content.decode()
    assert "No group suits them as things stand" in page
    assert referral.man.name in page
    assert "From referral to the first assessment offered" in page


def test_the_same_queries_however_many_wait(facilitator, today, django_assert_max_num_queries):
    today.group()
    today.suitable()
    with django_assert_max_num_queries(60) as few:
        facilitator.get("/waiting/proposal/")
    for _ in range(8):
        today.suitable()
    with django_assert_max_num_queries(60) as many:
        facilitator.get("/waiting/proposal/")
    assert len(many) == len(few)


def test_his_own_page_suggests_groups_with_reasons_and_one_press_places_him(facilitator, today):
    today.group()
    referral = today.suitable()
    page = facilitator.get(f"/referrals/{referral.pk}/enrol/")
    [row] = page.context["suggested"]
    assert "In his own area" in row["reasons"]
    assert "In his own area" in page.content.decode()
    answer = facilitator.post(f"/waiting/proposal/{referral.pk}/{row['first'].next_session}/", follow=True)
    assert "has a place in" in said(answer)
    assert fresh(referral).status == "on_programme"


def test_a_group_that_he_ruled_out_is_not_suggested_and_can_still_be_chosen(facilitator, today):
    group = today.group()
    referral = today.suitable()
    Availability.objects.create(referral=referral, slots=["5-daytime"])
    page = facilitator.get(f"/referrals/{referral.pk}/enrol/")
    assert page.context["suggested"] == []
    assert group.name in page.content.decode()
