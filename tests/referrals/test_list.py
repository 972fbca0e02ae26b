"""The list of his files: what it costs, what it finds, whose it is, and that nothing is lost between its pages."""

from datetime import timedelta
from itertools import chain

import pytest
from django.urls import reverse
from django.utils import timezone

from referrals.likeness import remember_all
from referrals.lists import lines, with_what_is_shown
from referrals.models import Deadline, Man, Referral
from tests.world import HIM, World
from timescales.models import PromiseRule

LIST = reverse("referrals")


@pytest.fixture
def world(db):
    return World(timezone.now())


@pytest.fixture
def facilitator(client, world):
    client.force_login(world.facilitator)
    return client


def many(world, number, *, start=0):
    """``number`` files of the facilitator's area, each with a clock of its own; a day's worth shares one day."""
    at, today = world.now, timezone.localtime(world.now).date()
    rule = PromiseRule.objects.in_force("contact_him", at)
    numbers = range(start, start + number)
    men = Man.objects.bulk_create(
        Man(reference=f"P-{n}", first_name=f"Man{n}", last_name="Longlist") for n in numbers
    )
    referrals = Referral.objects.bulk_create(
        Referral(
            reference=f"MT-{n:05}",
            man=man,
            area=world.area,
            status="acknowledged",
            received_at=at,
            received_date=today - timedelta(days=n // 10),
            acknowledged_at=at,
            passed_on_at=at,
            holder=world.facilitator,
        )
        for n, man in zip(numbers, men, strict=True)
    )
    Deadline.objects.bulk_create(
        Deadline(
            referral=referral,
            promise="contact_him",
            rule=rule,
            started_at=at,
            due_at=at + timedelta(hours=48),
        )
        for referral in referrals
    )
    return referrals


def references(response):
    """A social worker's lines are of whole files, everybody else's of what is shown of them."""
    lines = response.context["lines"]
    return [line["file"].reference if "file" in line else line["reference"] for line in lines]


def test_a_page_costs_as_many_queries_with_a_thousand_files_as_with_ten(
    facilitator, world, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    many(world, 10)
    facilitator.get(LIST)
    with CaptureQueriesContext(connection) as few:
        facilitator.get(LIST)
    many(world, 990, start=10)
    with django_assert_num_queries(len(few)):
        response = facilitator.get(LIST)
    assert len(references(response)) == 25


def test_paging_down_and_up_again_meets_every_file_once(facilitator, world):
    made = many(world, 57)
    Referral.objects.filter(pk__in=[row.pk for row in made[50:]]).update(received_date=None)
    seen, address = [], LIST
    pages = []
    while address:
        response = facilitator.get(address)
        pages.append(references(response))
        seen += pages[-1]
        address = response.context["page"].older and LIST + response.context["page"].older
    assert len(seen) == len(set(seen)) == 57
    assert set(seen[-7:]) == {row.reference for row in made[50:]}  # those without a day come last
    back = LIST + response.context["page"].newer
    assert references(facilitator.get(back)) == pages[-2]


@pytest.mark.parametrize(
    "place", ["nonsense", "[]", '["x","y"]', '["2026-13-45","1"]', "[[1]]", "\0", "9" * 400]
)
def test_a_place_that_somebody_made_up_is_the_first_page(facilitator, world, place):
    many(world, 3)
    assert len(references(facilitator.get(LIST, {"after": place}))) == 3


def test_filters_stay_on_the_next_page(facilitator, world):
    remember_all(row.man for row in many(world, 60))
    response = facilitator.get(LIST, {"status": "acknowledged", "q": "longlist"})
    assert "status=acknowledged" in response.context["page"].older
    assert "q=longlist" in response.context["page"].older


def test_the_way_back_from_a_file_leads_to_the_same_list(facilitator, world):
    first, *_ = many(world, 30)
    facilitator.get(LIST, {"status": "acknowledged", "q": "longlist"})
    page = facilitator.get(reverse("file", args=[first.pk])).content.decode()
    assert f'href="{LIST}?status=acknowledged&amp;q=longlist"' in page


def test_search_finds_by_name_in_any_order_and_by_part_of_a_reference(facilitator, world):
    wanted = world.acknowledged(him=dict(HIM, first_name="Ágnes-Béla", last_name="O’Toole"))
    many(world, 3)
    for words in ("o’toole", "O’Toole ágnes", wanted.reference.lower(), wanted.reference[3:7]):
        assert references(facilitator.get(LIST, {"q": words})) == [wanted.reference], words
    assert references(facilitator.get(LIST, {"q": "nobody of this name"})) == []
    assert references(facilitator.get(LIST, {"q": "%"})) == []


def test_each_filter_narrows_the_list(facilitator, world):
    mine, theirs = many(world, 2)
    day = theirs.received_date - timedelta(days=30)
    Referral.objects.filter(pk=theirs.pk).update(holder=None, source="self", received_date=day)
    Deadline.objects.filter(referral=theirs).update(
        started_at=world.now - timedelta(days=9), due_at=world.now - timedelta(hours=1)
    )
    for query in (
        {"holder": "nobody"},
        {"source": "self"},
        {"overdue": "on"},
        {"received_to_0": day.day, "received_to_1": day.month, "received_to_2": day.year},
    ):
        assert references(facilitator.get(LIST, query)) == [theirs.reference], query
    assert references(facilitator.get(LIST, {"holder": "me"})) == [mine.reference]
    assert references(facilitator.get(LIST, {"area": world.area.pk, "holder": "me"})) == [mine.reference]


def late_by(referral, world, *hours):
    """Its promises ran out so many hours ago; a negative number is to come."""
    Deadline.objects.filter(referral=referral).delete()
    began = world.now - timedelta(days=90)
    for promise, ago in zip(
        ("contact_him", "offer_assessment", "commence_him", "midway_report"), hours, strict=False
    ):
        rule, due = PromiseRule.objects.in_force(promise, world.now), world.now - timedelta(hours=ago)
        Deadline.objects.create(referral=referral, promise=promise, rule=rule, started_at=began, due_at=due)


@pytest.mark.parametrize("asked", [{}, {"status": "acknowledged"}, {"q": "Longlist"}], ids=str)
@pytest.mark.parametrize("role", ["manager", "facilitator"])
def test_what_is_overdue_is_listed_the_longest_overdue_first_and_once(client, world, role, asked):
    newest, long_ago, twice, paused, kept, to_come = many(world, 6)
    late_by(newest, world, 5)
    late_by(long_ago, world, 700)
    late_by(twice, world, 1, 300, 40, -9)
    for file in (paused, kept, to_come):
        late_by(file, world, 20 if file != to_come else -20)
    Deadline.objects.filter(referral=paused).update(paused_at=world.now)
    Deadline.objects.filter(referral=kept).update(kept_at=world.now)
    remember_all(Man.objects.all())
    client.force_login(getattr(world, role))
    page = client.get(LIST, {"overdue": "on", **asked})
    assert references(page) == [long_ago.reference, twice.reference, newest.reference]
    assert "The longest overdue first" in page.content.decode()
    assert "The longest overdue first" not in client.get(LIST, asked).content.decode()


@pytest.mark.parametrize("role", ["manager", "facilitator"])
def test_every_page_of_what_is_overdue_is_found_and_nothing_twice(client, world, role):
    files = many(world, 60)
    for number, file in enumerate(files):
        late_by(file, world, 100 - number // 20, 5, 7)  # twenty at one moment: the page ends among them
    client.force_login(getattr(world, role))
    page, found, back = client.get(LIST, {"overdue": "on"}), [], []
    while True:
        found.append(references(page))
        if not page.context["page"].older:
            break
        page = client.get(LIST + page.context["page"].older)
    assert [len(some) for some in found] == [25, 25, 10]
    assert list(chain(*found)) == [file.reference for file in files]
    while page.context["page"].newer:
        page = client.get(LIST + page.context["page"].newer)
        back.append(references(page))
    assert back == found[-2::-1]


def test_a_filter_that_does_not_fit_says_so_and_is_left_out(facilitator, world):
    many(world, 2)
    response = facilitator.get(LIST, {"received_from_0": 31, "received_from_1": 2, "received_from_2": 2026})
    assert "must be a real date" in response.content.decode()
    assert len(references(response)) == 2
    assert (
        facilitator.get(LIST, {"area": "x", "status": "no such", "holder": "-1", "q": "a\0b"}).status_code
        == 200
    )


def test_ended_files_are_under_all_unless_something_is_still_owed(facilitator, world):
    ended = many(world, 1)[0]
    Referral.objects.filter(pk=ended.pk).update(status="closed", closed_date=ended.received_date)
    assert references(facilitator.get(LIST)) == [ended.reference]  # a clock still runs
    Deadline.objects.filter(referral=ended).update(stopped_at=world.now)
    assert references(facilitator.get(LIST)) == []
    assert references(facilitator.get(LIST, {"show": "all"})) == [ended.reference]


def test_the_social_worker_finds_own_and_team_referrals_and_the_spoc_what_waits(client, world):
    waiting, passed_on = world.received(), world.acknowledged()
    for person, expected in (
        (world.social_worker, {waiting.reference, passed_on.reference}),
        (world.colleague, {waiting.reference, passed_on.reference}),
        (world.other_social_worker, set()),
        (world.spoc, {waiting.reference}),
        (world.other_facilitator, set()),
    ):
        client.force_login(person)
        assert set(references(client.get(LIST))) == expected, person
    client.force_login(world.social_worker)
    assert "My referrals" in client.get(LIST).content.decode()


def test_an_empty_list_says_so_in_words(facilitator):
    assert "No file is with you or your area" in facilitator.get(LIST).content.decode()
    assert "No current file fits this search" in facilitator.get(LIST, {"q": "x"}).content.decode()


def test_what_somebody_typed_stays_text_and_signs_of_a_pattern_stay_as_they_are(facilitator, world):
    file = many(world, 1)[0]
    Man.objects.filter(pk=file.man_id).update(first_name="<b>%s", last_name="{name} 50%")
    shown = facilitator.get(LIST).content.decode()
    assert "&lt;b&gt;%s {name} 50%</a>" in shown
    assert reverse("file", args=[file.pk]) in shown


def promises(user, file):
    [line] = lines(user, with_what_is_shown(Referral.objects.filter(pk=file.pk)))
    return line["deadline"] and line["deadline"].promise


def test_the_next_promise_runs_out_first_and_what_is_paused_comes_last(facilitator, world):
    file, at = many(world, 1)[0], world.now
    rule = PromiseRule.objects.in_force("contact_him", at)
    others = (
        ("offer_assessment", 24, {}),
        ("joint_discussion", 1, {"stopped_at": at}),
        ("midway_report", 2, {"paused_at": at}),
        ("completion_report", 3, {"paused_at": at - timedelta(hours=1)}),
    )
    for promise, hours, fields in others:
        due = at + timedelta(hours=hours)
        Deadline.objects.create(
            referral=file, promise=promise, rule=rule, started_at=at, due_at=due, **fields
        )
    assert promises(world.facilitator, file) == "offer_assessment"
    Deadline.objects.filter(referral=file, paused_at=None, stopped_at=None).update(kept_at=at)
    assert promises(world.facilitator, file) == "midway_report"
    Deadline.objects.filter(referral=file, stopped_at=None).update(kept_at=at, paused_at=None)
    assert promises(world.facilitator, file) is None
    assert "None running" in facilitator.get(LIST, {"show": "all"}).content.decode()


def test_who_may_not_see_what_was_said_is_shown_what_was_promised_to_them(world):
    file = many(world, 1)[0]
    Deadline.objects.filter(referral=file).update(promise="tell_others")
    assert promises(world.facilitator, file) == "tell_others"
    assert promises(world.social_worker, file) is None
