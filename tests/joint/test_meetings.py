"""A meeting of thirty: case by case, nothing typed is lost, and nobody overwrites another unseen."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from accounts.refusal import Refused
from joint.actions import (
    call_meeting,
    flag_counter_allegation,
    hold_case,
    keep_draft,
    open_case,
    prepare_item,
)
from joint.meeting.queue import spent, waiting_for
from joint.models import JointReview, Meeting, MeetingCase, TableAction
from tests.world import DAY, HOUR, World, fresh

MINUTE = HOUR / 60


@pytest.fixture
def world(db):
    return World(timezone.now())


@pytest.fixture
def service(world):
    return world.iss_worker.organisation


def men(world, number):
    """Men on the programme whose reviews fall due one after the other."""
    for n in range(number):
        at = world.now - (20 - n % 10) * DAY
        him = world.suitable(at=at)
        him.deadlines.create(
            promise="joint_review",
            rule=him.deadlines.first().rule,
            started_at=at,
            due_at=at + 30 * DAY,
        )
        type(him).objects.filter(pk=him.pk).update(status="on_programme")
        yield him


def a_meeting(world, service, number=3):
    list(men(world, number))
    cases = waiting_for(world.manager, service)[:30]
    return call_meeting(day=world.now.date(), provider=service, cases=cases, by=world.manager, at=world.now)


def page(client, person, case):
    client.force_login(person)
    text = client.get(case.get_absolute_url()).content.decode()
    return dict(re.findall(r'name="(form_key|seen|leave)" value="([^"]*)"', text)), text


def send(client, person, case, boxes, go="next", **typed):
    client.force_login(person)
    return client.post(case.get_absolute_url(), {**boxes, "go": go, **typed}, follow=True).content.decode()


def test_what_is_due_first_comes_first_and_nobody_waits_in_two_meetings(world, service):
    meeting = a_meeting(world, service, 4)
    dues = [
        case.referral.deadlines.running().get(promise="joint_review").due_at
        for case in meeting.cases.order_by("position")
    ]
    assert dues == sorted(dues)
    assert not waiting_for(world.manager, service).exists()
    with pytest.raises(Refused, match="No review is waiting"):
        call_meeting(day=meeting.day, provider=service, cases=[], by=world.manager, at=world.now)


def test_a_case_is_recorded_on_one_screen_and_the_next_follows(client, world, service):
    meeting = a_meeting(world, service)
    one = meeting.cases.get(position=1)
    prepare_item(
        one.referral,
        occasion="review",
        topic="risk",
        text="Heron",
        brought=True,
        by=world.iss_worker,
        at=world.now,
    )
    boxes, text = page(client, world.manager, one)
    assert "Heron" in text
    assert "Case 1 of 3" in text
    due = world.now + 5 * DAY
    sent = {
        "risk": "high",
        "minutes": "He came every week.",
        "what_1": "Ring school",
        "owner_1": str(world.iss_worker.pk),
        "due_1_0": due.day,
        "due_1_1": due.month,
        "due_1_2": due.year,
    }
    text = send(client, world.manager, one, boxes, go="record", **sent)
    assert "Case 2 of 3" in text
    held = JointReview.objects.get()
    assert (held.referral_id, held.risk, held.provider) == (one.referral_id, "high", service)
    assert TableAction.objects.get().owner == world.iss_worker
    assert "Heron" in client.get(held.get_absolute_url()).content.decode()


def test_every_move_keeps_what_is_typed_and_skipping_comes_back(client, world, service):
    meeting = a_meeting(world, service)
    one = meeting.cases.get(position=1)
    boxes, _ = page(client, world.manager, one)
    send(client, world.manager, one, boxes, go="skip", minutes="Half a sentence")
    one.refresh_from_db()
    assert one.state == "skipped"
    assert "Half a sentence" in page(client, world.manager, one)[1]
    for number in (2, 3):
        case = meeting.cases.get(position=number)
        boxes, _ = page(client, world.manager, case)
        text = send(client, world.manager, case, boxes, go="record", risk="medium")
    assert "Case 1 of 3" in text
    assert "2 reviewed" in text


def test_an_error_loses_nothing_and_says_where_it_is(client, world, service):
    one = a_meeting(world, service).cases.get(position=1)
    boxes, _ = page(client, world.manager, one)
    text = send(client, world.manager, one, boxes, go="record", minutes="Much said", what_1="Ring")
    assert "Select the level of risk" in text
    assert "Select who does it" in text
    one.refresh_from_db()
    assert one.draft["minutes"] == ["Much said"]


def test_what_is_typed_is_kept_as_it_is_typed(client, world, service):
    one = a_meeting(world, service).cases.get(position=1)
    boxes, _ = page(client, world.iss_worker, one)
    for minutes in ("He", "He came"):
        answer = client.post(one.get_absolute_url() + "keep/", {**boxes, "minutes": minutes})
        assert answer.status_code == 204
    assert "He came" in page(client, world.manager, one)[1]
    assert f"typed by {world.iss_worker}" in page(client, world.manager, one)[1]


def test_what_no_keyboard_makes_is_left_out_of_what_is_kept(client, world, service):
    one = a_meeting(world, service).cases.get(position=1)
    boxes, _ = page(client, world.iss_worker, one)
    odd = {**boxes, "minutes": "He\x00 came", "nothing\x00": "1"}
    assert client.post(one.get_absolute_url() + "keep/", odd).status_code == 204
    one.refresh_from_db()
    assert (one.draft["minutes"], one.draft["nothing"]) == (["He came"], ["1"])


def test_of_two_who_run_the_same_meeting_neither_overwrites_the_other_unseen(client, world, service):
    one = a_meeting(world, service).cases.get(position=1)
    hers, _ = page(client, world.iss_worker, one)
    his, _ = page(client, world.manager, one)
    client.force_login(world.iss_worker)
    assert client.post(one.get_absolute_url() + "keep/", {**hers, "minutes": "Hers"}).status_code == 204
    client.force_login(world.manager)
    assert client.post(one.get_absolute_url() + "keep/", {**his, "minutes": "His"}).status_code == 200
    text = send(client, world.manager, one, his, go="record", risk="high", minutes="His")
    assert "has written about this case meanwhile" in text
    assert "Hers" in text
    assert "His" in text
    assert not JointReview.objects.exists()
    boxes = dict(re.findall(r'name="(form_key|seen|leave)" value="([^"]*)"', text))
    send(client, world.manager, one, boxes, go="record", risk="high", minutes="Hers and his")
    assert JointReview.objects.get().minutes == "Hers and his"


def test_whoever_is_too_late_reads_what_he_had_typed(client, world, service):
    one = a_meeting(world, service).cases.get(position=1)
    late, _ = page(client, world.iss_worker, one)
    boxes, _ = page(client, world.manager, one)
    send(client, world.manager, one, boxes, go="record", risk="high")
    text = send(client, world.iss_worker, one, late, go="record", risk="medium", minutes="Said too late")
    assert "reviewed already" in text
    assert "Said too late" in text
    assert JointReview.objects.count() == 1


def test_a_session_that_ends_mid_case_keeps_what_was_sent(client, world, service):
    one = a_meeting(world, service).cases.get(position=1)
    boxes, _ = page(client, world.manager, one)
    out = Client()
    answer = out.post(one.get_absolute_url(), {**boxes, "go": "record", "minutes": "Before the end"})
    assert "kept" in answer["Location"]
    assert "Before the end" not in answer.content.decode()
    assert "Before the end" in page(client, world.manager, one)[1]
    answer = out.post(one.get_absolute_url() + "keep/", {**boxes, "leave": "made-up", "minutes": "x"})
    assert answer.status_code == 401


def test_each_case_has_its_clock_and_it_stands_still_meanwhile(world, service):
    meeting = a_meeting(world, service)
    one, two = meeting.cases.order_by("position")[:2]
    start = world.now
    open_case(one, by=world.manager, at=start)
    open_case(two, by=world.manager, at=start + 4 * MINUTE)
    one.refresh_from_db()
    assert spent(one, start + 9 * MINUTE) == 4 * MINUTE
    open_case(one, by=world.manager, at=start + 10 * MINUTE)
    one.refresh_from_db()
    assert spent(one, start + 11 * MINUTE) == 5 * MINUTE
    two.refresh_from_db()
    assert spent(two, start + 30 * MINUTE) == 6 * MINUTE


def test_what_was_typed_and_not_recorded_waits_for_the_next_meeting(client, world, service):
    meeting = a_meeting(world, service, 1)
    one = meeting.cases.get()
    keep_draft(one, values={"minutes": ["Half"]}, key="k", seen="", by=world.manager, at=world.now)
    client.force_login(world.manager)
    client.post(f"/joint/meetings/{meeting.pk}/end/", {})
    again = call_meeting(
        day=world.now.date(), provider=service, cases=[one.referral], by=world.manager, at=world.now
    )
    assert again.cases.get().draft == {"minutes": ["Half"]}


def test_a_man_about_whom_sharing_is_stopped_is_skipped_and_not_named_to_the_iss(client, world, service):
    one = a_meeting(world, service, 1).cases.get()
    flag_counter_allegation(one.referral, by=world.manager, at=world.now)
    text = page(client, world.iss_worker, one)[1]
    assert one.referral.man.last_name not in text
    assert "Skip" in text
    with pytest.raises(Refused, match="counter-allegation"):
        hold_case(one, key="k", seen="", risk="high", by=world.manager, at=world.now)


def test_the_summary_says_what_was_held_skipped_and_agreed(client, world, service):
    from tests.paper.reading import words

    meeting = a_meeting(world, service)
    one = meeting.cases.get(position=1)
    boxes, _ = page(client, world.manager, one)
    send(client, world.manager, one, boxes, go="record", risk="high")
    two = meeting.cases.get(position=2)
    boxes, _ = page(client, world.manager, two)
    send(client, world.manager, two, boxes, go="skip")
    client.post(f"/joint/meetings/{meeting.pk}/end/", {})
    text = client.get(meeting.get_absolute_url()).content.decode()
    assert "1 of 3, 2 skipped" in text
    said = words(client.get(f"{meeting.get_absolute_url()}minutes.pdf").content)
    assert "1 of 3 cases reviewed, 2 skipped" in " ".join(said.split())
    assert one.referral.man.last_name not in said


def test_another_service_finds_no_such_meeting(client, world, service):
    meeting = a_meeting(world, service, 1)
    client.force_login(world.other_iss_manager)
    for address in (meeting.get_absolute_url(), meeting.cases.get().get_absolute_url()):
        assert client.get(address).status_code == 404
    assert meeting not in Meeting.objects.visible_to(world.other_iss_worker)


def test_a_meeting_of_thirty_is_run_to_the_end_with_the_same_few_queries(
    client, world, service, django_assert_max_num_queries
):
    meeting = a_meeting(world, service, 30)
    assert meeting.cases.count() == 30
    client.force_login(world.manager)
    first = meeting.cases.get(position=1)
    client.get(first.get_absolute_url())
    with django_assert_max_num_queries(45):
        text = client.get(meeting.cases.get(position=12).get_absolute_url()).content.decode()
    assert "Case 12 of 30" in text
    with django_assert_max_num_queries(20):
        client.get(meeting.get_absolute_url())
    for case in meeting.cases.order_by("position"):
        hold_case(fresh_case(case), key="k", seen="", risk="medium", by=world.manager, at=world.now)
    text = client.get(meeting.get_absolute_url()).content.decode()
    assert "30 of 30" in text
    assert "Every case has been reviewed" in text


def test_a_case_costs_the_same_however_much_was_brought_and_agreed(client, world, service):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    meeting = a_meeting(world, service, 2)
    one = meeting.cases.get(position=1)
    client.force_login(world.manager)
    client.get(one.get_absolute_url())
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(one.get_absolute_url())
    for n in range(6):
        prepare_item(
            one.referral,
            occasion="review",
            topic="risk",
            text=f"x{n}",
            brought=True,
            by=world.iss_worker,
            at=world.now,
        )
    with CaptureQueriesContext(connection) as many:
        client.get(one.get_absolute_url())
    assert len(many) == len(few)


def fresh_case(case):
    return MeetingCase.objects.get(pk=case.pk)


def test_a_meeting_is_called_on_its_page(client, world, service):
    list(men(world, 2))
    client.force_login(world.iss_manager)
    today = timezone.localtime()
    sent = {"day_0": today.day, "day_1": today.month, "day_2": today.year, "cases": 30, "minutes": 60}
    text = client.post("/joint/meetings/new/", sent, follow=True).content.decode()
    assert "0 of 2" in text
    assert Meeting.objects.get().provider == service
    assert fresh(Meeting.objects.get().cases.get(position=1).referral)
