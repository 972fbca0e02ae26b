"""The course of both files: complete, in order, a page at a time, and each side its own."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.timeline import Source, course_of
from tests.world import HER, NOON

DAY = timedelta(days=1)


@pytest.fixture
def him(world):
    referral = world.on_programme()
    world.register(
        referral.enrolments.get().group.sessions.order_by("starts_at").first(), {referral: "attended"}
    )
    return referral


def course(client, user, address, **asked):
    client.force_login(user)
    return client.get(address, asked)


def his(referral):
    return reverse("file_part", args=[referral.pk, "history"])


def titles(page):
    return [event.said["title"] for _, events in page.context["course"].days for event in events]


def test_his_file_is_told_newest_first_with_every_kind_that_was_recorded(client, world, him):
    page = course(client, world.manager, his(him))
    told = titles(page)
    for each in ("Received", "Contact: phone call", "Suitable", "Kept: Contact him", "Session: attended"):
        assert each in told
    days = [day for day, _ in page.context["course"].days]
    assert days == sorted(days, reverse=True)
    assert told.index("Suitable") < told.index("Contact: phone call")


def test_one_kind_alone_is_shown_and_one_that_nobody_knows_is_everything(client, world, him):
    assert titles(course(client, world.manager, his(him), kind="contact")) == ["Contact: phone call"]
    everything = titles(course(client, world.manager, his(him)))
    assert titles(course(client, world.manager, his(him), kind="marmalade")) == everything


def test_a_social_worker_meets_no_note_no_session_and_no_finding(client, world, him):
    him.contact_attempts.update(note="Said at the door")
    page = course(client, world.social_worker, his(him))
    assert "Said at the door" not in page.content.decode()
    assert {kind["text"] for kind in page.context["kinds"]}.isdisjoint({"Contact", "Sessions"})
    assert "Assessed, joint discussion due" in titles(page)
    assert not [title for title in titles(page) if "rovisional" in title]


def test_nothing_of_hers_stands_on_his(client, world, him):
    file = world.her_file(him)
    world.her_contacted(file)
    for user in (world.manager, world.facilitator, world.social_worker):
        page = course(client, user, his(him)).content.decode()
        assert not [word for word in (HER["first_name"], HER["last_name"], file.reference) if word in page]


def test_her_file_is_told_to_her_provider_alone(client, world, him):
    file = world.her_file(him)
    world.her_contacted(file)
    address = reverse("her_timeline", args=[file.pk])
    told = titles(course(client, world.iss_worker, address))
    assert "Kept: Contact her safely" in told
    assert [title for title in told if title.startswith("Contact: ")]
    assert course(client, world.other_iss_worker, address).status_code == 404
    for user in (world.manager, world.facilitator, world.social_worker, world.dpo):
        assert course(client, user, address).status_code == 403


@pytest.mark.parametrize("kind", ["", "contact"])
def test_a_longer_file_costs_no_question_more_and_loses_nothing_between_its_pages(client, world, him, kind):
    def walk():
        address, seen, costs = f"{his(him)}?kind={kind}", [], []
        while address:
            with CaptureQueriesContext(connection) as asked:
                page = client.get(address)
            costs.append(len(asked))
            seen += [(e.place, e.pk) for _, events in page.context["course"].days for e in events]
            older = page.context["course"].older
            address = his(him) + older if older else ""
        return seen, max(costs)

    client.force_login(world.manager)
    before, cost = walk()
    for number in range(70):
        him.contact_attempts.create(
            at=NOON - DAY * (number // 9), channel="text", two_way=False, by=world.facilitator
        )
    seen, later = walk()
    assert len(seen) == len(set(seen)) == len(before) + 70
    assert later <= cost


def test_from_any_page_the_way_back_is_the_way_there(world, him):
    for number in range(11):
        him.contact_attempts.create(
            at=NOON - DAY * (number // 4), channel="text", two_way=False, by=world.spoc
        )
    rows = him.contact_attempts.all()
    sources = [Source("contact", rows, "at", lambda row: {"title": str(row.pk)}) for _ in range(3)]

    def page(address):
        request = RequestFactory().get(f"/{address}")
        found = course_of(sources, request, kinds={"contact": "Contact"}, size=5)["course"]
        return found, [(e.place, e.pk) for _, events in found.days for e in events]

    forwards, (found, rows_of_page) = [], page("")
    while True:
        forwards.append(rows_of_page)
        if not found.older:
            break
        found, rows_of_page = page(found.older)
    backwards = [rows_of_page]
    while found.newer:
        found, rows_of_page = page(found.newer)
        backwards.append(rows_of_page)
    assert [row for rows in backwards[::-1] for row in rows] == [row for rows in forwards for row in rows]
    assert sum(len(rows) for rows in forwards) == 3 * him.contact_attempts.count()


@pytest.mark.parametrize(
    "made_up", ["x", "[]", '["2026-06-03", 0, 1]', '["2026-06-03T11:00:00+00:00", 0, 1e400]']
)
def test_an_address_that_somebody_made_up_is_the_first_page(client, world, him, made_up):
    assert titles(course(client, world.manager, his(him), after=made_up)) == titles(
        course(client, world.manager, his(him))
    )
