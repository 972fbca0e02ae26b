"""My referrals: how far each has come, who has it, what is asked, whose it is, and at what cost."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Organisation, User
from intake.actions import merge
from joint.following.facts import courses
from referrals.actions import acknowledge as pass_on
from referrals.actions import send_message
from referrals.models import Deadline, Man, Message, Referral
from tests.world import DAY, HIM, WEEK, World, fresh
from timescales.models import PromiseRule

LIST = reverse("referrals")


@pytest.fixture
def world(db):
    return World(timezone.now() - timedelta(minutes=5))


@pytest.fixture
def my(client, world):
    client.force_login(world.social_worker)
    return client


def shown(response):
    return [line["file"].reference for line in response.context["lines"]]


def line_of(response, referral):
    return next(line for line in response.context["lines"] if line["file"].pk == referral.pk)


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_a_new_referral_says_by_when_the_social_worker_hears_and_who_has_it(my, world):
    User.objects.filter(pk=world.spoc.pk).update(phone="0121 496 0101")
    world.received()
    page = text(my.get(LIST))
    assert "You will be told who has it by" in page
    assert "With Single point of contact, 0121 496 0101, spoc@test.example" in page


def test_once_passed_on_it_names_the_holder_or_all_facilitators_of_the_area(my, world):
    held, open_to_all = world.received(), world.acknowledged()
    pass_on(held, holder=world.facilitator, by=world.spoc, at=world.now)
    response = my.get(LIST)
    assert [p.name for p in line_of(response, held)["course"].reach.people] == ["Facilitator"]
    reach = line_of(response, open_to_all)["course"].reach
    assert (reach.who, len(reach.people)) == ("Facilitators of Birmingham", 2)
    User.objects.filter(pk=world.facilitator.pk).update(is_active=False)
    assert line_of(my.get(LIST), held)["course"].reach.who == "Facilitators of Birmingham"


def test_late_is_said_in_words(my, world):
    world.acknowledged(at=world.now - 3 * DAY)
    page = my.get(LIST)
    assert "He should have been contacted by" in text(page)
    assert "This is 24 hours late" in text(page) or "This is 1 day" in text(page)


def test_started_and_halfway_come_from_the_register_with_their_days(world):
    at = world.now - 4 * WEEK
    group = world.group(required=4, at=at)
    referral = world.on_programme(group=group, at=at)
    first, second, third = group.sessions.order_by("starts_at")[:3]

    def days():
        line = courses([fresh(referral)], at=world.now)[referral.pk].progress
        return {
            step.name: step.day for step in line.steps if step.name in ("started", "halfway") and step.day
        }

    assert days() == {}
    world.register(first, {referral: "absent_notice"})
    assert days() == {}
    world.register(second, {referral: "attended"})
    assert days() == {"started": timezone.localtime(second.starts_at).date()}
    world.register(third, {referral: "late"})
    assert days()["halfway"] == timezone.localtime(third.starts_at).date()


def test_an_imported_tally_says_that_he_started_and_not_when(world):
    referral = Referral.objects.create(
        reference="OLD-1",
        man=Man.objects.create(reference="P-OLD-1"),
        area=world.area,
        imported=True,
        status="on_programme",
        sessions_required=30,
        sessions_attended=3,
    )
    steps = {step.name: step for step in courses([referral], at=world.now)[referral.pk].progress.steps}
    assert (steps["started"].mark, steps["started"].day, steps["halfway"].mark) == ("done", None, "now")


def test_what_is_asked_stands_on_the_line_with_a_link(my, world):
    referral = world.unsuitable()
    response = my.get(LIST)
    words = [each.button for each in line_of(response, referral)["asked"]]
    assert words[:2] == ["Read and acknowledge", "Record the plan"]
    assert reverse("acknowledge_return", args=[referral.pk]) in response.content.decode()
    assert "1 referral asks something of you" in text(response)


def test_each_filter_narrows_the_list(my, world):
    mine, asked, colleagues = world.contacted(), world.unsuitable(), world.acknowledged()
    Referral.objects.filter(pk=colleagues.pk).update(referrer=world.colleague)
    for query, expected in (
        ({}, {mine, asked, colleagues}),
        ({"whose": "me"}, {mine, asked}),
        ({"whose": "colleagues"}, {colleagues}),
        ({"whose": world.colleague.pk}, {colleagues}),
        ({"asked": "on"}, {asked}),
        ({"q": mine.reference}, {mine}),
        ({"q": "pemberwick gareth"}, {mine, asked, colleagues}),
        ({"q": "nobody"}, set()),
        ({"whose": "x", "show": "x"}, {mine, asked, colleagues}),
    ):
        assert set(shown(my.get(LIST, query))) == {each.reference for each in expected}, query


def test_ended_ones_have_a_tab_of_their_own_and_stay_under_way_while_something_is_owed(my, world):
    ended, under_way = world.closed(), world.contacted()
    assert set(shown(my.get(LIST))) == {ended.reference, under_way.reference}
    Deadline.objects.running().filter(referral=ended).update(stopped_at=world.now)
    assert shown(my.get(LIST)) == [under_way.reference]
    assert shown(my.get(LIST, {"show": "ended"})) == [ended.reference]
    assert set(shown(my.get(LIST, {"show": "all"}))) == {ended.reference, under_way.reference}


def test_own_and_the_teams_are_seen_and_nobody_elses(client, world):
    referral = world.acknowledged()
    for person, sees in (
        (world.social_worker, True),
        (world.colleague, True),
        (world.other_social_worker, False),
    ):
        client.force_login(person)
        assert (referral.reference in shown(client.get(LIST))) == sees, person


def test_who_goes_to_another_authority_leaves_the_referrals_with_the_team(client, world):
    referral = world.acknowledged()
    theirs = Organisation.objects.get(name="Dudley Children's Services")
    User.objects.filter(pk=world.social_worker.pk).update(organisation=theirs, team=None)
    client.force_login(User.objects.get(pk=world.social_worker.pk))
    assert shown(client.get(LIST)) == []
    assert client.get(reverse("file", args=[referral.pk])).status_code == 404
    client.force_login(world.colleague)
    assert shown(client.get(LIST)) == [referral.reference]
    assert "who has left or does other work now" in text(client.get(reverse("file", args=[referral.pk])))


def test_the_referrer_of_a_duplicate_sees_how_far_the_other_has_come_and_may_not_open_it(client, world):
    into = world.attended()
    duplicate = world.received()
    Referral.objects.filter(pk=duplicate.pk).update(
        referrer=world.other_social_worker, team=world.other_social_worker.team
    )
    merge(fresh(duplicate), into=into, by=world.manager, at=world.now)
    client.force_login(world.other_social_worker)
    response = client.get(LIST, {"show": "all"})
    line = line_of(response, duplicate)
    assert line["course"].goes_on_as.reference == into.reference
    assert line["course"].progress.reached.startswith("Assessed")
    assert into.reference in text(client.get(reverse("file", args=[duplicate.pk])))
    assert client.get(reverse("file", args=[into.pk])).status_code == 404


def many(world, number, *, start=0):
    """Files of the team, each with a clock, a message nobody has read, and every other with a colleague."""
    at = world.now
    rule = PromiseRule.objects.in_force("contact_him", at)
    numbers = range(start, start + number)
    men = Man.objects.bulk_create(
        Man(reference=f"P-{n}", first_name=f"M{n}", last_name="Long") for n in numbers
    )
    files = Referral.objects.bulk_create(
        Referral(
            reference=f"MT-{n:05}",
            man=man,
            area=world.area,
            status="acknowledged",
            received_at=at,
            received_date=(at - timedelta(days=n)).date(),
            acknowledged_at=at,
            passed_on_at=at,
            referrer=world.colleague if n % 2 else world.social_worker,
            team=world.social_worker.team,
            holder=world.facilitator if n % 3 else None,
        )
        for n, man in zip(numbers, men, strict=True)
    )
    Deadline.objects.bulk_create(
        Deadline(referral=f, promise="contact_him", rule=rule, started_at=at, due_at=at + DAY) for f in files
    )
    Message.objects.bulk_create(
        Message(referral=f, text="Well?", by=world.facilitator, from_referrer=False, at=at) for f in files
    )
    return files


@pytest.mark.parametrize("page", ["referrals", "home"])
def test_a_thousand_referrals_cost_as_many_queries_as_ten(my, world, page, django_assert_num_queries):
    many(world, 10)
    my.get(reverse(page))
    with CaptureQueriesContext(connection) as few:
        my.get(reverse(page))
    many(world, 990, start=10)
    with django_assert_num_queries(len(few)):
        my.get(reverse(page))


def test_pages_meet_every_referral_once(my, world):
    many(world, 57)
    seen, address = [], LIST
    while address:
        response = my.get(address)
        seen += shown(response)
        address = response.context["page"].older and LIST + response.context["page"].older
    assert len(seen) == len(set(seen)) == 57


def test_unread_messages_are_counted_on_the_line_and_on_home(my, world):
    referral = world.acknowledged(him=dict(HIM, last_name="Oake"))
    send_message(referral, text="Is he still at the same address?", by=world.facilitator, at=world.now)
    send_message(referral, text="Please call me.", by=world.facilitator, at=world.now)
    assert line_of(my.get(LIST), referral)["unread"] == 2
    assert "Read 2 new messages" in text(my.get("/"))
    my.get(reverse("messages", args=[referral.pk]))
    assert line_of(my.get(LIST), referral)["unread"] == 0
    assert "new messages" not in text(my.get("/"))
