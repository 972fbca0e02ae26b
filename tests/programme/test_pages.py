"""The pages around the register."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localtime

from programme.models import Group
from referrals.statuses import Status
from tests.programme.kit import ABSENT, CAME, NOTICE, men, said, sessions_of, six_weeks_ago
from tests.world import DAY, fresh


@pytest.fixture
def group(today):
    return today.group(at=six_weeks_ago(today), weeks=12)


def past(today, group):
    return [session for session in sessions_of(group) if session.ends_at < today.now]


def coming(today, group):
    return [session for session in sessions_of(group) if session.starts_at > today.now]


def queries_of(client, url):
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize("name", ["group", "sessions", "register", "register_marks"])
def test_a_page_asks_as_much_for_two_men_as_for_twelve(facilitator, today, name):
    counts = {}
    for number in (2, 12):
        group = today.group(name=f"Group of {number}", at=six_weeks_ago(today), weeks=12)
        them = men(today, group, number, at=six_weeks_ago(today))
        first, second, *_ = past(today, group)
        today.register(first, dict.fromkeys(them, ABSENT))
        today.register(second, dict.fromkeys(them[: number // 2], CAME))
        url = {
            "group": reverse("group", args=[group.pk]),
            "sessions": reverse("sessions") + f"?group={group.pk}",
            "register": reverse("register", args=[second.pk]),
            "register_marks": reverse("register_marks", args=[second.pk]),
        }[name]
        counts[number] = queries_of(facilitator, url)
    assert counts[2] == counts[12]
    assert counts[12] < 40


class TestGroups:
    def test_the_list_shows_places_left_and_the_next_session(self, facilitator, today, group):
        men(today, group, 3, at=six_weeks_ago(today))
        html = facilitator.get(reverse("groups")).content.decode()
        assert "9 of 12" in html
        assert reverse("register", args=[coming(today, group)[0].pk]) in html

    def test_the_list_is_filtered_by_area_and_keeps_it(self, facilitator, today, group):
        other = today.facilitator.areas.exclude(pk=today.area.pk).get()
        response = facilitator.get(reverse("groups"), {"area": other.pk})
        assert group.name not in response.content.decode()
        response = facilitator.get(reverse("groups"), {"area": today.area.pk})
        assert group.name in response.content.decode()

    def test_the_page_of_a_group_says_what_to_do_first(self, facilitator, today, group):
        men(today, group, 1, at=six_weeks_ago(today))
        html = facilitator.get(group.get_absolute_url()).content.decode()
        assert "Take the register" in html

    def test_a_group_without_sessions_asks_for_a_plan(self, facilitator, today):
        group = today.group(weeks=0)
        assert "Plan more sessions" in facilitator.get(group.get_absolute_url()).content.decode()

    def test_a_new_group_is_opened_in_a_new_venue(self, facilitator, today, group):
        data = {
            "name": "Birmingham Tuesday morning",
            "venue": "new",
            "venue_name": "Old Mill",
            "venue_address": "Mill Lane",
            "version": group.version.pk,
            "weekday": "1",
            "starts": "10:15",
            "capacity": "8",
            "lead_man": today.facilitator.pk,
            "lead_woman": today.second_facilitator.pk,
        }
        url = reverse("new_group") + f"?area={today.area.pk}"
        response = facilitator.post(url, data)
        made = Group.objects.get(name="Birmingham Tuesday morning")
        assert response["Location"] == reverse("plan_sessions", args=[made.pk])
        assert (made.venue.name, made.capacity, f"{made.starts:%H:%M}") == ("Old Mill", 8, "10:15")
        again = facilitator.post(
            url, data | {"capacity": "13", "venue_name": "", "lead_man": today.second_facilitator.pk}
        )
        assert set(again.context["form"].errors) == {"capacity", "venue_name", "lead_man"}

    def test_sessions_are_planned_from_a_day_on(self, facilitator, today, group):
        day = localtime(today.now + timedelta(weeks=20)).date()
        data = {"from_date_0": day.day, "from_date_1": day.month, "from_date_2": day.year, "weeks": "2"}
        url = reverse("plan_sessions", args=[group.pk])
        shown = facilitator.post(url, data)
        assert [line.words for line in shown.context["lines"]] == ["Planned", "Planned"]
        assert not group.sessions.filter(starts_at__gt=today.now + timedelta(weeks=19)).exists()
        response = facilitator.post(url, data | {"seen": shown.context["seen"]}, follow=True)
        assert "2 sessions planned" in said(response)

    def test_past_sessions_are_paged(self, facilitator, today):
        group = today.group(name="An old group", at=today.now - timedelta(weeks=30), weeks=26)
        first = facilitator.get(group.get_absolute_url())
        shown = [session.pk for session in first.context["past"].rows]
        second = facilitator.get(group.get_absolute_url() + first.context["past"].later)
        then = [session.pk for session in second.context["past"].rows]
        assert len(shown) == 10
        assert not set(shown) & set(then)
        back = facilitator.get(group.get_absolute_url() + second.context["past"].earlier)
        assert [session.pk for session in back.context["past"].rows] == shown


class TestWaiting:
    def test_the_longest_waiting_comes_first_with_his_clock(self, facilitator, today):
        later = today.suitable(at=today.now - DAY)
        earlier = today.suitable(at=today.now - 3 * DAY)
        response = facilitator.get(reverse("waiting"))
        assert [row.pk for row in response.context["page"].rows] == [earlier.pk, later.pk]
        assert "3 days" in response.content.decode()
        assert "late" in response.content.decode()

    def test_he_is_enrolled_in_a_group_of_his_area_with_a_first_session(self, facilitator, today, group):
        him = today.suitable()
        url = reverse("enrol", args=[him.pk])
        html = facilitator.get(url).content.decode()
        assert "12 places left of 12" in html
        assert "Integrated Support Service" in html
        first = coming(today, group)[0]
        data = {"group": group.pk, f"session_{group.pk}": first.pk, "told": "on"}
        response = facilitator.post(url, data, follow=True)
        assert "has a place" in said(response)
        assert him.enrolments.get().first_session == first

    def test_the_first_session_and_having_told_him_are_asked_for(self, facilitator, today, group):
        him = today.suitable()
        response = facilitator.post(reverse("enrol", args=[him.pk]), {"group": group.pk})
        assert set(response.context["form"].errors) == {f"session_{group.pk}", "told"}
        assert fresh(him).status == Status.SUITABLE

    def test_groups_that_cannot_take_him_are_shown_with_the_reason(self, facilitator, today, group):
        men(today, group, 12, at=six_weeks_ago(today))
        today.group(name="Without sessions", weeks=0)
        him = today.suitable()
        html = facilitator.get(reverse("enrol", args=[him.pk])).content.decode()
        assert "is full: it has 12 men." in html
        assert "No sessions are planned" in html
        assert "No group of his area can take him now" in html

    def test_a_man_with_a_place_is_offered_none(self, facilitator, today, group):
        (him,) = men(today, group, 1)
        html = facilitator.get(reverse("enrol", args=[him.pk])).content.decode()
        assert "not waiting for a place" in html


class TestSessions:
    def test_registers_not_taken_come_first_and_those_taken_are_not_among_them(
        self, facilitator, today, group
    ):
        them = men(today, group, 2, at=six_weeks_ago(today))
        first, second, *_ = past(today, group)
        today.register(first, dict.fromkeys(them, CAME))
        owed = facilitator.get(reverse("sessions")).context["owed"].rows
        assert first not in owed
        assert second in owed

    def test_a_session_is_cancelled_for_a_reason(self, facilitator, today, group):
        session = coming(today, group)[0]
        url = reverse("cancel_session", args=[session.pk])
        assert "because" in facilitator.post(url, {"because": ""}).context["form"].errors
        facilitator.post(url, {"because": "The hall is flooded"})
        session.refresh_from_db()
        assert (session.state, session.cancelled_because) == ("cancelled", "The hall is flooded")
        assert "Only a session" in said(facilitator.get(url, follow=True))

    def test_a_session_is_moved(self, facilitator, today, group):
        session = coming(today, group)[0]
        new = localtime(session.starts_at + DAY)
        data = dict(
            zip(("starts_at_0", "starts_at_1", "starts_at_2"), (new.day, new.month, new.year), strict=True)
        )
        url, data = reverse("move_session", args=[session.pk]), data | {"starts_at_3": "19:00"}
        shown = facilitator.post(url, data)
        assert [line.words for line in shown.context["lines"]] == ["Moved"]
        session.refresh_from_db()
        assert not session.moved_from
        facilitator.post(url, data | {"seen": shown.context["seen"]})
        session.refresh_from_db()
        assert localtime(session.starts_at).date() == new.date()
        assert session.moved_from


class TestOneLine:
    @pytest.fixture
    def him(self, today, group):
        return men(today, group, 1, at=six_weeks_ago(today))[0]

    def test_a_correction_that_undoes_a_closure_says_so(self, facilitator, today, group, him):
        for session in past(today, group)[:2]:
            today.register(session, {him: ABSENT})
        url = reverse("correct", args=[him.attendances.order_by("pk").last().pk])
        assert "the closure is undone" in facilitator.get(url).content.decode()
        response = facilitator.post(url, {"outcome": NOTICE, "because": "He had rung"}, follow=True)
        assert "open again" in said(response)
        assert fresh(him).status == Status.ON_PROGRAMME

    def test_a_correction_that_closes_the_file_is_confirmed_first(self, facilitator, today, group, him):
        first, second, *_ = past(today, group)
        today.register(first, {him: ABSENT})
        today.register(second, {him: CAME})
        url = reverse("correct", args=[him.attendances.order_by("pk").last().pk])
        data = {"outcome": ABSENT, "because": "Somebody else answered"}
        assert "Nothing is saved yet" in facilitator.post(url, data).content.decode()
        assert fresh(him).status == Status.ON_PROGRAMME
        unticked = facilitator.post(url, data | {"confirming": "1"})
        assert "confirm" in unticked.context["form"].errors
        response = facilitator.post(url, data | {"confirm": "on"}, follow=True)
        assert "is closed" in said(response)
        assert fresh(him).status == Status.CLOSED

    def test_a_catch_up_offers_sessions_of_other_groups_of_the_area(self, facilitator, today, group, him):
        other = today.group(name="Another evening", at=six_weeks_ago(today), weeks=12)
        today.register(past(today, group)[0], {him: NOTICE})
        missed = him.attendances.get()
        url = reverse("catch_up", args=[missed.pk])
        offered = facilitator.get(url).context["form"].sessions.values()
        assert {session.group for session in offered} == {other}
        response = facilitator.post(url, {"session": past(today, other)[1].pk}, follow=True)
        assert "has caught up" in said(response)
        assert missed.pk in him.attendances.values_list("makes_up", flat=True)
        assert "Caught up since" in response.content.decode()
